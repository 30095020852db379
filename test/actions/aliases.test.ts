import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { hearOf } from '../../bot/core/aliases.ts'
import type { Locale } from '../../bot/core/catalogue.ts'
import { applied, problems, proposalOf, reasons, rows } from '../support/outcomes.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
})
afterAll(() => world.close())

const say = (who: string, question: string, guide = 'change-role', locale: Locale = 'en') =>
  world.store.transact(tables =>
    hearOf(tables, {
      person: [who],
      locale,
      question,
      matter: question,
      guide,
      at: world.clock.now.toISOString(),
    }),
  )
const list = (who = 'agent', input: object = {}) => world.perform(who, 'list-aliases', input)
const questions = async (input: object = {}) =>
  rows(await list('agent', input)).map(({ title, facts }) => [title, facts.aliasState, facts.people])
const idOf = async (question: string) =>
  rows(await list()).find(({ title }) => title === question)?.id ?? 'none'
const stateOf = async (id: string) => (await world.get('aliases', id))?.state

describe('list-aliases', () => {
  beforeEach(async () => {
    for (const who of ['a', 'b']) await say(who, 'promote her')
    world.later(1)
    for (const who of ['a', 'b', 'c']) await say(who, 'boss her')
    for (const who of ['a', 'b']) await say(who, 'changer la couleur', 'set-branding', 'fr')
    await say('a', 'said once')
  })

  it('LEARN-1 shows what at least two people said, the most said first', async () => {
    expect(await questions()).toEqual([
      ['boss her', 'learnt', 3],
      ['changer la couleur', 'learnt', 2],
      ['promote her', 'learnt', 2],
    ])
  })

  it('LEARN-1 shows those of a guide, of a language, or of both', async () => {
    expect(await questions({ guide: 'set-branding' })).toHaveLength(1)
    expect(await questions({ language: 'en' })).toHaveLength(2)
    expect(await questions({ guide: 'set-branding', language: 'en' })).toEqual([])
    expect(await questions({ guide: 'never' })).toEqual([])
  })

  it('LEARN-1 shows forgotten ones last, as such', async () => {
    applied(await world.perform('agent', 'forget-alias', { alias: await idOf('boss her') }))
    expect((await questions()).at(-1)).toEqual(['boss her', 'forgotten', 3])
  })

  it.each(['owner', 'admin', 'collaborator', 'external', 'stranger'])(
    'LEARN-1 shows nothing to %s, and lets them forget nothing',
    async who => {
      expect(reasons(await list(who))).toEqual(['LEARN-1.agents'])
      const alias = await idOf('boss her')
      expect(reasons(await world.perform(who, 'forget-alias', { alias }))).toEqual(['LEARN-1.agents'])
      expect(await stateOf(alias)).toBe('learnt')
    },
  )

  it('LEARN-1 says of nobody who they are', async () => {
    const bytes = JSON.stringify(await world.get('aliases', await idOf('boss her')))
    for (const who of ['"a"', '"b"', '"c"']) expect(bytes).not.toContain(who)
  })
})

describe('forget-alias', () => {
  beforeEach(async () => {
    for (const who of ['a', 'b']) await say(who, 'promote her')
  })

  it('LEARN-1 ACT-2 is previewed, confirmed, audited without the question, and taken back exactly', async () => {
    const alias = await idOf('promote her')
    const before = await world.get('aliases', alias)
    const shown = await world.propose('agent', 'forget-alias', { alias })
    expect(applied(shown, 'preview')).toMatchObject({
      changes: [{ of: 'change-role', before: { aliasState: 'learnt' }, after: { aliasState: 'forgotten' } }],
      note: { id: 'alias', facts: { text: 'promote her' } },
      undoable: true,
    })
    expect(await stateOf(alias)).toBe('learnt')
    const done = await world.confirm('agent', proposalOf(shown))
    expect(await stateOf(alias)).toBe('forgotten')
    const [entry] = await world.audit()
    expect(entry).toMatchObject({ action: 'forget-alias', outcome: 'done' })
    expect(JSON.stringify(entry)).not.toContain('promote')
    applied(await world.confirm('agent', proposalOf(await world.undo('agent', proposalOf(done, 'done')))))
    expect(await world.get('aliases', alias)).toEqual(before)
  })

  it('LEARN-1 what is forgotten stays so, whoever says so again, until an agent restores it', async () => {
    const alias = await idOf('promote her')
    applied(await world.perform('agent', 'forget-alias', { alias }))
    for (const who of ['a', 'b', 'c']) await say(who, 'promote her')
    expect(await stateOf(alias)).toBe('forgotten')
    applied(await world.perform('agent', 'forget-alias', { alias, restore: true }))
    expect(await world.get('aliases', alias)).toMatchObject({ state: 'learnt', people: { length: 3 } })
  })

  it('LEARN-1 forgetting what is forgotten, or restoring what is learnt, changes nothing', async () => {
    const alias = await idOf('promote her')
    applied(await world.perform('agent', 'forget-alias', { alias, restore: true }), 'unchanged')
    applied(await world.perform('agent', 'forget-alias', { alias }))
    applied(await world.perform('agent', 'forget-alias', { alias }), 'unchanged')
  })

  it('LEARN-1 ACT-2 whoever else says so between preview and confirmation asks for no new preview', async () => {
    const alias = await idOf('promote her')
    const shown = await world.propose('agent', 'forget-alias', { alias })
    await say('c', 'promote her')
    applied(await world.confirm('agent', proposalOf(shown)))
    expect(await stateOf(alias)).toBe('forgotten')
  })

  it('LEARN-1 knows nothing of what only one person said, nor of what nobody did', async () => {
    await say('a', 'said once')
    const heard = (await world.store.read(tables => tables.aliases.find({ state: 'heard' })))[0]?.id
    for (const alias of [heard, 'nobody'])
      expect(problems(await world.perform('agent', 'forget-alias', { alias }))).toEqual([
        'alias unknown-alias',
      ])
  })
})
