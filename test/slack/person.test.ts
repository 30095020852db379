import { expect, test } from 'vitest'
import { openPeople, personOf } from '../../bot/surfaces/slack/person.ts'
import type { Workspace } from '../../bot/surfaces/slack/workspaces.ts'

/** A workspace whose Slack says this of everybody, or fails. */
function workspaceThat(says: () => object): { workspace: Workspace; asked: () => number } {
  let asked = 0
  const info = async () => {
    asked++
    return { ok: true, user: says() }
  }
  const workspace = {
    team: 'T1',
    isHome: true,
    url: 'https://lumiere.slack.com/',
    prompt: { users: { info } },
  } as unknown as Workspace
  return { workspace, asked: () => asked }
}

const asking = { user: 'U1', channel: 'C1', isPublic: true }

test('name, language and rights are Slack’s to tell; the e-mail is not read', async () => {
  const { workspace } = workspaceThat(() => ({
    team_id: 'T1',
    is_admin: true,
    locale: 'de-CH',
    profile: {
      display_name: 'Greta',
      get email(): string {
        throw new Error('the e-mail was read')
      },
    },
  }))
  const person = await personOf(
    openPeople(() => {}),
    { ...asking, workspace, thread: '1.2', message: '1.3' },
  )
  expect(person).toEqual({
    from: 'slack',
    hint: 'de',
    chat: {
      account: 'slack:T1:U1',
      name: 'Greta',
      administers: true,
      isHome: true,
      isPublic: true,
      channel: 'slack:T1:C1',
      thread: 'slack:T1:C1:1.2',
      address: 'https://lumiere.slack.com/archives/C1/p13',
    },
  })
})

test('whoever comes from another workspace has no rights in this one, and is not at home', async () => {
  const { workspace } = workspaceThat(() => ({ team_id: 'T2', is_owner: true, name: 'x', locale: 'pt-BR' }))
  const { chat, hint } = await personOf(
    openPeople(() => {}),
    { ...asking, workspace },
  )
  expect(chat).toMatchObject({ administers: false, isHome: false })
  expect(hint).toBeUndefined()
})

test('Slack is asked once in ten minutes, and again after a failure', async () => {
  let now = 0
  let isDown = true
  const { workspace, asked } = workspaceThat(() => {
    if (isDown) throw new Error('down')
    return { team_id: 'T1', name: 'x', is_admin: true }
  })
  const people = openPeople(
    () => {},
    () => now,
  )
  expect((await people(workspace, 'U1')).administers).toBe(false)
  isDown = false
  await Promise.all([people(workspace, 'U1'), people(workspace, 'U1')])
  expect([(await people(workspace, 'U1')).administers, asked()]).toEqual([true, 2])
  now = 11 * 60_000
  await people(workspace, 'U1')
  expect(asked()).toBe(3)
})

test('ACT-6 a direct message is no channel, and its thread is the conversation; of a command in one it is the person’s own', async () => {
  const { workspace } = workspaceThat(() => ({ name: 'x' }))
  const within = async (message?: string, thread?: string) => {
    const place = { channel: 'D1', message, thread, isPublic: false }
    const { chat } = await personOf(
      openPeople(() => {}),
      { ...asking, workspace, ...place },
    )
    expect(chat?.channel).toBeUndefined()
    return chat?.thread
  }
  expect(await within('1.3')).toBe('slack:T1:D1')
  expect(await within('1.3', '1.2')).toBe('slack:T1:D1:1.2')
  expect(await within()).toBe('slack:T1:D1:U1')
})
