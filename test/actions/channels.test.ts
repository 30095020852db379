import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Chat } from '../../bot/core/context.ts'
import { applied, problems, proposalOf, reasons, rows } from '../support/outcomes.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
})
afterAll(() => world.close())

const chat = (more: Partial<Chat> = {}): Chat => ({
  account: 'slack:T1:U1',
  name: 'Owner',
  channel: 'slack:T1:C1',
  channelName: 'general',
  administers: true,
  isHome: true,
  ...more,
})
const here = (more?: Partial<Chat>) => world.inChat(chat(more))
const inC2 = { channel: 'slack:T1:C2', channelName: 'help' }
const unset = { language: 'question', answers: false, support: false }
const settings = (more: object = {}) => ({ ...unset, ...more })
const kept = (id = 'slack:T1:C1') => world.get('channels', id)

async function done(who: string, action: string, input: object, more?: Partial<Chat>) {
  const proposal = proposalOf(await here(more).propose(who, action, input))
  return { ...applied(await here(more).confirm(who, proposal)), proposal }
}

describe('set-channel', () => {
  it('is previewed and confirmed by whoever administers the workspace', async () => {
    const shown = await here().propose(
      'collaborator',
      'set-channel',
      settings({ language: 'de', answers: true }),
    )
    expect(await kept()).toBeUndefined()
    const { changes } = applied(await here().confirm('collaborator', proposalOf(shown)))
    expect(changes).toEqual([
      {
        of: '#general',
        id: 'slack:T1:C1',
        before: unset,
        after: settings({ language: 'de', answers: true }),
      },
    ])
    expect(await kept()).toEqual({
      id: 'slack:T1:C1',
      workspace: 'slack:T1',
      name: 'general',
      locale: 'de',
      answers: true,
      support: false,
    })
  })

  it('CHAT-1 is refused to whoever does not, unless a support agent; an owner of an organisation is nobody there', async () => {
    const input = settings({ answers: true })
    expect(reasons(await here({ administers: false }).propose('owner', 'set-channel', input))).toEqual([
      'CHAT-1.administrator',
    ])
    applied(await here({ administers: false }).propose('agent', 'set-channel', input), 'preview')
  })

  it('CHAT-1 is asked again at the confirmation', async () => {
    const shown = await here().propose('owner', 'set-channel', settings({ answers: true }))
    expect(reasons(await here({ administers: false }).confirm('owner', proposalOf(shown)))).toEqual([
      'CHAT-1.administrator',
    ])
    expect(await kept()).toBeUndefined()
  })

  it('CHAT-1 needs a channel, and every reason is told', async () => {
    const { channel: _, ...nowhere } = chat({ administers: false })
    const outcome = await world.inChat(nowhere).propose('owner', 'set-channel', settings())
    expect(reasons(outcome)).toEqual(['CHAT-1.administrator', 'CHAT-1.channel'])
  })

  it('means the channel that it was previewed in, wherever it is confirmed', async () => {
    const shown = await here().propose('owner', 'set-channel', settings({ answers: true }))
    applied(await here(inC2).confirm('owner', proposalOf(shown)))
    expect(await kept()).toMatchObject({ answers: true })
    expect(await kept('slack:T1:C2')).toBeUndefined()
  })

  it('keeps one support channel a workspace: the preview shows both changes, and other workspaces keep theirs', async () => {
    await done('owner', 'set-channel', settings({ support: true, language: 'it' }))
    const far = { account: 'slack:T2:U1', channel: 'slack:T2:C1' }
    await done('owner', 'set-channel', settings({ support: true }), far)
    const shown = applied(
      await here(inC2).propose('owner', 'set-channel', settings({ support: true })),
      'preview',
    )
    expect(shown.changes.map(({ of, before, after }) => [of, before.support, after.support])).toEqual([
      ['#help', false, true],
      ['#general', true, false],
    ])
    applied(await here(inC2).confirm('owner', proposalOf(shown)))
    expect(await kept()).toMatchObject({ support: false, locale: 'it' })
    expect(await kept('slack:T1:C2')).toMatchObject({ support: true })
    expect(await kept('slack:T2:C1')).toMatchObject({ support: true })
  })

  it('a server of Discord is a workspace, though an account is one in all of them', async () => {
    const server = (guild: string, channel: string) => ({
      account: 'discord:A1:U1',
      workspace: `discord:${guild}`,
      channel: `discord:A1:${channel}`,
    })
    await done('owner', 'set-channel', settings({ support: true }), server('G1', '11'))
    await done('owner', 'set-channel', settings({ support: true }), server('G2', '22'))
    expect(await kept('discord:A1:11')).toMatchObject({ workspace: 'discord:G1', support: true })
    expect(await kept('discord:A1:22')).toMatchObject({ workspace: 'discord:G2', support: true })
  })

  it('is taken back exactly, to nothing kept', async () => {
    const before = await world.store.read(tables => tables.channels.find({ workspace: 'slack:T1' }))
    const { proposal } = await done('owner', 'set-channel', settings({ language: 'es', answers: true }))
    applied(await here().confirm('owner', proposalOf(await here(inC2).undo('owner', proposal))))
    expect(await world.store.read(tables => tables.channels.find({ workspace: 'slack:T1' }))).toEqual(before)
  })

  it('has no way back where another channel lost its part', async () => {
    await done('owner', 'set-channel', settings({ support: true }), inC2)
    const { undoable, proposal } = await done('owner', 'set-channel', settings({ support: true }))
    expect(undoable).toBe(false)
    expect(reasons(await here().undo('owner', proposal))).toEqual(['ACT-2.no-way-back'])
  })

  it('as it is already changes nothing', async () => {
    expect((await here().propose('owner', 'set-channel', unset)).status).toBe('unchanged')
  })

  it('takes the known languages only', async () => {
    expect(problems(await here().propose('owner', 'set-channel', settings({ language: 'klingon' })))).toEqual(
      ['language not-a-choice'],
    )
  })
})

describe('show-channel', () => {
  it('shows what is set, and which feedback comes here, service by service', async () => {
    await done('owner', 'set-channel', settings({ language: 'de' }))
    for (const language of ['fr', 'en'])
      await done('owner', 'set-feedback-route', { service: 'kdrive', language })
    await done('owner', 'set-feedback-route', { service: 'mail', language: 'de' }, inC2)
    expect(rows(await here({ administers: false }).perform('collaborator', 'show-channel'))).toEqual([
      { title: '#general', facts: settings({ language: 'de' }) },
      { title: '#general', facts: { service: 'kdrive', languages: ['en', 'fr'] } },
    ])
  })
})

describe('set-feedback-route', () => {
  const route = { service: 'kdrive', language: 'fr' }
  const routeOf = async (id = 'kdrive:fr') => (await world.get('routes', id))?.channel

  it('FEED-3 has the feedback of a service and language come to this channel', async () => {
    const { changes, note } = await done('owner', 'set-feedback-route', route)
    expect(changes).toEqual([
      { of: '#general', id: 'kdrive:fr', before: { channel: null }, after: { channel: '#general' } },
    ])
    expect(note).toEqual({ id: 'feedback-route', facts: { service: 'kdrive', language: 'fr' } })
    expect(await routeOf()).toBe('slack:T1:C1')
    expect(await routeOf('kdrive:de')).toBeUndefined()
  })

  it('CHAT-1 only at home, and by whoever administers it', async () => {
    const outcome = await here({ isHome: false, administers: false }).propose(
      'owner',
      'set-feedback-route',
      route,
    )
    expect(reasons(outcome)).toEqual(['CHAT-1.home', 'CHAT-1.administrator'])
    expect(reasons(await here({ isHome: false }).propose('agent', 'set-feedback-route', route))).toEqual([
      'CHAT-1.home',
    ])
  })

  it.each(['kchat', 'kmeet'])(
    'FEED-1 %s has French only: another language is refused at its field',
    async service => {
      const outcome = await here().propose('owner', 'set-feedback-route', { service, language: 'de' })
      expect(outcome).toMatchObject({
        refusals: [{ rule: 'FEED-1', field: 'language', facts: { service, languages: ['fr'] } }],
      })
      await done('owner', 'set-feedback-route', { service, language: 'fr' })
    },
  )

  it('FEED-3 goes to another channel by its id, and back to the file', async () => {
    await done('owner', 'set-feedback-route', { ...route, channel: 'C9' })
    expect(await routeOf()).toBe('slack:T1:C9')
    await done('owner', 'set-feedback-route', { ...route, channel: 'slack:T1:C8' })
    expect(await routeOf()).toBe('slack:T1:C8')
    const { changes } = await done('owner', 'set-feedback-route', { ...route, channel: 'File' })
    expect(changes[0]).toMatchObject({ before: { channel: 'C8' }, after: { channel: null } })
    expect(await routeOf()).toBeUndefined()
  })

  it.each(['#general', 'discord:A1:1', 'a b', '../x', '<#C1>'])('%j is no channel', async channel => {
    expect(problems(await here().propose('owner', 'set-feedback-route', { ...route, channel }))).toEqual([
      'channel not-a-channel',
    ])
  })

  it('is taken back to the channel before, and to the file', async () => {
    const first = await done('owner', 'set-feedback-route', route)
    const second = await done('owner', 'set-feedback-route', route, inC2)
    expect(second.changes[0]).toMatchObject({ before: { channel: 'C1' }, after: { channel: '#help' } })
    applied(await here().confirm('owner', proposalOf(await here().undo('owner', second.proposal))))
    expect(await routeOf()).toBe('slack:T1:C1')
    applied(await here().confirm('owner', proposalOf(await here().undo('owner', first.proposal))))
    expect(await routeOf()).toBeUndefined()
  })

  it.each(['discord:A1:11', 'slack:T2:C1'])(
    'has no way back to %s, which cannot be named here',
    async channel => {
      await world.put('routes', { id: 'kdrive:fr', channel })
      const { undoable } = await done('owner', 'set-feedback-route', route)
      expect(undoable).toBe(false)
    },
  )
})
