import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { words } from '../commands/child.ts'
import { auditOf, buttonOf, everybody, openStage } from './stage.ts'

const question = {
  Ada: 'Comment changer le rôle d’un collègue ?',
  Carla: 'Come cambio il ruolo di un collega?',
}

describe('in bad weather', () => {
  for (const [name, weather] of [
    ['429', { status: 429, retryAfter: 0.3, times: 2 }],
    ['a global 429', { status: 429, retryAfter: 0.3, global: true, times: 1 }],
    ['502', { status: 502, times: 3 }],
    ['a cut connection', { cut: true, times: 3 }],
  ] as const)
    it(`${name} keeps no answer, no receipt and no reply away`, async () => {
      const stage = await openStage({ links: everybody })
      const { edge } = stage
      edge.fail('POST /interactions/*/*/callback', weather)
      const preview = await edge.command('Ada', 'help', 'change-role', {
        member: edge.person('Dieter'),
        role: 'collaborator',
      })
      edge.fail('POST /interactions/*/*/callback', weather)
      const receipt = await edge.click('Ada', preview.message!, buttonOf(preview.message, 'confirm'))
      expect(receipt.kind).toBe('update')
      edge.fail('POST /channels/*/messages', weather)
      const said = await edge.mention('Carla', 'help', question.Carla)
      expect((await said.answer()).text).not.toBe('')
      const done = (await auditOf(stage, 'claire')).filter(
        ({ action, outcome }) => action === 'change-role' && outcome === 'done',
      )
      expect(done).toHaveLength(1)
      expect(edge.messages('help')).toHaveLength(2)
    })

  it('a first answer that arrived although its connection broke stays the only one', async () => {
    const { edge } = await openStage({ links: everybody })
    edge.fail('POST /interactions/*/*/callback', { cut: true, obeyed: true, times: 1 })
    const answer = await edge.command('Ada', 'help', 'ask', { question: question.Ada })
    expect(answer.kind).toBe('message')
    expect(edge.dm('Ada')).toEqual([])
    edge.fail('POST /channels/*/messages', { cut: true, obeyed: true, times: 1 })
    await (await edge.mention('Carla', 'help', question.Carla)).answer()
    await edge.command('Carla', 'help', 'concierge')
    expect(edge.messages('help')).toHaveLength(2)
  })

  it('a dropped socket is resumed, and what was done meanwhile is answered', async () => {
    const { edge } = await openStage({ links: everybody })
    const preview = await edge.command('Ada', 'help', 'change-role', {
      member: edge.person('Dieter'),
      role: 'collaborator',
    })
    await edge.dropSockets()
    const receipt = await edge.click('Ada', preview.message!, buttonOf(preview.message, 'confirm'))
    expect(receipt.kind).toBe('update')
    expect(edge.sessions.resumed).toBe(1)
    edge.askToReconnect()
    const said = await edge.direct('Carla', question.Carla)
    expect((await said.answer()).text).not.toBe('')
  })

  it('a session that is over is begun anew', async () => {
    const { edge } = await openStage({ links: everybody })
    await edge.dropSockets({ resumable: false })
    await edge.connected()
    const said = await edge.direct('Carla', question.Carla)
    expect((await said.answer()).text).not.toBe('')
    expect(edge.sessions.identified).toBe(2)
  })

  it('a message that is delivered twice is answered once', async () => {
    const { edge } = await openStage({ links: everybody })
    await (await edge.mention('Carla', 'help', question.Carla)).answer()
    const said = edge.dispatches.filter(({ t }) => t === 'MESSAGE_CREATE')[0]
    edge.redeliver(said!)
    await edge.command('Ada', 'help', 'concierge')
    expect(edge.messages('help')).toHaveLength(2)
  })

  it('ACT-2 a press whose interaction is over has its receipt told by direct message', async () => {
    const stage = await openStage({ links: everybody })
    const { edge } = stage
    const preview = await edge.command('Dieter', 'help', 'change-role', {
      member: edge.person('Carla'),
      role: 'collaborator',
    })
    edge.expireNext()
    await edge.click('Dieter', preview.message!, buttonOf(preview.message, 'confirm'))
    const told = await edge.until(() => edge.dm('Dieter')[0])
    expect(told.text).toContain(words('de').word('roles.collaborator'))
  })
})

describe('the start', () => {
  it('with a wrong token says so in a sentence, and what else there is goes on', async () => {
    const { log, stop, edge } = await openStage({
      environment: { DISCORD_TOKEN: 'not.a.token' },
      isOpen: false,
    })
    await edge.until(() => log().includes('DISCORD_TOKEN'), log())
    expect(log()).not.toContain('not.a.token')
    expect(log()).not.toMatch(/\n\s+at /)
    expect(await stop()).toBe(0)
  })

  it('without a server of its own registers its commands everywhere', async () => {
    const { edge } = await openStage({ links: everybody, environment: { DISCORD_GUILD: '' } })
    expect(edge.commands().map(({ name }) => name)).toContain('change-role')
    const answer = await edge.command('Elena', 'help', 'list-members')
    expect(answer.text).toContain('Claire Dubois')
  })

  it('registers its commands only when they changed', async () => {
    const { edge, restart } = await openStage()
    expect(edge.registrations).toBe(1)
    await restart()
    await edge.connected()
    await (await edge.direct('Brian', 'How do I change a role?')).answer()
    expect(edge.registrations).toBe(1)
  })
})

describe('shards', () => {
  const environment = { DISCORD_SHARDS: '2' }

  it('answer as one client would', async () => {
    const { edge, log } = await openStage({ links: everybody, environment, discord: { shards: 2 } })
    const preview = await edge.command('Ada', 'help', 'change-role', {
      member: edge.person('Dieter'),
      role: 'collaborator',
    })
    const receipt = await edge.click('Ada', preview.message!, buttonOf(preview.message, 'confirm'))
    expect(receipt.kind).toBe('update')
    await (await edge.direct('Carla', question.Carla)).answer()
    expect(edge.registrations).toBe(1)
    expect(log()).not.toContain(edge.token)
  })

  it.runIf(existsSync('/proc/self/task'))('that die are started again', async () => {
    const { edge, pid } = await openStage({ links: everybody, environment, discord: { shards: 2 } })
    const children = readFileSync(`/proc/${pid()}/task/${pid()}/children`, 'utf8')
      .trim()
      .split(' ')
      .map(Number)
    const shards = children.filter(child =>
      readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('shard.ts'),
    )
    expect(shards).toHaveLength(2)
    for (const shard of shards) process.kill(shard, 'SIGKILL')
    await edge.until(() => edge.sessions.identified === 4, 'the shards are back')
    await edge.connected(2)
    expect((await (await edge.direct('Carla', question.Carla)).answer()).text).not.toBe('')
  })
})
