import { describe, expect, it } from 'vitest'
import {
  blemishes,
  buttonOf,
  changesIn,
  conversation,
  guidesIn,
  locales,
  managers,
  prefilled,
  textOf,
} from '../support/desk.ts'
import { mails } from '../support/outcomes.ts'
import { desk, useDesk } from '../support/use-desk.ts'
import { type Talk, talks } from './talks.ts'

useDesk()

const named = (list: Talk[]) =>
  list.map((talk, place) => [`${place + 1} ${talk.action}: ${talk.says}`, talk] as const)

describe.each(locales)('from a question to a receipt and back (%s)', locale => {
  it.each(named(talks[locale]))('ACT-2 ACT-3 ACT-5 %s', async (_, talk) => {
    const chat = conversation(desk, talk.who, { locale })
    const before = await desk.state()

    const answer = await chat.say(talk.says)
    expect({ tone: answer.tone, guides: guidesIn(answer) }).toEqual({ tone: 'answer', guides: [talk.guide] })
    // What was asked for is the first thing offered.
    expect(answer.buttons[0]).toMatchObject({
      style: 'primary',
      id: expect.stringContaining(`do:${talk.action}`),
    })
    expect(blemishes(answer, locale)).toEqual([])

    const opened = await chat.press(`do:${talk.action}`)
    expect(blemishes(opened, locale)).toEqual([])
    expect(opened.form === undefined).toBe(talk.fill === undefined)
    const preview = talk.fill ? await chat.submit(talk.fill) : opened
    expect(preview).toMatchObject({ tone: 'preview', private: true })
    expect(blemishes(preview, locale)).toEqual([])
    expect(changesIn(preview).join('\n')).toMatch(talk.shows)
    for (const mail of talk.mails ?? []) expect(textOf(preview)).toContain(mail.split(' ')[2])
    expect(await desk.state()).toBe(before)
    expect(await desk.mails()).toEqual([])
    const audited = (await desk.audit()).length

    const button = buttonOf(preview, 'confirm:')
    const receipt = await chat.press('confirm:')
    expect(receipt).toMatchObject({ tone: 'receipt', private: true })
    expect(blemishes(receipt, locale)).toEqual([])
    expect(changesIn(receipt)).toEqual(changesIn(preview))
    const after = await desk.state()
    expect(after).not.toBe(before)
    expect(mails(await desk.mails())).toEqual(talk.mails ?? [])
    const entries = (await desk.audit()).slice(audited)
    expect(entries).toMatchObject([
      { action: talk.action, actor: talk.who, outcome: 'done', from: 'terminal', rules: [] },
    ])

    expect(await chat.pressId(button)).toEqual(receipt)
    expect(await desk.state()).toBe(after)
    expect(mails(await desk.mails())).toEqual(talk.mails ?? [])

    const undos = receipt.buttons.filter(({ id }) => id.startsWith('undo:'))
    expect(undos).toHaveLength(talk.undo ? 1 : 0)
    if (!talk.undo) return
    await chat.pressId(undos[0]?.id ?? '')
    expect(await desk.state()).toBe(after)
    const undone = await chat.pressId(buttonOf(await chat.pressId(undos[0]?.id ?? ''), 'confirm:'))
    expect(undone.tone).toBe('receipt')
    expect(blemishes(undone, locale)).toEqual([])
    expect(await desk.state()).toBe(before)
  })
})

describe('one thing that changes for many', () => {
  it.each(locales)('WARR-5 is one list, what changes first and what stays last (%s)', async locale => {
    const chat = conversation(desk, 'claire', { locale })
    const preview = await chat.submitTo('set-renewal-warranty', { product: 'all', on: true })
    const blocks = preview.blocks.filter(block => block.kind === 'changes')
    const speech = desk.setting.words(locale)
    expect(blocks.map(({ of }) => of)).toEqual([speech.word('facts.warranty')])
    const sides = blocks.flatMap(({ rows }) => rows.map(({ before, after }) => `${before} → ${after}`))
    const [off, on] = [speech.t('off'), speech.t('on')]
    expect(sides).toEqual([...Array(17).fill(`${off} → ${on}`), ...Array(4).fill(`${on} → ${on}`)])
  })
})

describe('what cannot be taken back says so before it is done', () => {
  it.each(locales)('%s', async locale => {
    const chat = conversation(desk, 'claire', { locale })
    const preview = await chat.submitTo('leave-organisation', { organisation: 'cimes' })
    expect(textOf(preview)).toContain(desk.setting.words(locale).t('desk.no-undo'))
    const other = await chat.submitTo('switch-organisation', { organisation: 'cimes' })
    expect(textOf(other)).not.toContain(desk.setting.words(locale).t('desk.no-undo'))
  })
})

describe('figures are answered at once, to the asker alone', () => {
  const asked = {
    fr: [
      'Qui a changé mon rôle ?',
      'mes organisations',
      'à quelles newsletters suis-je abonnée ?',
      'mes factures',
      'Qui est administrateur ?',
    ],
    en: [
      'who changed my role?',
      'Which organisations do I belong to?',
      'which newsletters do I get?',
      'show my invoices',
      'Who is an administrator here?',
    ],
    de: [
      'Wer hat meine Rolle geändert?',
      'Zeige mir meine Organisationen',
      'Welche Newsletter habe ich abonniert?',
      'meine Rechnungen',
      'Wer ist Administrator?',
    ],
    it: [
      'chi ha cambiato il mio ruolo?',
      'quali sono le mie organizzazioni?',
      'a quali newsletter sono iscritta?',
      'le mie fatture',
      'chi è amministratore?',
    ],
    es: [
      '¿quién ha cambiado mi rol?',
      '¿a qué organizaciones pertenezco?',
      '¿qué boletines recibo?',
      'mis facturas',
      '¿quién es administrador?',
    ],
  }

  it.each(locales)('ACT-6 %s', async locale => {
    const chat = conversation(desk, managers[locale], { locale })
    const speech = desk.setting.words(locale)
    const reads = ['show-audit', 'list-organisations', 'list-newsletters', 'list-invoices', 'list-members']
    for (const [place, question] of asked[locale].entries()) {
      const view = await chat.say(question)
      const title = speech.word(`actions.${reads[place]}.name`)
      expect({ question, title: view.title, tone: view.tone }).toEqual({ question, title, tone: 'answer' })
      expect(view.private).toBe(true)
      expect(view.form).toBeUndefined()
      expect(blemishes(view, locale)).toEqual([])
      expect(view.buttons.at(-1)?.id).toBe('person')
    }
  })

  it.each(locales)('ROLE-5 who changed my role is told to whom it happened (%s)', async locale => {
    const manager = conversation(desk, managers[locale], { locale })
    await manager.submitTo('change-role', { member: 'colleague', role: 'administrator' })
    await manager.press('confirm:')
    const view = await conversation(desk, 'colleague', { locale }).say(asked[locale][0] as string)
    const facts = view.blocks.flatMap(block => (block.kind === 'facts' ? block.rows : []))
    const speech = desk.setting.words(locale)
    const value = (name: string) => facts.find(({ label }) => label === speech.word(`facts.${name}`))?.value
    const by = await desk.get('users', managers[locale])
    expect(value('by')).toBe(by?.name)
    expect(value('oldRole')).toBe(speech.word('roles.collaborator'))
    expect(value('newRole')).toBe(speech.word('roles.administrator'))
    expect(blemishes(view, locale)).toEqual([])
  })

  it.each(locales)('an answer leads on to what can be done about it (%s)', async locale => {
    const chat = conversation(desk, managers[locale], { locale })
    await chat.say(asked[locale][2] as string)
    expect(await chat.press('do:set-newsletters')).toMatchObject({ form: { action: 'set-newsletters' } })
  })
})

describe('what the question names is not asked again', () => {
  it.each([
    [
      'claire',
      'nommer nina@example.org administratrice',
      { member: 'nina@example.org', role: 'administrator' },
    ],
    ['oliver', 'How do I change Paul’s role?', { member: 'paul@lumiere.example' }],
    ['jonas', 'Wie ändere ich die Rolle von Camille Martin?', { member: 'colleague@example.org' }],
    ['giulia', 'Come posso nominare qualcuno amministratore?', { role: 'administrator' }],
    ['lucia', 'cambiar el rol de nina@example.org', { member: 'nina@example.org' }],
  ])('%s: %s', async (who, question, expected) => {
    const chat = conversation(desk, who)
    const answer = await chat.say(question)
    const button = new URLSearchParams(buttonOf(answer, 'do:change-role').split('?')[1])
    expect(Object.fromEntries(button)).toEqual(expected)
    const opened = await chat.press('do:change-role')
    if (Object.keys(expected).length < 2) expect(prefilled(opened)).toEqual(expected)
    else
      expect(opened).toMatchObject({ tone: 'preview', buttons: [{ style: 'primary' }, { style: 'plain' }] })
  })

  it.each([
    [
      'a role too many',
      'oliver',
      'change Nina from collaborator to administrator',
      'change-role',
      { member: 'nina@example.org' },
    ],
    ['two people', 'jonas', 'Rolle von Nina und Paul ändern', 'change-role', {}],
    [
      'on and off',
      'giulia',
      'come attivare o disattivare la garanzia di rinnovo del NAS Synology?',
      'set-renewal-warranty',
      { product: 'Synology NAS' },
    ],
    [
      'all but one',
      'claire',
      'désactiver la garantie de renouvellement de tous les produits sauf le Synology NAS',
      'set-renewal-warranty',
      { on: 'false' },
    ],
    [
      'one name for two fields',
      'lucia',
      'quitar el método de pago Visa 4242',
      'remove-payment-method',
      { method: 'visa' },
    ],
  ])('but only what is certain: %s', async (_, who, question, action, expected) => {
    const answer = await conversation(desk, who).say(question)
    const button = new URLSearchParams(buttonOf(answer, `do:${action}`).split('?')[1])
    expect(Object.fromEntries(button)).toEqual(expected)
  })

  it('a full name is one person, though the first name has another', async () => {
    const user = await desk.get('users', 'nina')
    await desk.put('users', { ...(user as NonNullable<typeof user>), name: 'Paul Keller' })
    const chat = conversation(desk, 'jonas')
    expect(buttonOf(await chat.say('Rolle von Paul Keller ändern'), 'do:change-role')).toContain(
      'nina%40example.org',
    )
    expect(buttonOf(await chat.say('Rolle von Paul ändern'), 'do:change-role')).not.toContain('member')
  })

  it('nor is what leaves no choice', async () => {
    const chat = conversation(desk, 'jonas')
    expect(prefilled(await chat.pressId('do:upgrade-suite'))).toEqual({ suite: 'kSuite Atelier Lumière' })
    expect(prefilled(await chat.pressId('do:switch-organisation'))).toEqual({})
    expect(await chat.pressId('do:leave-organisation')).toMatchObject({ tone: 'refusal' })
  })

  it.each([
    ['jonas', 'Nina soll Administratorin werden', 'change-role', 'member=nina%40example.org'],
    ['oliver', 'Leave Atelier Lumière', 'leave-organisation', 'organisation=lumiere'],
    ['lucia', 'cambiar el rol de colleague@example.org', 'change-role', 'member=colleague%40example.org'],
    // A name may be a word of the matter, and then still is one.
    ['giulia', 'Ruolo', 'change-role', ''],
  ])('and a name does not hide what is asked for: %s, %s', async (who, question, action, known) => {
    if (who === 'giulia') {
      const user = await desk.get('users', 'nina')
      await desk.put('users', { ...(user as NonNullable<typeof user>), name: 'Ruolo Rossi' })
    }
    const answer = await conversation(desk, who).say(question)
    expect(buttonOf(answer, `do:${action}`)).toContain(known)
  })

  it('a stranger’s question names nobody', async () => {
    const answer = await conversation(desk, undefined, { hint: 'en' }).say(
      'How do I make Nina an administrator?',
    )
    expect(buttonOf(answer, 'do:change-role')).toBe('do:change-role')
  })
})

describe('the question’s language is the answer’s', () => {
  it.each([
    ['claire', 'Wie ändere ich die Rolle eines Kollegen?', 'de', 'change-role'],
    ['jonas', 'Comment activer la garantie de renouvellement ?', 'fr', 'set-renewal-warranty'],
    ['claire', 'How do I remove two-factor authentication?', 'en', 'remove-2fa'],
    ['oliver', '¿Cómo me doy de baja de los boletines?', 'es', 'set-newsletters'],
    ['lucia', 'Come posso cambiare il ruolo di un collega?', 'it', 'change-role'],
  ])('%s asks: %s', async (who, question, locale, guide) => {
    const answer = await conversation(desk, who).say(question)
    expect(answer.blocks.find(({ kind }) => kind === 'guide')).toMatchObject({ slug: guide, locale })
    expect(answer.title).toBe(desk.setting.guides.guide(guide, answer.locale)?.title)
    expect(blemishes(answer, locale as typeof answer.locale)).toEqual([])
  })

  it('a figure asked for in another language is told in it', async () => {
    const view = await conversation(desk, 'claire').say('Wer hat meine Rolle geändert?')
    expect(view).toMatchObject({
      locale: 'de',
      title: desk.setting.words('de').word('actions.show-audit.name'),
    })
  })
})

describe('what does not fit is asked again', () => {
  it.each(locales)('with what was typed, and why not (%s)', async locale => {
    const chat = conversation(desk, managers[locale], { locale })
    const view = await chat.submitTo('change-role', { member: 'nobody@example.org', role: 'king' })
    expect(view).toMatchObject({ tone: 'problem', form: { action: 'change-role' } })
    expect(prefilled(view)).toEqual({ member: 'nobody@example.org', role: 'king' })
    expect(view.form?.fields.find(({ name }) => name === 'role')?.error).toContain(
      desk.setting.words(locale).word('roles.administrator'),
    )
    expect(blemishes(view, locale)).toEqual([])
    expect(await chat.submit({ member: 'nina@example.org', role: 'administrator' })).toMatchObject({
      tone: 'preview',
    })
  })
})

describe('a wish that was given up', () => {
  it.each(locales)('changes nothing and cannot be confirmed (%s)', async locale => {
    const before = await desk.state()
    const chat = conversation(desk, managers[locale], { locale })
    const preview = await chat.submitTo('change-role', { member: 'nina', role: 'administrator' })
    const cancelled = await chat.press('cancel:')
    expect(textOf(cancelled)).toBe(desk.setting.words(locale).t('desk.cancelled'))
    const late = await chat.pressId(buttonOf(preview, 'confirm:'))
    expect(late.tone).toBe('refusal')
    expect(blemishes(late, locale)).toEqual([])
    expect(await desk.state()).toBe(before)
  })

  it('that was confirmed already answers with its receipt', async () => {
    const chat = conversation(desk, 'claire')
    const preview = await chat.submitTo('change-role', { member: 'nina', role: 'administrator' })
    const receipt = await chat.press('confirm:')
    expect(await chat.pressId(buttonOf(preview, 'cancel:'))).toEqual(receipt)
  })
})

describe('what has changed since the preview is shown anew', () => {
  it.each(locales)('ACT-2 and nothing is done before it is confirmed again (%s)', async locale => {
    const chat = conversation(desk, managers[locale], { locale })
    const preview = await chat.submitTo('change-role', { member: 'nina', role: 'administrator' })
    const other = conversation(desk, 'claire')
    await other.submitTo('change-role', { member: 'nina', role: 'external-user' })
    await other.press('confirm:')
    const renewed = await chat.pressId(buttonOf(preview, 'confirm:'))
    expect(textOf(renewed)).toContain(desk.setting.words(locale).t('desk.preview-renewed'))
    expect(blemishes(renewed, locale)).toEqual([])
    expect(await desk.get('memberships', 'lumiere:nina')).toMatchObject({ role: 'external-user' })
    expect((await chat.press('confirm:')).tone).toBe('receipt')
    expect(await desk.get('memberships', 'lumiere:nina')).toMatchObject({ role: 'administrator' })
  })
})
