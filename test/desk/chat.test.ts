import { describe, expect, it, vi } from 'vitest'
import type { Locale } from '../../bot/core/catalogue.ts'
import type { Parcel } from '../../bot/core/model.ts'
import type { Person, Spot } from '../../bot/desk/desk.ts'
import { frontOf } from '../../bot/desk/front.ts'
import type { View } from '../../bot/desk/view.ts'
import {
  blemishes,
  buttonOf,
  conversation,
  everyWord,
  guidesIn,
  locales,
  managers,
  openDesk,
  prefilled,
  textOf,
} from '../support/desk.ts'
import { desk, useDesk } from '../support/use-desk.ts'

useDesk()

const spotOf = (account: string, more: Partial<Spot> = {}): Spot => ({
  account: `slack:T1:${account}`,
  name: `${account} in Slack`,
  channel: 'slack:T1:C1',
  administers: false,
  isHome: false,
  isPublic: false,
  ...more,
})
/** Somebody in a chat, of whom the platform says the language only. */
const personIn = (hint: Locale, account = 'U1', more: Partial<Spot> = {}): Person => ({
  from: 'slack',
  hint,
  chat: spotOf(account, more),
})
const talkIn = (hint: Locale, account?: string, more?: Partial<Spot>) =>
  conversation(desk, undefined, personIn(hint, account, more))
const linkTo = (user: string, account = 'U1') =>
  desk.put('links', { id: `slack:T1:${account}`, user, at: '2026-11-22T09:00:00.000Z' })
const codeFor = async (user: string) =>
  String(
    (await desk.mails()).findLast(({ template, to }) => template === 'link-code' && to.startsWith(user))
      ?.facts.code,
  )
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const posts = () =>
  desk.store.read(async tables =>
    (await tables.outbox.until('9999')).flatMap(({ parcel }): Extract<Parcel, { kind: 'post' }>[] =>
      parcel.kind === 'post' ? [parcel] : [],
    ),
  )
const asked = (view: View) => desk.get('asked', view.asked ?? '')
const speechOf = (locale: Locale) => desk.setting.words(locale)

const roleQuestions: Record<Locale, string> = {
  fr: 'Comment changer le rôle d’un collègue ?',
  en: 'How do I change a colleague’s role?',
  de: 'Wie ändere ich die Rolle eines Kollegen?',
  it: 'Come posso cambiare il ruolo di un collega?',
  es: '¿Cómo cambio el rol de un compañero?',
}

describe.each(locales)('linking a chat account (%s)', locale => {
  const who = managers[locale]

  it('ACT-1 CHAT-2 from a refusal to the link, to a change, and back to a stranger', async () => {
    const talk = talkIn(locale)
    const refused = await talk.pressId('do:set-newsletters')
    expect(refused).toMatchObject({ tone: 'refusal', private: true })
    expect(textOf(refused)).toContain('(ACT-1)')
    expect(refused.buttons[0]).toMatchObject({ id: 'do:link', style: 'primary' })
    expect(blemishes(refused, locale)).toEqual([])

    const page = await talk.press('do:link')
    expect(page).toMatchObject({ private: true, awaits: expect.any(String) })
    expect(page.buttons[0]?.url).toMatch(`https://help.example.org/${locale}/once/`)
    expect(blemishes(page, locale)).toEqual([])

    const form = await talk.press('do:link-by-code')
    expect(form.form?.fields.map(({ name, kind }) => [name, kind])).toEqual([['email', 'email']])
    expect(blemishes(form, locale)).toEqual([])

    const sent = await talk.submit({ email: `${who}@example.org` })
    expect(sent).toMatchObject({ tone: 'receipt', private: true, form: { action: 'confirm-link' } })
    expect(blemishes(sent, locale)).toEqual([])
    const code = await codeFor(who)
    expect(everyWord(sent).join()).not.toContain(code)

    const linked = await talk.submit({ code: `${code.slice(0, 3)} ${code.slice(3)}` })
    expect(linked).toMatchObject({ tone: 'receipt', private: true, buttons: [] })
    expect(linked.form).toBeUndefined()
    expect(blemishes(linked, locale)).toEqual([])

    const me = await talk.pressId('do:whoami')
    expect(everyWord(me)).toContain(`${who}@example.org`)
    expect(blemishes(me, locale)).toEqual([])

    await talk.submitTo('set-newsletters', { subscribe: ['events'] })
    expect((await talk.press('confirm:')).tone).toBe('receipt')
    expect((await desk.get('users', who))?.newsletters).toContain('events')

    const preview = await talk.pressId('do:unlink')
    expect(preview.tone).toBe('preview')
    expect(blemishes(preview, locale)).toEqual([])
    const unlinked = await talk.press('confirm:')
    expect(unlinked.tone).toBe('receipt')
    expect(blemishes(unlinked, locale)).toEqual([])
    expect((await talk.pressId('do:whoami')).buttons[0]?.id).toBe('do:link')
  })

  it('CHAT-2 a wrong code is told at its field, the fifth leads to a new one', async () => {
    const talk = talkIn(locale)
    await talk.submitTo('link-by-code', { email: `${who}@example.org` })
    const code = await codeFor(who)
    for (const left of [4, 3, 2, 1]) {
      const view = await talk.submitTo('confirm-link', { code: wrong(code) })
      expect(view.form?.fields[0]?.error).toContain(String(left))
      expect(blemishes(view, locale)).toEqual([])
    }
    const spent = await talk.submitTo('confirm-link', { code: wrong(code) })
    expect(spent).toMatchObject({ tone: 'refusal', buttons: [{ id: 'do:link' }, { id: 'person' }] })
    expect(blemishes(spent, locale)).toEqual([])
    expect((await talk.submitTo('confirm-link', { code })).tone).toBe('refusal')
  })

  it('CHAT-2 the code has run out, or is somebody else’s', async () => {
    const talk = talkIn(locale)
    await talk.submitTo('link-by-code', { email: `${who}@example.org` })
    const code = await codeFor(who)
    const other = await talkIn(locale, 'U2').submitTo('confirm-link', { code })
    expect(other.tone).toBe('refusal')
    expect(blemishes(other, locale)).toEqual([])
    desk.later(10)
    expect((await talk.submitTo('confirm-link', { code })).tone).toBe('refusal')
    expect(await desk.get('links', 'slack:T1:U1')).toBeUndefined()
  })

  it('CHAT-2 whoever is linked is told so', async () => {
    await linkTo(who)
    const view = await talkIn(locale).submitTo('link-by-code', { email: 'nina@example.org' })
    expect(textOf(view)).toContain('(CHAT-2)')
    expect(textOf(view)).toContain(`${who[0]}•••@example.org`)
    expect(blemishes(view, locale)).toEqual([])
    expect(await desk.mails()).toEqual([])
  })
})

describe.each(locales)('settings of a channel (%s)', locale => {
  const admin = { administers: true, isHome: true, channelName: 'aide' }

  it('open with what is set now, are previewed and taken back', async () => {
    await linkTo(managers[locale])
    const talk = talkIn(locale, 'U1', admin)
    const form = await talk.pressId('do:set-channel')
    expect(prefilled(form)).toEqual({ language: 'question', answers: false, support: false })
    expect(blemishes(form, locale)).toEqual([])
    const preview = await talk.submit({ language: locale, answers: true })
    expect(blemishes(preview, locale)).toEqual([])
    const receipt = await talk.press('confirm:')
    expect(receipt.tone).toBe('receipt')
    expect(textOf(receipt)).toContain('aide')
    expect(prefilled(await talk.pressId('do:set-channel'))).toEqual({
      language: locale,
      answers: true,
      support: false,
    })
    expect(blemishes(await talk.pressId('do:show-channel'), locale)).toEqual([])
    await talk.pressId(buttonOf(receipt, 'undo:'))
    expect((await talk.press('confirm:')).tone).toBe('receipt')
    expect(await frontOf(desk.setting).channel('slack:T1:C1')).toBeUndefined()
  })

  it('CHAT-1 every refusal has its sentence', async () => {
    await linkTo(managers[locale])
    const { channel: _, ...nowhere } = spotOf('U1')
    const nobody = conversation(desk, undefined, { from: 'slack', chat: nowhere })
    const outside = conversation(desk, managers[locale], { locale })
    for (const [talk, action] of [
      [nobody, 'set-channel'],
      [nobody, 'set-feedback-route'],
      [outside, 'set-channel'],
    ] as const) {
      const view = await talk.submitTo(action, {
        language: 'fr',
        ...(action === 'set-channel' ? { answers: true, support: true } : { service: 'kdrive' }),
      })
      expect(view.tone).toBe('refusal')
      expect(textOf(view)).toContain('(CHAT-1)')
      expect(blemishes(view, locale)).toEqual([])
    }
  })

  it('FEED-1 a language without a route is refused at its field', async () => {
    await linkTo(managers[locale])
    const talk = talkIn(locale, 'U1', admin)
    const view = await talk.submitTo('set-feedback-route', { service: 'kchat', language: 'de' })
    const field = view.form?.fields.find(({ name }) => name === 'language')
    expect(field?.error).toContain(speechOf(locale).word('languages.fr'))
    expect(blemishes(view, locale)).toEqual([])
    const preview = await talk.submit({ language: 'fr' })
    expect(preview.tone).toBe('preview')
    expect(textOf(preview)).toContain('kChat')
    expect(blemishes(preview, locale)).toEqual([])
  })
})

describe.each(locales)('after the answer (%s)', locale => {
  it('it helped, and is noted', async () => {
    const talk = talkIn(locale)
    const answer = await talk.say(roleQuestions[locale])
    expect(answer.buttons.map(({ id }) => id.split(':')[0])).toEqual(
      expect.arrayContaining(['helped', 'wrong', 'person']),
    )
    expect(answer.private).toBe(false)
    const thanks = await talk.press('helped:')
    expect(textOf(thanks)).toBe(speechOf(locale).t('desk.helped.answer'))
    expect(await asked(answer)).toMatchObject({ verdict: 'helped', locale })
  })

  it('it was not meant: the right guide is one of the next, noted, and shown', async () => {
    const talk = talkIn(locale)
    const answer = await talk.say(roleQuestions[locale])
    const which = await talk.press('wrong:')
    expect(which.tone).toBe('unsure')
    expect(blemishes(which, locale)).toEqual([])
    const offered = which.buttons.filter(({ id }) => id.startsWith('right:'))
    expect(offered.length).toBeGreaterThan(0)
    expect(offered.length).toBeLessThanOrEqual(3)
    expect(offered.map(({ label }) => label)).not.toContain(answer.title)
    const right = await talk.pressId(offered[0]?.id ?? '')
    expect(right).toMatchObject({ tone: 'answer', locale, title: offered[0]?.label, asked: answer.asked })
    expect(await asked(answer)).toMatchObject({ verdict: 'wrong', right: guidesIn(right)[0] })
    await vi.waitFor(async () =>
      expect(await desk.store.read(tables => tables.gaps.find({ locale }))).toHaveLength(1),
    )
    // What is shared is the one that was right.
    const shared = await talk.pressId(`share:${answer.asked}`)
    expect(shared.title).toBe(right.title)
    // And it is not offered again.
    expect((await talk.pressId(buttonOf(right, 'wrong:'))).buttons.map(({ id }) => id)).not.toContain(
      offered[0]?.id,
    )
  })

  it('a person is wanted: the support channel is told once, the asker too', async () => {
    await desk.put('channels', {
      id: 'slack:T1:C9',
      workspace: 'slack:T1',
      locale: 'de',
      answers: false,
      support: true,
    })
    const address = 'https://acme.slack.example/archives/C1/p1'
    const talk = talkIn(locale, 'U1', { address })
    const answer = await talk.say(roleQuestions[locale])
    const told = await talk.press('person:')
    expect(textOf(told)).toContain(speechOf(locale).t('desk.person.asked'))
    expect(blemishes(told, locale)).toEqual([])
    await talk.pressId(buttonOf(answer, 'person:'))
    expect(await posts()).toMatchObject([
      {
        channel: 'slack:T1:C9',
        locale: 'de',
        template: 'person-wanted',
        facts: { member: 'U1 in Slack', text: roleQuestions[locale], link: address },
      },
    ])
    expect((await posts())[0]?.facts.guides).toContain(desk.setting.guides.guide('change-role', 'de')?.title)
    expect(await asked(answer)).toMatchObject({ verdict: 'person' })
  })

  it('the channel’s language is everybody’s there, one’s own where nobody else reads it', async () => {
    const set = locale === 'it' ? 'de' : 'it'
    await desk.put('channels', {
      id: 'slack:T1:C1',
      workspace: 'slack:T1',
      locale: set,
      answers: true,
      support: false,
    })
    await linkTo(managers[locale])
    const hello = speechOf(locale).list('desk.talk.hello.says')[0] ?? ''
    expect((await talkIn(locale, 'U1', { isPublic: true }).say(hello)).locale).toBe(set)
    expect((await talkIn(locale).say(hello)).locale).toBe(locale)
  })
})

describe('a person, please', () => {
  const support = () =>
    desk.put('channels', {
      id: 'slack:T1:C9',
      workspace: 'slack:T1',
      locale: null,
      answers: false,
      support: true,
    })

  it('is told once in ten minutes where nothing was asked before', async () => {
    await support()
    const talk = talkIn('en')
    await talk.pressId('person')
    await talk.say('a person please')
    expect(await posts()).toHaveLength(1)
    desk.later(11)
    await talk.pressId('person')
    expect(await posts()).toHaveLength(2)
  })

  it('means what was last asked in the thread', async () => {
    await support()
    const talk = talkIn('fr', 'U1', { thread: 'slack:T1:C1:1' })
    await talk.say(roleQuestions.fr)
    await talk.say('je voudrais parler à une personne')
    expect(await posts()).toMatchObject([{ locale: 'fr', facts: { text: roleQuestions.fr } }])
  })

  it('tells no other workspace, and gives the contacts where nobody is there to be told', async () => {
    await support()
    const view = await conversation(desk, undefined, {
      from: 'slack',
      hint: 'en',
      chat: spotOf('U1', { account: 'slack:T2:U1', workspace: 'slack:T2' }),
    }).pressId('person')
    expect(textOf(view)).toBe(speechOf('en').t('desk.person.answer'))
    expect(await posts()).toEqual([])
  })

  it('keeps addresses and numbers of the question to itself', async () => {
    await support()
    const talk = talkIn('en')
    await talk.say('How do I make nina@example.org, 079 123 45 67, an administrator?')
    await talk.press('person:')
    expect(JSON.stringify(await posts())).not.toMatch(/nina@|079/)
  })
})

describe('threads', () => {
  it.each([
    ['fr', 'et combien de temps cela prend ?'],
    ['en', 'and for several people?'],
    ['de', 'und für mehrere Personen?'],
    ['it', 'e quanto tempo ci vuole?'],
    ['es', '¿y para varias personas?'],
  ] as const)('a follow-up knows what it is about (%s: %s)', async (locale, follow) => {
    const thread = { thread: 'slack:T1:C1:1' }
    const [first] = guidesIn(await talkIn(locale, 'U1', thread).say(roleQuestions[locale]))
    expect(first).toBe('change-role')
    // Another person in it, and a thread of its own.
    expect(guidesIn(await talkIn(locale, 'U2', thread).say(follow))).toEqual(['change-role'])
    expect((await talkIn(locale, 'U1', { thread: 'slack:T1:C1:2' }).say(follow)).tone).toBe('unsure')
  })
})

describe('a card number', () => {
  const number = '4111 1111 1111 1111'
  it.each(locales)(
    'PAY-3 is refused where nobody asked, and in what is typed with a command (%s)',
    async locale => {
      await linkTo(managers[locale])
      const overheard = await frontOf(desk.setting).volunteer(
        personIn(locale, 'U1', { isPublic: true }),
        number,
      )
      const person = personIn(locale)
      const wanted = await frontOf(desk.setting).reply(person, {
        kind: 'want',
        action: 'order-product',
        values: { service: 'domain', name: number },
        question: `domain ${number}`,
      })
      for (const view of [overheard, wanted]) {
        expect(view?.tone).toBe('refusal')
        expect(textOf(view!)).toContain('(PAY-3)')
        expect(view?.form).toBeUndefined()
      }
    },
  )
})

describe('under another person’s answer', () => {
  it.each(locales)(
    'what one says of it is one’s own, and takes nothing from the asker (%s)',
    async locale => {
      await desk.put('channels', {
        id: 'slack:T1:C9',
        workspace: 'slack:T1',
        locale: null,
        answers: false,
        support: true,
      })
      const answer = await talkIn(locale, 'U1', { isPublic: true }).say(roleQuestions[locale])
      const other = talkIn(locale, 'U2', { isPublic: true })
      for (const kind of ['helped:', 'wrong:', 'person:']) {
        const view = await other.pressId(buttonOf(answer, kind))
        expect({ kind, keeps: view.keeps, private: view.private }).toEqual({
          kind,
          keeps: true,
          private: true,
        })
      }
      expect((await asked(answer))?.verdict).toBeNull()
      expect((await posts()).map(({ facts }) => facts.member)).toEqual(['U2 in Slack'])
      const own = await talkIn(locale, 'U1', { isPublic: true }).pressId(buttonOf(answer, 'helped:'))
      expect(own.keeps).toBeUndefined()
      expect((await asked(answer))?.verdict).toBe('helped')
    },
  )

  it('ACT-2 a press on another’s preview leaves it as it is', async () => {
    await linkTo('claire')
    await linkTo('oliver', 'U2')
    const preview = await talkIn('fr').submitTo('change-role', { member: 'nina', role: 'administrator' })
    for (const account of ['U2', 'U3'])
      expect((await talkIn('en', account).pressId(buttonOf(preview, 'confirm:'))).keeps).toBe(true)
    expect((await talkIn('fr').pressId(buttonOf(preview, 'confirm:'))).keeps).toBeUndefined()
  })
})

describe('a person, please, under a refusal', () => {
  it.each(locales)('says what was wanted, and by which rule it was refused (%s)', async locale => {
    await desk.put('channels', {
      id: 'slack:T1:C9',
      workspace: 'slack:T1',
      locale,
      answers: false,
      support: true,
    })
    await linkTo('paul')
    const talk = talkIn(locale, 'U1', { address: 'https://slack.example/archives/C1', handle: '@paul' })
    await talk.submitTo('leave-organisation', { organisation: 'lumiere' })
    await talk.press('person')
    const [post, ...more] = await posts()
    expect(more).toEqual([])
    expect(post?.facts.text).toContain('ORG-3')
    expect(post?.facts).toMatchObject({
      member: 'U1 in Slack (@paul)',
      link: 'https://slack.example/archives/C1',
    })
    await talk.pressId('person')
    expect(await posts()).toHaveLength(1)
  })
})

describe('who is mentioned', () => {
  it.each(locales)('is the member that is meant, for everybody to read (%s)', async locale => {
    await linkTo(managers[locale])
    await linkTo('nina', 'U7')
    const person = personIn(locale, 'U1', { isPublic: true })
    const answer = await frontOf(desk.setting).reply(person, {
      kind: 'say',
      text: roleQuestions[locale],
      mentions: ['slack:T1:U7'],
    })
    expect(decodeURIComponent(buttonOf(answer, 'do:change-role'))).toContain('member=slack:T1:U7')
    const form = await talkIn(locale).pressId(buttonOf(answer, 'do:change-role'))
    expect(prefilled(form).member).toBe('slack:T1:U7')
    const preview = await talkIn(locale).submitTo('change-role', {
      member: 'slack:T1:U7',
      role: 'administrator',
    })
    expect(everyWord(preview)).toContain('Nina Keller')
  })

  it.each(locales)('TFA-1 nobody removes their 2FA for them, also not in a chat (%s)', async locale => {
    await linkTo(managers[locale])
    const view = await frontOf(desk.setting).reply(personIn(locale), {
      kind: 'want',
      action: 'remove-2fa',
      values: { member: 'slack:T1:U7' },
    })
    expect(view.tone).toBe('refusal')
    expect(textOf(view)).toContain('(TFA-1)')
    expect((await desk.audit('')).at(-1)).toMatchObject({
      action: 'remove-2fa',
      outcome: 'refused',
      rules: ['TFA-1'],
    })
    const own = { kind: 'want', action: 'remove-2fa', values: { member: 'slack:T1:U1' } } as const
    expect(textOf(await frontOf(desk.setting).reply(personIn(locale), own))).toBe(
      speechOf(locale).t('desk.elsewhere'),
    )
  })
})

describe('a receipt', () => {
  it.each(locales)('comes back where taking it back was thought better of (%s)', async locale => {
    await linkTo('claire')
    const talk = conversation(desk, 'claire', { ...personIn(locale), locale })
    await talk.submitTo('change-role', { member: 'nina', role: 'administrator' })
    const receipt = await talk.press('confirm:')
    await talk.press('undo:')
    const after = await talk.press('cancel:')
    expect(after).toEqual(receipt)
  })
})

describe('a person’s language', () => {
  it('is that of the account, then of the platform, then of the question', async () => {
    const ask = (hint: Locale | undefined) =>
      frontOf(desk.setting).reply(
        { from: 'slack', ...(hint && { hint }), chat: spotOf('U1') },
        { kind: 'say', text: roleQuestions.it },
      )
    expect((await ask(undefined)).locale).toBe('it')
    expect((await ask('de')).locale).toBe('de')
    await linkTo('claire')
    expect((await ask('de')).locale).toBe('fr')
  })

  it.each(locales)('an answer to somebody’s words is in the language of these (%s)', async locale => {
    const helper = personIn(locale === 'fr' ? 'en' : 'fr')
    const view = await frontOf(desk.setting).reply(helper, {
      kind: 'cite',
      slug: 'change-role',
      text: roleQuestions[locale],
    })
    expect(view.locale).toBe(locale)
    expect((await asked(view))?.asker).toBeUndefined()
  })
})

describe('feedback to support', () => {
  it.each(locales)('is chosen from what others wrote (%s)', async locale => {
    await linkTo('nina', 'U7')
    const sent = talkIn('de', 'U7')
    await sent.submitTo('send-feedback', { service: 'kdrive', text: 'Ordner nach Farbe sortieren.' })
    await sent.press('confirm:')
    await linkTo(managers[locale])
    const options = (typed: string) =>
      frontOf(desk.setting).options(personIn(locale), 'support-feedback', 'feedback', typed)
    for (const typed of ['', '#1', 'farbe'])
      expect(await options(typed)).toEqual([{ value: '1', label: '#1 kDrive: Ordner nach Farbe sortieren.' }])
    expect(await options('blau')).toEqual([])
  })
})

describe('what goes on from something', () => {
  it.each([
    ['fr', 'et pour plusieurs personnes ?'],
    ['en', 'what about external users?'],
    ['de', 'und wie lange dauert das?'],
    ['it', 'e per più persone?'],
    ['es', '¿y si me equivoco?'],
  ] as const)(
    'is about the same, though it may find another guide by itself (%s: %s)',
    async (locale, follow) => {
      const talk = talkIn(locale, 'U1', { thread: 'slack:T1:C1:1' })
      await talk.say(roleQuestions[locale])
      expect(guidesIn(await talk.say(follow))).toEqual(['change-role'])
    },
  )
})

describe('a channel whose language is set', () => {
  it.each(locales)('is answered in it, whatever language the question is in (%s)', async locale => {
    await desk.put('channels', {
      id: 'slack:T1:C1',
      workspace: 'slack:T1',
      locale,
      answers: true,
      support: false,
    })
    const other = locale === 'en' ? 'fr' : 'en'
    const asked = await talkIn(other, 'U1', { isPublic: true }).say(roleQuestions[other])
    const volunteered = await frontOf(desk.setting).volunteer(
      personIn(other, 'U1', { isPublic: true }),
      roleQuestions[other],
    )
    for (const view of [asked, volunteered!]) {
      expect(guidesIn(view)).toEqual(['change-role'])
      expect(blemishes(view, locale)).toEqual([])
    }
    expect((await talkIn(other).say(roleQuestions[other])).locale).toBe(other)
  })
})

describe('where nobody asked', () => {
  const front = () => frontOf(desk.setting)

  it.each(locales)('a plain question is answered (%s)', async locale => {
    const view = await front().volunteer(personIn(locale, 'U1', { isPublic: true }), roleQuestions[locale])
    expect(view && guidesIn(view)).toEqual(['change-role'])
    expect(view?.private).toBe(false)
  })

  it.each([
    'hello everybody',
    'thanks!',
    'a person please',
    'lunch at noon?',
    'the role of sleep in learning',
    'I think that you should ask Nina about that',
    '',
    '👍',
  ])('everything else is left alone: %j', async text => {
    expect(await front().volunteer(personIn('en', 'U1', { isPublic: true }), text)).toBeUndefined()
  })

  it('silence where the store fails', async () => {
    const closed = await openDesk()
    await closed.store.close()
    expect(await frontOf(closed.setting).volunteer(personIn('en'), roleQuestions.en)).toBeUndefined()
    expect(closed.warnings).toMatchObject([{ what: 'volunteering failed' }])
  })
})

describe('what everybody reads', () => {
  it('ACT-6 holds nothing of the asker’s: no address of whom was named, nothing that they alone have', async () => {
    await linkTo('claire')
    const open = await talkIn('fr').say('Comment nommer Nina administratrice ?')
    expect(buttonOf(open, 'do:change-role')).toContain('nina%40example.org')
    for (const question of [
      'Comment nommer Nina administratrice ?',
      'Passer notre kSuite à l’offre Business',
      'Activer la garantie de renouvellement sur mon NAS',
    ]) {
      const view = await talkIn('fr', 'U1', { isPublic: true }).say(question)
      expect(view.private).toBe(false)
      expect(JSON.stringify(view)).not.toMatch(/%40|@example|Synology|Lumi/)
    }
    const role = await talkIn('fr', 'U1', { isPublic: true }).say('Comment nommer Nina administratrice ?')
    expect(buttonOf(role, 'do:change-role')).toContain('role=administrator')
  })

  it('ACT-6 nor does an answer that is shared, wherever it was asked', async () => {
    await linkTo('claire')
    const talk = talkIn('fr')
    const { asked } = await talk.say('Comment nommer Nina administratrice ?')
    const shared = await talk.pressId(`share:${asked}`)
    expect(shared).toMatchObject({ tone: 'answer', private: false })
    expect(buttonOf(shared, 'do:change-role')).toBe('do:change-role')
  })

  it('ACT-6 figures, forms, previews and receipts are for the asker alone', async () => {
    await linkTo('claire')
    const talk = talkIn('fr', 'U1', { isPublic: true })
    for (const view of [
      await talk.say('mes organisations'),
      await talk.pressId('do:change-role'),
      await talk.submitTo('switch-organisation', { organisation: 'cimes' }),
      await talk.press('confirm:'),
      await talk.pressId('do:whoami'),
    ])
      expect(view.private).toBe(true)
  })
})

describe('commands that are typed', () => {
  const front = () => frontOf(desk.setting)
  const read = (locale: Locale, text: string) => front().readCommand(personIn(locale), text)

  it.each(locales)('an action’s own name will do, with its input in order (%s)', async locale => {
    await linkTo(managers[locale])
    const speech = speechOf(locale)
    for (const name of ['change-role', speech.word('actions.change-role.name')])
      expect(
        await read(locale, `${name} nina@example.org ${speech.word('roles.administrator')}`),
      ).toMatchObject({
        kind: 'want',
        action: 'change-role',
        values: { member: 'nina@example.org', role: 'administrator' },
      })
    expect(
      await read(
        locale,
        `${speech.word('actions.set-renewal-warranty.name')} “Synology NAS” ${speech.t('on')}`,
      ),
    ).toMatchObject({ action: 'set-renewal-warranty', values: { product: 'Synology NAS', on: 'true' } })
    expect(await read(locale, speech.word('actions.link.name'))).toMatchObject({
      kind: 'want',
      action: 'link',
    })
  })

  it.each([
    ['fr', 'rename-organisation « Atelier Soleil »'],
    ['de', 'rename-organisation „Atelier Soleil“'],
    ['en', 'rename-organisation name="Atelier Soleil"'],
    ['it', 'rename-organisation Atelier Soleil'],
    ['es', 'rename-organisation «Atelier Soleil»'],
  ] as const)('quotation marks hold words together (%s: %s)', async (locale, text) => {
    await linkTo('claire')
    expect(await read(locale, text)).toMatchObject({ values: { name: 'Atelier Soleil' } })
  })

  it('the code may follow its command', async () => {
    expect(await read('en', 'confirm-link 123 456')).toMatchObject({
      action: 'confirm-link',
      values: { code: '123 456' },
    })
  })

  it.each(['settings', 'Réglages', 'Einstellungen', 'impostazioni', 'ajustes'])(
    'the settings of a channel go by their name in every language: %s',
    async text => {
      expect(await read('en', text)).toMatchObject({ kind: 'want', action: 'set-channel', values: {} })
    },
  )

  it('everything else is a question, and nothing is nothing', async () => {
    expect(await read('en', 'how do I leave?')).toEqual({ kind: 'say', text: 'how do I leave?' })
    expect(await read('en', 'settle-invoice')).toEqual({ kind: 'say', text: 'settle-invoice' })
    expect(await read('en', '  ')).toBeUndefined()
  })

  it.each(locales)(
    'a person picked from the platform’s list is the account that they are linked to (%s)',
    async locale => {
      await linkTo(managers[locale])
      await linkTo('nina', 'U7')
      const talk = talkIn(locale)
      const preview = await talk.submitTo('change-role', { member: 'slack:T1:U7', role: 'administrator' })
      expect(preview.tone).toBe('preview')
      expect(everyWord(preview)).toContain('Nina Keller')
      const unlinked = await talk.submitTo('change-role', { member: 'slack:T1:U8', role: 'administrator' })
      expect(unlinked.form?.fields[0]?.error).toBe(speechOf(locale).t('problems.unlinked-member'))
      expect(blemishes(unlinked, locale)).toEqual([])
      const shownAs = (member: string, who = personIn(locale)) => frontOf(desk.setting).accountOf(who, member)
      expect(await shownAs('Nina@example.org')).toBe('slack:T1:U7')
      expect(await shownAs('slack:T1:U8')).toBe('slack:T1:U8')
      expect(await shownAs('discord:A1:8')).toBeUndefined()
      expect(await shownAs('nina@example.org', personIn(locale, 'U9'))).toBeUndefined()
    },
  )

  it.each(locales)(
    'ACT-6 picking somebody who is no member tells nothing of their account (%s)',
    async locale => {
      await linkTo(managers[locale])
      const stranger = await desk.get('users', 'nina')
      await desk.put('users', { ...stranger!, id: 'zoe', name: 'Zoe Zufall', email: 'zoe@elsewhere.example' })
      await linkTo('zoe', 'U7')
      const shown = await talkIn(locale).submitTo('change-role', {
        member: 'slack:T1:U7',
        role: 'administrator',
      })
      expect(shown.form?.fields[0]?.error).toBe(speechOf(locale).t('problems.unlinked-member'))
      expect(JSON.stringify(shown)).not.toMatch(/elsewhere|Zufall/)
      const byAddress = frontOf(desk.setting).accountOf(personIn(locale), 'zoe@elsewhere.example')
      expect(await byAddress).toBeUndefined()
    },
  )
})

describe.each(locales)('one’s own page (%s)', locale => {
  it('ACT-1 of a stranger offers what can be done, and the link', async () => {
    const home = await frontOf(desk.setting).home(personIn(locale))
    expect(home).toMatchObject({ locale, isLinked: false, organisations: [], pending: [] })
    const buttons = home.can.flatMap(({ buttons }) => buttons.map(({ id }) => id))
    expect(buttons).toEqual(expect.arrayContaining(['do:link', 'do:change-role']))
    expect(buttons).not.toContain('do:confirm-link')
    expect(home.can.at(-1)?.title).toBe(speechOf(locale).t('desk.home.about-chat'))
  })

  it('ACT-2 shows where one belongs and what waits, until it is confirmed or runs out', async () => {
    const who = managers[locale]
    await linkTo(who)
    const front = frontOf(desk.setting)
    const talk = talkIn(locale)
    await talk.submitTo('change-role', { member: 'nina', role: 'administrator' })
    const home = await front.home(personIn(locale))
    expect(home.isLinked).toBe(true)
    expect(home.organisations.map(({ label }) => label)).toContain('Atelier Lumière')
    expect(home.pending.map(({ title }) => title)).toEqual([
      speechOf(locale).word('actions.change-role.name'),
    ])

    const shown = await talk.pressId(home.pending[0]?.buttons[0]?.id ?? '')
    expect(shown).toMatchObject({ tone: 'preview', private: true })
    expect(textOf(shown)).not.toContain(speechOf(locale).t('desk.preview-renewed'))
    expect((await talk.press('confirm:')).tone).toBe('receipt')
    expect((await front.home(personIn(locale))).pending).toEqual([])

    await talk.submitTo('change-role', { member: 'nina', role: 'collaborator' })
    desk.later(11)
    expect((await front.home(personIn(locale))).pending).toEqual([])
  })
})
