import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { form, startApp } from './edge/app.ts'
import { clientOf } from './edge/bare.ts'
import { openSlackEdge, type SlackEdge } from './edge/edge.ts'

let edge: SlackEdge
let app: Awaited<ReturnType<typeof startApp>>
beforeEach(async () => {
  edge = await openSlackEdge({ ackDeadline: 400, retryDelays: [1, 1, 1] })
})
afterEach(async () => {
  await app.stop()
  await edge.close()
})

describe.each(['socket', 'http'] as const)('a Bolt app by %s', transport => {
  beforeEach(async () => {
    app = await startApp(edge, transport)
  })

  test('answers a mention in its thread, and its button replaces the message', async () => {
    const answer = await edge.mention('amelie', 'general', 'Salut à @greta')
    expect(answer.messages.map(({ author, thread }) => ({ author, thread }))).toEqual([
      { author: 'concierge', thread: expect.any(String) },
    ])
    expect(answer.text).toBe('You said @concierge Salut à @greta')
    const after = await edge.click('oliver', answer.messages[0]!, 'Press')
    expect(after.text).toBe('Pressed by @oliver')
    const [root] = await edge.channel('general')
    expect(root?.replies.map(({ text }) => text)).toEqual(['Pressed by @oliver'])
    expect(edge.violations).toEqual([])
    expect(edge.pings(['oliver', 'greta', edge.bot.userId])).toEqual([])
    expect(edge.pings(['oliver', edge.bot.userId]).map(({ ping }) => ping)).toContain(
      `<@${edge.user('greta').id}>`,
    )
  })

  test('opens a modal, tells errors in it, updates it, closes it and answers the asker alone', async () => {
    const { modal } = await edge.command('luca', 'general', '/ask')
    expect(modal?.inputs.map(({ label }) => label)).toEqual(['Name', 'Role', 'Product'])
    const wrong = await edge.submit('luca', 'modal', { Name: 'nobody', Role: 'Administrator' })
    expect(wrong.modal?.errors).toEqual({ Name: 'Nobody is called so' })
    expect(await edge.suggest('luca', 'modal', 'Product', 'my')).toEqual([{ text: 'my mail', value: 'mail' }])
    const done = await edge.submit('luca', 'modal', { Name: 'greta', Product: 'my mail' })
    expect(done.closed).toBe(true)
    expect(done.ephemerals.map(({ text }) => text)).toEqual(['Done for greta: administrator mail'])
    expect(edge.ephemerals('sofia')).toEqual([])

    await edge.command('luca', 'general', '/ask')
    const sure = await edge.submit('luca', 'modal', { Name: 'all', Role: 'collaborator' })
    expect(sure.modal?.title).toBe('Sure?')
    expect(edge.violations).toEqual([])
  })

  test('answers a command in its acknowledgement, a home, a link and a direct message', async () => {
    const asked = await edge.command('sofia', 'general', '/ask', 'who is @greta')
    expect(asked.ephemerals[0]?.text).toBe('You asked who is @greta')
    expect(edge.deliveries('/ask')[0]?.payload.text).toBe(`who is <@${edge.user('greta').id}|greta>`)
    expect((await edge.openHome('sofia')).home?.text).toBe('Home')
    const link = 'https://help.example.org/guide'
    expect((await edge.shareLink('sofia', 'random', link)).unfurls).toEqual([{ url: link, text: 'A guide' }])
    expect((await edge.direct('sofia', 'hello')).text).toBe('Hello to you')
    expect((await edge.inbox('sofia')).map(({ author }) => author)).toEqual(['sofia', 'concierge'])
    expect(edge.violations).toEqual([])
  })

  test('is given again what it does not acknowledge, three times at most', async () => {
    const release = edge.holdAcks()
    await edge.say('greta', 'general', 'nothing of yours', { silent: true })
    const [lost] = edge.deliveries('message')
    expect(lost).toMatchObject({ acknowledged: false, attempts: Array(4).fill({ reason: 'timeout' }) })
    release()
    await edge.redeliver(lost!)
    expect(lost).toMatchObject({ acknowledged: true, tookMs: expect.any(Number) })
  })

  test('learns that its trigger is too old', async () => {
    await edge.command('luca', 'general', '/ask')
    const trigger_id = String(edge.calls('views.open')[0]?.args.trigger_id)
    await expect(clientOf(edge).views.open({ trigger_id, view: form })).rejects.toThrow(
      'exchanged_trigger_id',
    )
    edge.fail('views.open', { error: 'internal_error' })
    await edge.command('luca', 'general', '/ask', '', { silent: true })
    const { args } = await edge.until(() => edge.calls('views.open').find(({ failed }) => failed), 'the call')
    edge.expireTriggers()
    const fresh = String(args.trigger_id)
    await expect(clientOf(edge).views.open({ trigger_id: fresh, view: form })).rejects.toThrow(
      'expired_trigger_id',
    )
  })

  test('is not told of a closed modal unless it wants to be', async () => {
    await edge.command('luca', 'general', '/ask')
    await edge.dismiss('luca')
    expect(edge.modal('luca')).toBeUndefined()
    expect(edge.deliveries('view_closed').map(({ acknowledged }) => acknowledged)).toEqual([true])
  })

  test('says it when nothing is to be seen', async () => {
    await expect(edge.say('oliver', 'general', 'good morning', { deadline: 100 })).rejects.toThrow(
      /seen: nothing/,
    )
  })
})
