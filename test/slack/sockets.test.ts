import { expect, test } from 'vitest'
import { idOf, messageIn, modalIn, useApp } from './use-app.ts'

const links = { amelie: 'claire', oliver: 'oliver', greta: 'jonas', sofia: 'nina' }
const app = useApp({ links, deadline: 20_000 })

for (const how of ['cut', 'warning', 'refresh_requested'] as const)
  test(`a socket that ends (${how}) is opened again, and a flow goes on`, async () => {
    const { edge } = app()
    const answer = messageIn(await edge.mention('amelie', 'general', 'Comment changer un rôle ?'))
    await edge.click('amelie', answer, idOf(answer, 'do:change-role'))
    const hellos = edge.calls('apps.connections.open').length
    edge.dropSockets(how)
    await edge.until(() => edge.calls('apps.connections.open').length > hellos, 'a new connection')
    await edge.connected()
    const preview = modalIn(await edge.submit('amelie', 'modal', { member: 'sofia', role: 'external-user' }))
    expect(preview.submit).toBe('Confirmer')
  })

test('what was not acknowledged before the socket ended is delivered again, and answered once', async () => {
  const { edge } = app()
  const release = edge.holdAcks()
  const seen = edge.mention('oliver', 'general', 'How do I change a role?')
  await edge.until(() => edge.calls('chat.postMessage').length > 0, 'an answer')
  edge.dropSockets()
  release()
  const answer = messageIn(await seen)
  await edge.settled()
  const thread = (await edge.channel('general')).find(({ ts }) => ts === answer.thread)
  expect(thread?.replies).toHaveLength(1)
})
