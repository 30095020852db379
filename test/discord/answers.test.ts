import { describe, expect, it } from 'vitest'
import { words } from '../commands/child.ts'
import { buttonOf, everybody, openStage } from './stage.ts'

const questions = [
  ['Ada', 'fr', 'Comment changer le rôle d’un collègue ?', 'demander'],
  ['Brian', 'en', 'How do I change a colleague’s role?', 'ask'],
  ['Dieter', 'de', 'Wie ändere ich die Rolle eines Kollegen?', 'fragen'],
  ['Carla', 'it', 'Come cambio il ruolo di un collega?', 'chiedi'],
  ['Elena', 'es', '¿Cómo cambio el rol de un compañero?', 'preguntar'],
] as const

const flags = { ephemeral: 64 }

describe('a question', () => {
  it('is answered to the asker alone, in each language, by its localised name', async () => {
    const { edge } = await openStage({ links: everybody })
    for (const [who, locale, question] of questions) {
      const answer = await edge.command(who, 'help', words(locale).t('discord.ask.name'), { question })
      expect(answer.kind).toBe('message')
      expect(answer.message?.ephemeral).toBe(true)
      expect(answer.text).toContain(words(locale).word('actions.change-role.name').split(' ')[0])
      expect(answer.message?.buttons.map(({ label }) => label)).toContain(words(locale).t('chat.share'))
    }
    expect(edge.messages('help')).toEqual([])
  })

  it('is completed from the guides as one types', async () => {
    const { edge } = await openStage()
    for (const [who, , question] of questions) {
      const choices = await edge.autocomplete(who, 'help', 'ask', 'question', question.slice(0, 8))
      expect(choices.length).toBeGreaterThan(0)
    }
    const choices = await edge.autocomplete('Ada', 'help', 'ask', 'question', 'x'.repeat(4000))
    expect(choices).toEqual([])
  })

  it('shared in the channel is read by everybody, once, and can be shared no more', async () => {
    const { edge } = await openStage({ links: everybody })
    const asked = await edge.command('Brian', 'help', 'ask', {
      question: 'How do I change a colleague’s role?',
    })
    const share = buttonOf(asked.message, 'share')
    void edge.click('Brian', asked.message!, share)
    void edge.click('Brian', asked.message!, share)
    await edge.until(
      () => edge.interactions.filter(({ callback }) => callback === 6 || callback === 7).length === 2,
    )
    await edge.until(() => edge.messages('help').length > 0)
    expect(edge.messages('help')).toHaveLength(1)
    expect(edge.messages('help')[0]?.ephemeral).toBe(false)
    expect(asked.now()?.buttons.map(({ customId }) => customId)).not.toContain(share)
  })

  it('that mentions us is answered in the channel, and a direct message where it was sent', async () => {
    const { edge } = await openStage({ links: everybody })
    for (const [who, locale, question] of questions) {
      const title = words(locale).word('actions.change-role.name').split(' ')[0]
      const direct = await (await edge.direct(who, question)).answer()
      expect(direct.text).toContain(title)
    }
    const said = await edge.mention('Carla', 'help', 'Come cambio il ruolo di un collega?')
    const answer = await said.answer()
    expect(answer.raw.message_reference?.message_id).toBe(said.message.id)
    expect(answer.ephemeral).toBe(false)
  })

  it('ACT-6 whose answer is personal is answered by direct message, and the channel is told only that', async () => {
    const { edge } = await openStage({ links: everybody })
    const said = await edge.mention('Dieter', 'help', 'Wer hat meine Rolle geändert?')
    const answer = await said.answer()
    expect(answer.text).toBe(words('de').t('chat.sent-privately'))
    expect(edge.dm('Dieter')).toHaveLength(1)
  })

  it('ACT-6 whose answer is personal is shown to its asker alone where direct messages are closed', async () => {
    const { edge } = await openStage({ links: everybody })
    // As where somebody takes no direct messages.
    edge.fail('POST /users/@me/channels', { status: 403, times: 9 } as never)
    const said = await edge.mention('Ada', 'help', 'Qui a changé mon rôle ?')
    const answer = await edge.until(() =>
      edge.messages('help').find(({ author }) => author !== said.message.author),
    )
    expect(answer.text).toBe(words('fr').t('discord.direct-closed'))
    const others = await edge.click('Brian', answer, 'mine')
    expect(others.text).toBe(words('en').t('discord.not-yours'))
    const mine = await edge.click('Ada', answer, 'mine')
    expect(mine.message?.ephemeral).toBe(true)
    expect(mine.text).toContain(words('fr').word('actions.show-audit.name'))
  })

  it('that follows another knows what that was about: in a direct message, and in a chain of replies', async () => {
    const { edge } = await openStage({ links: everybody })
    const [first, next] = ['How do I change a colleague’s role?', 'and who may do it?']
    const title = words('en').word('actions.change-role.name')
    const alone = await edge.direct('Brian', next)
    expect((await alone.answer()).text).not.toContain(title)
    await (await edge.direct('Brian', first)).answer()
    const direct = await edge.direct('Brian', next)
    expect((await direct.answer()).text).toContain(title)
    const answer = await (await edge.mention('Brian', 'help', first)).answer()
    const chained = await edge.mention('Brian', 'help', next, answer)
    expect((await chained.answer()).text).toContain(title)
  })

  it('FEED-6 pings nobody, whatever it says', async () => {
    const { edge } = await openStage({ links: everybody })
    const text = '@everyone @here <@&1> how do I change a role?'
    await (await edge.mention('Brian', 'help', text)).answer()
    await edge.command('Brian', 'help', 'ask', { question: text })
    const sent = edge.calls('POST /**').map(({ body }) => JSON.stringify(body))
    expect(sent.filter(body => body.includes('components')).every(body => body.includes('"parse":[]'))).toBe(
      true,
    )
  })

  it('of 4,000 characters is told to be too long', async () => {
    const { edge } = await openStage({ links: everybody })
    const said = await edge.direct('Elena', 'a '.repeat(2000))
    expect((await said.answer()).text).toContain(words('es').t('desk.problems.too-long'))
  })
})

describe('an answer', () => {
  it('that helped loses the buttons that mean nothing any more, and thanks', async () => {
    const { edge } = await openStage({ links: everybody })
    const asked = await edge.command('Elena', 'help', 'ask', {
      question: '¿Cómo cambio el rol de un compañero?',
    })
    const helped = await edge.click('Elena', asked.message!, buttonOf(asked.message, 'helped'))
    const [thanks] = await helped.followUps(1)
    expect(thanks?.text).toBe(words('es').t('desk.helped.answer'))
    expect(thanks?.ephemeral).toBe(true)
    const kinds = asked.now()?.buttons.map(({ customId }) => customId?.split(':')[0])
    expect(kinds).toContain('do')
    expect(kinds).not.toContain('helped')
    expect(kinds).not.toContain('person')
  })

  it('that was not meant asks which guide would have been right, and shows it', async () => {
    const { edge } = await openStage({ links: everybody })
    const asked = await edge.command('Dieter', 'help', 'ask', {
      question: 'Wie ändere ich die Rolle eines Kollegen?',
    })
    const wrong = await edge.click('Dieter', asked.message!, buttonOf(asked.message, 'wrong'))
    const [which] = await wrong.followUps(1)
    expect(which?.text).toContain(words('de').t('desk.wrong.which'))
    const right = await edge.click('Dieter', which!, buttonOf(which, 'right'))
    const [guide] = await right.followUps(1)
    expect(guide?.text).toContain('## ')
  })

  it('that needs a person is told to the support channel once, with the question', async () => {
    const { edge } = await openStage({ links: everybody, channels: { general: { support: true } } })
    const question = 'How do I change a colleague’s role?'
    const asked = await edge.command('Brian', 'help', 'ask', { question })
    const person = buttonOf(asked.message, 'person')
    void edge.click('Brian', asked.message!, person)
    void edge.click('Brian', asked.message!, person)
    const told = await edge.until(() => edge.ephemerals('Brian')[1])
    expect(told.text).toContain(words('en').t('desk.person.asked'))
    const posted = await edge.until(() => edge.messages('general')[0])
    expect(posted.text).toContain('Brian')
    expect(edge.messages('general')).toHaveLength(1)
  })

  it('is chosen by a person for another’s message, and posted as a reply to it', async () => {
    const { edge } = await openStage({ links: everybody })
    const said = await edge.say('Brian', 'help', 'I want to change the role of a colleague')
    const asked = await edge.messageCommand('Carla', said.message, words('it').t('discord.cite.name'))
    expect(asked.message?.ephemeral).toBe(true)
    const [menu] = asked.message?.selects ?? []
    const chosen = await edge.select('Carla', asked.message!, menu?.customId ?? '', [
      menu?.options[0]?.value ?? '',
    ])
    const posted = await edge.until(() => edge.messages('help').find(({ raw }) => raw.message_reference))
    expect(posted.raw.message_reference?.message_id).toBe(said.message.id)
    expect(Number(posted.raw.flags) & flags.ephemeral).toBe(0)
    expect(chosen.text).toBe(words('it').t('discord.cite.done'))
    expect(chosen.now()?.selects).toEqual([])
  })
})

describe('where nobody asked', () => {
  const question = 'How do I change a colleague’s role?'

  it('a channel that was switched on is answered if we are certain', async () => {
    const { edge } = await openStage({ channels: { help: { answers: true } } })
    const said = await edge.say('Brian', 'help', 'How do I change the role of a member of my organisation?')
    expect((await said.answer()).text).toContain('role')
  })

  it('we are silent in every doubt, among others, and where nothing was switched on', async () => {
    const { edge } = await openStage({ channels: { help: { answers: true } } })
    const first = await edge.say('Brian', 'help', 'lovely weather today')
    await edge.say('Ada', 'general', question)
    await edge.mention('Ada', 'help', question, first.message)
    await edge.until(() => edge.messages('help').length === 3)
    expect(edge.messages('general')).toHaveLength(1)
    expect(edge.messages('help')[2]?.raw.message_reference).toBeDefined()
  })
})
