import { describe, expect, it } from 'vitest'
import { words } from '../commands/child.ts'
import { codeFrom } from '../support/mailbox.ts'
import { auditOf, buttonOf, everybody, openStage } from './stage.ts'

describe('an action', () => {
  it('ACT-2 is previewed, confirmed and answered with a receipt in its place, and taken back', async () => {
    const { edge } = await openStage({ links: everybody })
    const preview = await edge.command('Ada', 'help', 'change-role', {
      member: edge.person('Dieter'),
      role: 'collaborator',
    })
    expect(preview.message?.ephemeral).toBe(true)
    const receipt = await edge.click('Ada', preview.message!, buttonOf(preview.message, 'confirm'))
    expect(receipt.kind).toBe('update')
    expect(receipt.message?.id).toBe(preview.message?.id)
    const undone = await edge.click('Ada', receipt.message!, buttonOf(receipt.message, 'undo'))
    expect(undone.message?.id).toBe(preview.message?.id)
    expect(undone.message?.buttons.map(({ customId }) => customId)).not.toContain(
      buttonOf(receipt.message, 'undo'),
    )
    expect(edge.messages('help')).toEqual([])
  })

  it('ACT-2 is done once, however often its button is pressed', async () => {
    const stage = await openStage({ links: everybody })
    const { edge } = stage
    const preview = await edge.command('Brian', 'help', 'change-role', {
      member: edge.person('Dieter'),
      role: 'collaborator',
    })
    const confirm = buttonOf(preview.message, 'confirm')
    const presses = Array.from({ length: 5 }, () => edge.click('Brian', preview.message!, confirm))
    expect(new Set((await Promise.all(presses)).map(({ kind }) => kind))).toEqual(new Set(['update']))
    const audit = await auditOf(stage, 'oliver')
    expect(
      audit.filter(({ action, outcome }) => action === 'change-role' && outcome === 'done'),
    ).toHaveLength(1)
  })

  it('ACT-2 is done once, when Discord delivers the press twice', async () => {
    const stage = await openStage({ links: everybody })
    const { edge } = stage
    const preview = await edge.command('Dieter', 'help', 'set-newsletters', {})
    const page = preview.modal!
    const list = page.fields[0]
    const shown = await edge.submitModal('Dieter', page, {
      [list?.customId ?? '']: [list?.options[1]?.value ?? ''],
    })
    await edge.click('Dieter', shown.message!, buttonOf(shown.message, 'confirm'))
    const press = edge.dispatches.filter(({ t }) => t === 'INTERACTION_CREATE').at(-1)
    const callbacks = edge.calls('POST /interactions/**').length
    edge.redeliver(press!)
    await edge.command('Dieter', 'help', 'concierge')
    expect(edge.calls('POST /interactions/**')).toHaveLength(callbacks + 1)
  })

  it('ACT-1 is done as whoever presses, whoever was answered', async () => {
    const { edge } = await openStage({ links: everybody })
    const said = await edge.mention('Ada', 'help', 'Comment choisir mes newsletters ?')
    const answer = await said.answer()
    const form = await edge.click('Brian', answer, buttonOf(answer, 'do'))
    expect(form.modal?.title).toBe(words('en').word('actions.set-newsletters.name'))
    const [list] = form.modal?.fields ?? []
    const preview = await edge.submitModal('Brian', form.modal!, {
      [list!.customId]: [list!.options[1]!.value],
    })
    expect(preview.text).toContain('Oliver Grant')
    expect(edge.ephemerals('Ada')).toEqual([])
  })

  it('without its input opens its form, whose people are picked or typed', async () => {
    const { edge } = await openStage({ links: everybody })
    const form = await edge.command('Carla', 'help', 'change-role')
    expect(form.modal?.title).toBe(words('it').word('actions.change-role.name'))
    const preview = await edge.submitModal('Carla', form.modal!, {
      'member~typed': 'nina@example.org',
      role: 'administrator',
    })
    expect(preview.text).toContain('Nina Keller')
    const again = await edge.command('Carla', 'help', 'change-role')
    const picked = await edge.submitModal('Carla', again.modal!, {
      member: edge.person('Dieter'),
      role: 'collaborator',
    })
    expect(picked.text).toContain('Jonas Weber')
  })

  it('whose input is wrong says so, and opens the form again with what was typed', async () => {
    const { edge } = await openStage({ links: everybody })
    const form = await edge.command('Elena', 'help', 'change-role')
    const wrong = await edge.submitModal('Elena', form.modal!, {
      'member~typed': 'nobody@x.example',
      role: 'administrator',
    })
    expect(wrong.message?.ephemeral).toBe(true)
    const again = await edge.click('Elena', wrong.message!, buttonOf(wrong.message, 'form'))
    const typed = again.modal?.fields.find(({ value }) => value === 'nobody@x.example')
    const right = await edge.submitModal('Elena', again.modal!, {
      [typed?.customId ?? '']: 'nina@example.org',
      role: 'administrator',
    })
    expect(right.kind).toBe('update')
    expect(right.message?.id).toBe(wrong.message?.id)
    buttonOf(right.message, 'confirm')
  })

  it('FEED-6 shows hostile texts of 4,000 characters as they are', async () => {
    const { edge } = await openStage({ links: everybody })
    const form = await edge.command('Brian', 'help', 'send-feedback')
    const text = '@everyone <@&1> [x](https://evil.example) `'.repeat(100).slice(0, 4000)
    const preview = await edge.submitModal('Brian', form.modal!, { service: 'kdrive', text })
    const last = (await preview.followUps(1)).at(-1)
    const receipt = await edge.click('Brian', last!, buttonOf(last, 'confirm'))
    expect(receipt.kind).toBe('update')
    expect(receipt.message?.raw.mention_everyone).toBe(false)
  })

  it('PAY-3 never takes a card number', async () => {
    const { edge, log } = await openStage({ links: everybody })
    const answer = await edge.command('Dieter', 'help', 'ask', {
      question: 'Meine Karte 4242 4242 4242 4242',
    })
    expect(answer.message?.ephemeral).toBe(true)
    expect(answer.text).toContain('PAY-3')
    expect(log()).not.toContain('4242')
  })

  it('ACT-7 that is secret is finished elsewhere', async () => {
    const { edge } = await openStage({ links: everybody })
    const answer = await edge.command('Elena', 'help', 'remove-2fa')
    expect(answer.modal).toBeUndefined()
    expect(answer.message?.ephemeral).toBe(true)
  })

  it('is offered with its products as one types', async () => {
    const { edge } = await openStage({ links: everybody })
    const choices = await edge.autocomplete('Carla', 'help', 'set-renewal-warranty', 'product', 'kd')
    expect(choices.map(({ name }) => name)).toContain('kDrive Lumière')
  })
})

describe('the picker', () => {
  it('names all that one can have done, in each language, and does it', async () => {
    const { edge } = await openStage({ links: everybody })
    for (const [who, locale] of [
      ['Ada', 'fr'],
      ['Brian', 'en'],
      ['Dieter', 'de'],
      ['Carla', 'it'],
      ['Elena', 'es'],
    ] as const) {
      const picker = await edge.command(who, 'help', 'concierge')
      const options = picker.message?.selects.flatMap(({ options }) => options) ?? []
      const { value } = options.find(
        ({ label }) => label === words(locale).word('actions.list-members.name'),
      )!
      const menu = picker.message?.selects.find(select =>
        select.options.some(option => option.value === value),
      )
      const chosen = await edge.select(who, picker.message!, menu?.customId ?? '', [value])
      expect(chosen.text).toContain('Claire Dubois')
      expect(chosen.message?.ephemeral).toBe(true)
    }
  })
})

describe('ACT-1', () => {
  it('whoever is not linked is offered the link, is linked by the code that was mailed, and unlinked', async () => {
    const { edge, dataDir } = await openStage()
    const refused = await edge.command('Carla', 'help', 'list-members')
    const page = await edge.click('Carla', refused.message!, buttonOf(refused.message, 'do'))
    expect(page.message?.buttons[0]?.url).toMatch(/\/it\/once\//)
    const link = await edge.click('Carla', page.message!, buttonOf(page.message, 'do'))
    const sent = await edge.submitModal('Carla', link.modal!, { email: 'giulia@example.org' })
    expect(sent.message?.ephemeral).toBe(true)
    const code = await codeFrom(dataDir, 'link-code', 'giulia@example.org')
    const form = await edge.click('Carla', sent.message!, buttonOf(sent.message, 'form'))
    const linked = await edge.submitModal('Carla', form.modal!, { code })
    expect(linked.kind).toBe('update')
    expect((await edge.command('Carla', 'help', 'whoami')).text).toContain('Giulia Bernasconi')
    const unlink = await edge.command('Carla', 'help', 'unlink')
    if (unlink.message?.buttons.some(({ customId }) => customId?.startsWith('confirm')))
      await edge.click('Carla', unlink.message, buttonOf(unlink.message, 'confirm'))
    expect((await edge.command('Carla', 'help', 'list-members')).text).not.toContain('Claire Dubois')
  })

  it('a colleague who is not linked is told at the field', async () => {
    const { edge } = await openStage({ links: { Ada: 'claire' } })
    const shown = await edge.command('Ada', 'help', 'change-role', {
      member: edge.person('Brian'),
      role: 'collaborator',
    })
    expect(shown.text).toContain(words('fr').t('problems.unlinked-member').split(' : ')[0])
    const form = await edge.click('Ada', shown.message!, buttonOf(shown.message, 'form'))
    const preview = await edge.submitModal('Ada', form.modal!, { 'member~typed': 'oliver@example.org' })
    expect(preview.text).toContain('Oliver Grant')
  })
})

describe('a channel', () => {
  it('is set by an administrator in the chat itself', async () => {
    const { edge } = await openStage({ links: everybody })
    const [settings] = await edge.autocomplete(
      'Ada',
      'help',
      'concierge',
      'wish',
      words('fr').word('actions.set-channel.name'),
    )
    const form = await edge.command('Ada', 'help', 'concierge', { wish: settings?.value ?? '' })
    const fields = Object.fromEntries(
      form.modal!.fields.map(({ customId, type, options }) => [
        customId,
        type === 23 ? true : (options[0]?.value ?? ''),
      ]),
    )
    const preview = await edge.submitModal('Ada', form.modal!, {
      ...fields,
      answers: type(form.modal!.fields, 'answers'),
    })
    const receipt = await edge.click('Ada', preview.message!, buttonOf(preview.message, 'confirm'))
    expect(receipt.kind).toBe('update')
    const said = await edge.say('Brian', 'help', 'How do I change the role of a member of my organisation?')
    expect((await said.answer()).text).not.toBe('')
  })
})

describe('a wish that is typed', () => {
  it('is an action with its values, the settings of the channel, or a question', async () => {
    const { edge } = await openStage({ links: everybody })
    const wish = (text: string) => edge.command('Ada', 'help', 'concierge', { wish: text })
    expect((await wish('réglages')).modal?.customId).toContain('set-channel')
    expect((await wish(`change-role <@${edge.person('Brian').id}> collaborator`)).text).toContain(
      'Oliver Grant',
    )
    expect((await wish('Comment quitter une organisation ?')).message?.ephemeral).toBe(true)
  })
})

/** *Yes*, in whatever control asks for it. */
const type = (fields: readonly { customId: string; type: number }[], name: string) =>
  fields.find(({ customId }) => customId === name)?.type === 23 ? true : 'true'
