import { afterEach, expect, test } from 'vitest'
import { client, edge, errors, hears, slash, textChannel, useApp } from './edge-client.ts'

useApp()
afterEach(() => expect([edge.violations, errors]).toEqual([[], []]))

test('a mention shows its words without the content intent, other talk does not, a DM does', async () => {
  const words: string[] = []
  client.on('messageCreate', message => {
    if (message.author.bot) return
    words.push(message.content)
    if (message.content) message.reply('heard').catch(error => errors.push(error))
  })
  await edge.say('Ada', 'help', 'secret')
  const mentioned = await edge.mention('Ada', 'help', 'hello')
  expect((await mentioned.answer()).text).toBe('heard')
  const direct = await edge.direct('Dieter', 'hallo')
  expect((await direct.answer()).text).toBe('heard')
  expect(words).toEqual(['', `<@${edge.botId}> hello`, 'hallo'])
  expect(edge.dm('Dieter').map(({ text }) => text)).toEqual(['hallo', 'heard'])
  client.removeAllListeners('messageCreate')
})

test('a reply names the message that it answers', async () => {
  const { message } = await edge.say('Ada', 'help', 'How?')
  const named: (string | undefined)[] = []
  client.on('messageCreate', ({ reference }) => named.push(reference?.messageId))
  await edge.mention('Brian', 'help', 'answer this', message)
  await edge.until(() => named.includes(message.id), 'the reply')
  client.removeAllListeners('messageCreate')
})

test('the app writes a DM of its own accord', async () => {
  await (await client.users.fetch(edge.person('Elena').id)).send('hola')
  expect(edge.dm('Elena').map(({ text }) => text)).toEqual(['hola'])
})

test('a command in a DM is answered there', async () => {
  hears(
    slash(interaction =>
      interaction.reply(`${interaction.inGuild()} ${interaction.channel?.isDMBased()} ${interaction.locale}`),
    ),
  )
  const answer = await edge.command('Carla', await edge.dmChannel('Carla'), 'role', { member: 'Ada' })
  expect(answer.text).toBe('false true it')
  expect(edge.dm('Carla').at(-1)?.text).toBe(answer.text)
})

test('what the app looks up: itself, its guild, a member, a message, its reactions', async () => {
  const guild = await client.guilds.fetch(edge.guilds[0]!.id)
  expect((await client.application.fetch()).id).toBe(edge.applicationId)
  expect((await guild.members.fetch(edge.person('Ada').id)).permissions.has('ManageGuild')).toBe(true)
  expect((await guild.members.fetch(edge.person('Elena').id)).permissions.has('ManageGuild')).toBe(false)
  expect((await guild.members.search({ query: 'Diet' })).map(({ displayName }) => displayName)).toEqual([
    'Dieter',
  ])
  const channel = await textChannel()
  await channel.sendTyping()
  const sent = await channel.send('find me')
  await sent.react('👍')
  const [found] = (await channel.messages.fetch({ limit: 1 })).values()
  expect([found?.content, found?.reactions.cache.size]).toEqual(['find me', 1])
  await sent.delete()
  expect(edge.messages('help').map(({ id }) => id)).not.toContain(sent.id)
})

test('a forum post opens a thread that the app answers and tags', async () => {
  const seen = new Promise<string>(resolve =>
    client.once('threadCreate', (thread, fresh) => resolve(`${thread.name} ${fresh}`)),
  )
  const post = await edge.post('Brian', 'questions', 'My invoice', 'Where is it?', ['Billing'])
  expect(await seen).toBe('My invoice true')
  expect(edge.tags(post.channel)).toEqual(['Billing'])
  const thread = await client.channels.fetch(post.channel.id)
  if (!thread?.isThread() || thread.parent?.isThreadOnly() !== true) throw new Error('no forum post')
  const solved = thread.parent.availableTags.find(({ name }) => name === 'Solved')
  await thread.setAppliedTags([...thread.appliedTags, String(solved?.id)])
  await thread.send('Here.')
  expect(edge.tags(post.channel)).toEqual(['Billing', 'Solved'])
  expect((await post.answer()).text).toBe('Here.')
  expect((await edge.reply('Brian', post.channel, 'Thanks')).message.channelId).toBe(post.channel.id)
  expect(edge.threads('questions').map(({ name }) => name)).toEqual(['My invoice'])
})

test('the app opens threads: in a text channel, from a message, in a forum', async () => {
  const channel = await textChannel()
  await (await channel.threads.create({ name: 'talk' })).send('in it')
  const thread = await (await channel.send('starter')).startThread({ name: 'from it' })
  expect(thread.id).toBe(edge.messages('help').at(-1)?.id)
  const forum = await client.channels.fetch(edge.channel('questions').id)
  if (!forum?.isThreadOnly()) throw new Error('no forum')
  const post = await forum.threads.create({
    name: 'feedback',
    message: { content: 'first' },
    appliedTags: [forum.availableTags[0]!.id],
  })
  expect(edge.messages(post.id).map(({ text }) => text)).toEqual(['first'])
  expect(edge.tags(post.id)).toEqual(['Solved'])
})
