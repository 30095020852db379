import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { feedbackStates } from '../../bot/core/model.ts'
import { applied, factsOf, mails, problems, proposalOf, reasons, rows } from '../support/outcomes.ts'
import { openWorld, plainPorts, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
})
afterAll(() => world.close())

const send = (who: string, input: object = {}) =>
  world.perform(who, 'send-feedback', { service: 'kdrive', text: 'More shortcuts', ...input })
const numbered = async (who: string, input: object = {}) =>
  applied(await send(who, input)).note?.facts.number as string
const posts = async () => (await world.outbox()).filter(parcel => parcel.kind === 'feedback')

describe('send-feedback', () => {
  it('FEED-2 goes to the route of its service and of the author’s language', async () => {
    const outcome = applied(await send('collaborator'))
    expect(outcome.note).toEqual({
      id: 'feedback-number',
      facts: { number: '1', service: 'kdrive', language: 'de', text: 'More shortcuts' },
    })
    expect(await world.get('feedback', '1')).toMatchObject({
      locale: 'de',
      author: 'collaborator',
      state: 'received',
    })
    expect(await posts()).toEqual([{ kind: 'feedback', feedback: '1' }])
  })

  it('FEED-2 a language that is named goes before the author’s own', async () => {
    expect(applied(await send('collaborator', { language: 'it' })).note?.id).toBe('feedback-number')
    expect(await world.get('feedback', '1')).toMatchObject({ locale: 'it' })
  })

  for (const service of ['kchat', 'kmeet'])
    it(`FEED-2 where ${service} has no route in the language, the one route is taken and the author is told`, async () => {
      const german = applied(await send('collaborator', { service }))
      expect(german.note).toEqual({
        id: 'feedback-rerouted',
        facts: { number: '1', service, language: 'fr', text: 'More shortcuts' },
      })
      expect(await world.get('feedback', '1')).toMatchObject({ locale: 'fr' })
      expect(applied(await send('admin', { service, text: 'Autre idée' })).note?.id).toBe('feedback-number')
    })

  it('FEED-2 the one route may be in any language; without one nothing is lost either', async () => {
    await world.close()
    world = await openWorld({ hasRoute: (service, locale) => service === 'kchat' && locale === 'it' })
    applied(await send('collaborator', { service: 'kchat' }))
    applied(await send('collaborator', { service: 'mail' }))
    expect((await world.get('feedback', '1'))?.locale).toBe('it')
    expect((await world.get('feedback', '2'))?.locale).toBe('fr')
    expect(plainPorts.hasRoute('mail', 'de')).toBe(true)
  })

  it('FEED-4 numbers run on, and a preview uses none up', async () => {
    const shown = await world.propose('owner', 'send-feedback', { service: 'kdrive', text: 'First' })
    expect(await world.get('feedback', '1')).toBeUndefined()
    expect(await numbered('admin')).toBe('1')
    const done = applied(await world.confirm('owner', proposalOf(shown)))
    expect(done).toMatchObject({ status: 'done', note: { facts: { number: '2' } } })
    expect(await posts()).toHaveLength(2)
  })

  it('FEED-4 the same text for the same service within a day stays one feedback and says its number', async () => {
    await send('owner')
    world.later(24 * 60 - 1)
    const again = applied(await send('owner'), 'unchanged')
    expect(again.note).toEqual({ id: 'feedback-known', facts: { number: '1' } })
    expect(await posts()).toHaveLength(1)
    expect(await world.get('feedback', '2')).toBeUndefined()
  })

  it('FEED-4 another service, another author, another day: another feedback', async () => {
    await send('owner')
    expect(await numbered('owner', { service: 'mail' })).toBe('2')
    expect(await numbered('admin')).toBe('3')
    world.later(24 * 60)
    expect(await numbered('owner')).toBe('4')
  })

  it('FEED-4 ACT-3 the audit says which service and language, never the text', async () => {
    await send('owner', { text: 'Call me on +41 79 000 00 00' })
    await send('owner', { text: 'Call me on +41 79 000 00 00' })
    const entries = await world.store.read(tables => tables.audit.find({ actor: 'owner' }))
    expect(entries.map(({ changes }) => changes[0]?.after)).toEqual(
      Array(2).fill({ service: 'kdrive', language: 'fr' }),
    )
    expect(JSON.stringify(entries)).not.toContain('Call me')
  })

  it('FEED-4 without text, with too much of it, or for an unknown service there is none', async () => {
    expect(problems(await send('owner', { text: ' ' }))).toEqual(['text required'])
    expect(problems(await send('owner', { text: 'x'.repeat(4001) }))).toEqual(['text too-long'])
    expect(problems(await send('owner', { service: 'fax' }))).toEqual(['service not-a-choice'])
    expect(await posts()).toEqual([])
  })

  it('FEED-4 PAY-3 a card number is refused, and kept nowhere', async () => {
    const outcome = await send('owner', { text: 'My card 4242 4242 4242 4242 was not taken' })
    expect(outcome).toMatchObject({ status: 'refused', refusals: [{ rule: 'PAY-3' }] })
    expect(JSON.stringify(await world.audit())).not.toContain('4242')
    expect(await posts()).toEqual([])
  })
})

describe('list-feedback', () => {
  it('FEED-4 the author sees what became of the own feedback, newest first, and nobody else’s', async () => {
    for (let number = 1; number <= 11; number++) await send('owner', { text: `Idea ${number}` })
    await send('admin')
    await world.perform('agent', 'set-feedback-state', { feedback: '#2', state: 'planned' })
    const listed = rows(await world.perform('owner', 'list-feedback'))
    expect(listed.map(({ title }) => title)).toEqual(
      [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map(number => `#${number}`),
    )
    expect(listed.at(-2)?.facts).toEqual({
      service: 'kdrive',
      language: 'fr',
      feedbackState: 'planned',
      votes: 1,
      text: 'Idea 2',
    })
    expect(rows(await world.perform('external', 'list-feedback'))).toEqual([])
  })
})

describe('support-feedback, list-wanted-feedback', () => {
  const support = (who: string, feedback = '#1') => world.perform(who, 'support-feedback', { feedback })
  const votes = async (id = '1') => (await world.get('feedback', id))?.votes.length

  it('FEED-5 a vote each: the author’s counts from the beginning, nobody’s counts twice', async () => {
    await send('owner')
    expect(applied(await support('owner'), 'unchanged').changes[0]?.before).toEqual({ supported: true })
    applied(await support('admin'))
    expect((await support('admin')).status).toBe('unchanged')
    applied(await support('stranger'))
    expect(await votes()).toBe(3)
  })

  it('FEED-5 ACT-2 another’s vote in between asks for no new confirmation, and none is lost', async () => {
    await send('owner')
    const shown = await world.propose('admin', 'support-feedback', { feedback: '1' })
    await support('stranger')
    applied(await world.confirm('admin', proposalOf(shown)))
    expect(await votes()).toBe(3)
  })

  it('FEED-5 the most wanted first, by service and language; of equals the earlier', async () => {
    for (const text of ['One', 'Two', 'Three']) await send('owner', { text })
    await send('collaborator', { text: 'Vier' })
    await support('admin', '3')
    await support('stranger', '3')
    const wanted = async (who: string, input: object) =>
      rows(await world.perform(who, 'list-wanted-feedback', input)).map(
        ({ title, facts }) => `${title} ${facts.votes}`,
      )
    expect(await wanted('admin', { service: 'kdrive' })).toEqual(['#3 3', '#1 1', '#2 1'])
    expect(await wanted('admin', { service: 'kdrive', language: 'de' })).toEqual(['#4 1'])
    expect(await wanted('admin', { service: 'mail' })).toEqual([])
  })

  it('FEED-5 FEED-2 who asks in a language without a route sees those of the one route', async () => {
    await send('owner', { service: 'kmeet' })
    const listed = rows(await world.perform('collaborator', 'list-wanted-feedback', { service: 'kmeet' }))
    expect(listed).toHaveLength(1)
  })

  it('FEED-5 a number that is not there is unknown', async () => {
    expect(problems(await support('admin', '#99'))).toEqual(['feedback unknown-feedback'])
  })
})

describe('set-feedback-state', () => {
  const set = (who: string, state: string, feedback = '1') =>
    world.perform(who, 'set-feedback-state', { feedback, state })

  it('FEED-4 a support agent says what became of it; the author is told in the own language; and back', async () => {
    await send('collaborator')
    const shown = await world.propose('agent', 'set-feedback-state', { feedback: '#1', state: 'planned' })
    const done = await world.confirm('agent', proposalOf(shown))
    expect(applied(done).changes[0]).toMatchObject({
      of: '#1',
      before: { feedbackState: 'received' },
      after: { feedbackState: 'planned' },
    })
    expect(mails(await world.outbox())).toEqual(['feedback-state → collaborator@example.org (de)'])
    expect(factsOf(await world.outbox(), 'feedback-state')).toEqual({
      number: '1',
      service: 'kdrive',
      feedbackState: 'planned',
      text: 'More shortcuts',
    })
    const back = await world.undo('agent', proposalOf(done, 'done'))
    applied(await world.confirm('agent', proposalOf(back)))
    expect((await world.get('feedback', '1'))?.state).toBe('received')
  })

  it('FEED-4 every state can be set, none sends a mail twice', async () => {
    await send('collaborator')
    for (const state of feedbackStates) await set('agent', state)
    expect((await set('agent', 'declined')).status).toBe('unchanged')
    expect(mails(await world.outbox())).toHaveLength(feedbackStates.length - 1)
  })

  it('FEED-4 nobody else may, the author neither', async () => {
    await send('owner')
    for (const who of ['owner', 'stranger'])
      expect(reasons(await set(who, 'done'))).toEqual(['FEED-4.agents'])
    expect((await world.get('feedback', '1'))?.state).toBe('received')
    expect(mails(await world.outbox())).toEqual([])
  })

  it('FEED-4 an author who is gone gets no mail', async () => {
    await send('collaborator')
    await world.store.transact(tables => tables.users.remove('collaborator'))
    applied(await set('agent', 'done'))
    expect(mails(await world.outbox())).toEqual([])
  })
})
