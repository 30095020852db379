import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Delivery } from './edge/types.ts'
import { idOf, kindsIn, messageIn, modalIn, useApp } from './use-app.ts'

const app = useApp({ links: { amelie: 'claire', oliver: 'oliver', greta: 'jonas', sofia: 'nina' } })

const last = (kind: string): Delivery => app().edge.deliveries(kind).at(-1)!

async function changesDone(): Promise<number> {
  const { tables } = JSON.parse(await readFile(join(app().folder, 'concierge.json'), 'utf8'))
  const entries = Object.values(tables.audit as Record<string, { action: string; outcome: string }>)
  return entries.filter(({ action, outcome }) => action === 'change-role' && outcome === 'done').length
}

test('ACT-2 an event that is delivered twice is answered once', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.mention('oliver', 'general', 'How do I change a role?'))
  for (const delivery of edge.deliveries('events_api')) await edge.redeliver(delivery)
  await edge.settled()
  const thread = (await edge.channel('general')).find(({ ts }) => ts === answer.thread)
  expect(thread?.replies).toHaveLength(1)
})

test('ACT-2 a command that is delivered twice is done once', async () => {
  const { edge } = app()
  await edge.command('oliver', 'general', '/ask', 'How do I change a role?')
  const calls = edge.calls('response_url').length
  await edge.redeliver(last('slash_commands'))
  await edge.settled()
  expect(edge.calls('response_url')).toHaveLength(calls)
})

test('ACT-2 a confirmation is applied once, however often it is clicked or delivered', async () => {
  const { edge } = app()
  const before = await changesDone()
  const preview = messageIn(
    await edge.command('oliver', 'general', '/concierge', 'change-role @sofia administrator'),
  )
  const confirm = idOf(preview, 'confirm:')
  const clicks = [1, 2, 3].map(() => edge.click('oliver', preview, confirm, { silent: true }))
  await Promise.all(clicks)
  await edge.redeliver(last('interactive'))
  await edge.settled()
  expect(edge.ephemerals('oliver').find(({ ts }) => ts === preview.ts)?.text).toContain(
    'is now: administrator',
  )
  expect(await changesDone()).toBe(before + 1)
})

test('ACT-2 a modal that is submitted twice is done once, and answered alike', async () => {
  const { edge } = app()
  const before = await changesDone()
  const answer = messageIn(await edge.mention('amelie', 'general', 'Comment changer un rôle ?'))
  await edge.click('amelie', answer, idOf(answer, 'do:change-role'))
  await edge.submit('amelie', 'modal', { member: 'sofia', role: 'collaborator' })
  await edge.submit('amelie', 'modal')
  const first = last('interactive')
  const again = await edge.redeliver(first)
  expect(again.response).toEqual(first.response)
  expect(await changesDone()).toBe(before + 1)
})

test('a double click shows one thing, and shares once', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.command('greta', 'random', '/ask', 'Wie ändere ich eine Rolle?'))
  const share = idOf(answer, 'share:')
  await Promise.all([1, 2].map(() => edge.click('greta', answer, share, { silent: true })))
  await edge.settled()
  expect(await edge.channel('random')).toHaveLength(1)
})

test('ACT-2 nobody confirms for another: the preview is its asker’s', async () => {
  const { edge } = app()
  const before = await changesDone()
  const preview = messageIn(
    await edge.command('oliver', 'general', '/concierge', 'change-role @sofia administrator'),
  )
  const { payload } = await clicked(preview)
  const forged = structuredClone(payload) as { user: { id: string }; trigger_id: string }
  forged.user.id = edge.user('greta').id
  forged.trigger_id = 'another.trigger'
  await edge.deliver('interactive', forged)
  await edge.settled()
  expect(await changesDone()).toBe(before)
  expect(edge.ephemerals('greta').at(-1)?.text ?? '').not.toContain('ist jetzt')

  async function clicked(message: typeof preview): Promise<Delivery> {
    await edge.click('oliver', message, idOf(message, 'cancel:'))
    const cancel = last('interactive')
    const payload = JSON.parse(JSON.stringify(cancel.payload).replaceAll('cancel:', 'confirm:'))
    return { ...cancel, payload }
  }
})

test('anybody may press what stands in a channel, each for themselves', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.mention('oliver', 'random', 'How do I change a role?'))
  const form = modalIn(await edge.click('greta', answer, idOf(answer, 'do:change-role')))
  expect(form.title).toContain('Rolle')
  expect(edge.modal('oliver')).toBeUndefined()
  expect(kindsIn(answer)).toContain('do')
})
