import { expect, it } from 'vitest'
import { words } from '../commands/child.ts'
import { buttonOf, everybody, openStage } from './stage.ts'

const asked = [
  'Wie ändere ich die Rolle eines Mitglieds?',
  'Ich möchte die Rolle eines Mitglieds meiner Organisation ändern.',
] as const
const switchedOn = {
  links: everybody,
  channels: { questions: { answers: true }, general: { support: true } },
}

it('a post is answered by the guide, and solved by its author or a moderator alone', async () => {
  const { edge } = await openStage(switchedOn)
  const post = await edge.post('Dieter', 'questions', ...asked)
  const answer = await post.answer()
  const labels = answer.buttons.map(({ label }) => label)
  expect(labels).toContain(words('de').t('discord.solved.button'))
  expect(labels).toContain(words('de').t('discord.solved.person'))
  expect(labels).not.toContain(words('de').t('desk.wrong.button'))
  const solved = buttonOf(answer, 'solved')
  const others = await edge.click('Brian', answer, solved)
  expect(others.text).toBe(words('en').t('discord.solved.not-yours'))
  expect(others.message?.ephemeral).toBe(true)
  expect(edge.tags(post.channel)).toEqual([])
  const done = await edge.click('Dieter', answer, solved)
  expect(done.text).toBe(words('de').t('discord.solved.done', { tag: 'Solved' }))
  expect(edge.tags(post.channel)).toEqual(['Solved'])
  const left = edge.messages(post.channel).flatMap(({ buttons }) => buttons.map(({ customId }) => customId))
  expect(left.some(id => /^(solved|person):/.test(id ?? ''))).toBe(false)
})

it('a moderator may say that a post is solved', async () => {
  const { edge } = await openStage(switchedOn)
  const post = await edge.post('Dieter', 'questions', ...asked)
  const answer = await post.answer()
  await edge.click('Ada', answer, buttonOf(answer, 'solved'))
  expect(edge.tags(post.channel)).toEqual(['Solved'])
})

it('whoever needs a person is announced to support, and told so', async () => {
  const { edge } = await openStage(switchedOn)
  const post = await edge.post('Dieter', 'questions', ...asked)
  const answer = await post.answer()
  const pressed = await edge.click('Dieter', answer, buttonOf(answer, 'person'))
  const [told] = await pressed.followUps(1)
  expect(told?.text).toContain(words('de').t('desk.person.asked'))
  await edge.until(() => edge.messages('general').length)
})

it('a forum without a tag for it stays as it is, and says so', async () => {
  const channels = [
    { name: 'questions', type: 15 as const },
    { name: 'general', type: 0 as const },
  ]
  const { edge } = await openStage({
    ...switchedOn,
    discord: { guilds: [{ name: 'Acme', locale: 'it', channels }] },
  })
  const post = await edge.post(
    'Carla',
    'questions',
    'Come cambio il ruolo di un membro?',
    'Vorrei cambiare il ruolo di un membro della mia organizzazione.',
  )
  const answer = await post.answer()
  const done = await edge.click('Carla', answer, buttonOf(answer, 'solved'))
  expect(done.text).toBe(words('it').t('discord.solved.no-tag'))
})

it('a tag that may not be set is told', async () => {
  const { edge } = await openStage(switchedOn)
  const post = await edge.post('Dieter', 'questions', ...asked)
  const answer = await post.answer()
  edge.fail('PATCH /channels/*', { status: 403 } as never)
  const done = await edge.click('Dieter', answer, buttonOf(answer, 'solved'))
  expect(done.text).toBe(words('de').t('discord.solved.no-permission'))
})

it('a post that speaks to us is answered once', async () => {
  const { edge } = await openStage(switchedOn)
  const post = await edge.post('Dieter', 'questions', asked[0], `<@${edge.botId}> ${asked[1]}`)
  await post.answer()
  await edge.command('Ada', 'help', 'concierge')
  expect(edge.messages(post.channel)).toHaveLength(2)
})

it('a post in doubt, or where nothing was switched on, is left to people', async () => {
  const { edge } = await openStage({ links: everybody })
  const post = await edge.post('Dieter', 'questions', ...asked)
  await edge.command('Ada', 'help', 'concierge')
  expect(edge.messages(post.channel)).toHaveLength(1)
})
