import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { type DiscordEdge, openDiscordEdge, type SeenMessage } from './edge/edge.ts'
import { ask, client, edge, errors, GROUPS, hears, label, MENU, ROLE, slash, useApp } from './edge-client.ts'

useApp()

describe('rules of interactions', () => {
  test('a second callback is refused with 40060', async () => {
    hears(
      slash(async interaction => {
        await interaction.reply('first')
        interaction.replied = false
        await interaction.reply('second')
      }),
    )
    expect((await ask()).text).toBe('first')
    await edge.until(() => errors.length > 0, 'the refusal')
    expect(errors).toMatchObject([{ code: 40060, status: 400 }])
  })

  test('a callback that comes too late is refused with 10062, and the person sees a failure', async () => {
    hears(slash(interaction => interaction.reply('late')))
    edge.expireNext()
    expect(await ask()).toMatchObject({ kind: 'failed', text: '' })
    await edge.until(() => errors.length > 0, 'the refusal')
    expect(errors).toMatchObject([{ code: 10062, status: 404 }])
    expect(edge.interactions.at(-1)).not.toHaveProperty('callback')
  })

  test('the time for a callback is counted from the creation of the interaction', async () => {
    const hasty = await openDiscordEdge({ ackWithin: -1 })
    const call = `${hasty.url}/v10/interactions`
    const failed = await hasty.click('Ada', await posted(hasty), 'b')
    expect(failed.kind).toBe('failed')
    const { d } = hasty.dispatches.findLast(({ t }) => t === 'INTERACTION_CREATE')!
    const body = JSON.stringify({ type: 6 })
    const headers = { 'content-type': 'application/json' }
    const late = await fetch(`${call}/${d.id}/${d.token}/callback`, { method: 'POST', body, headers })
    expect(await late.json()).toMatchObject({ code: 10062 })
    await hasty.close()
  })

  test('an expired token takes no follow-up and no edit: 50027', async () => {
    let late: ChatInputCommandInteraction | undefined
    hears(
      slash(async interaction => {
        late = interaction
        await interaction.reply('in time')
      }),
    )
    edge.expire(await ask())
    await edge.until(() => late?.replied, 'the reply')
    await expect(late?.followUp('late')).rejects.toMatchObject({ code: 50027 })
    await expect(late?.editReply('late')).rejects.toMatchObject({ code: 50027 })
  })

  test('the follow-up to a deferral takes its place and stays ephemeral', async () => {
    hears(
      slash(async interaction => {
        await interaction.deferReply({ flags: MessageFlags.Ephemeral })
        await interaction.followUp('filled')
      }),
    )
    const answer = await ask()
    expect([answer.text, answer.message?.ephemeral, (await answer.followUps()).length]).toEqual([
      'filled',
      true,
      0,
    ])
  })

  test('an answer that is deleted is gone', async () => {
    hears(
      slash(async interaction => {
        await interaction.deferReply()
        await interaction.deleteReply()
      }),
    )
    const answer = await ask()
    expect([answer.kind, answer.message]).toEqual(['message', undefined])
  })

  test.each([
    [
      'a modal for a modal',
      9,
      { custom_id: 'x', title: 'x', components: [label('x', { type: 23, custom_id: 'y' })] },
    ],
    ['an update without a message', 7, { content: 'x', allowed_mentions: { parse: [] } }],
    ['choices', 8, { choices: [] }],
  ])('%s does not fit', async (_name, type, data) => {
    const before = edge.violations.length
    hears(async interaction => {
      if (interaction.isChatInputCommand()) await interaction.showModal(GROUPS)
      const { id, token } = interaction
      if (interaction.isModalSubmit())
        await client.rest.post(`/interactions/${id}/${token}/callback`, { body: { type, data }, auth: false })
    })
    const { modal } = await ask()
    const submitted = edge.submitModal('Ada', modal!, { One: 'A', Many: ['A'] })
    await edge.until(() => edge.violations.length > before, 'a violation')
    expect(edge.violations.at(-1)?.message).toBe(`callback ${type} does not fit interaction type 5`)
    edge.expire(edge.interactions.at(-1)!)
    expect((await submitted).kind).toBe('failed')
  })
})

describe('the registry of commands', () => {
  test('what is registered is told with what Discord adds, localisations only when asked', async () => {
    const [plain] = (await client.rest.get(`/applications/${edge.applicationId}/commands`)) as Record<
      string,
      unknown
    >[]
    expect(plain).toMatchObject({
      name: 'role',
      nsfw: false,
      dm_permission: true,
      name_localizations: null,
      application_id: edge.applicationId,
    })
    const told = await client.application.commands.fetch({ withLocalizations: true })
    expect(told.find(({ name }) => name === 'role')?.nameLocalizations).toEqual({ fr: 'rôle', de: 'rolle' })
  })

  test('every PUT counts, and a command keeps its id', async () => {
    const [before] = edge.commands()
    expect(edge.registrations).toBe(1)
    await client.application.commands.set([ROLE, MENU])
    expect(edge.registrations).toBe(2)
    expect(edge.commands()[0]?.id).toBe(before?.id)
  })

  test('a guild has commands of its own', async () => {
    const guildId = edge.guilds[0]!.id
    await client.application.commands.set(
      [{ name: 'local', description: 'd', defaultMemberPermissions: 'ManageGuild' }],
      guildId,
    )
    hears(slash(interaction => interaction.reply(interaction.commandName)))
    expect((await edge.command('Ada', 'help', 'local')).text).toBe('local')
    await expect(edge.command('Elena', 'help', 'local')).rejects.toThrow('Elena may not use local')
    expect(edge.commands(guildId).map(({ name }) => name)).toEqual(['local'])
  })
})

/** A message with a button, posted by the app. */
async function posted({ url, token, channel, messages }: DiscordEdge): Promise<SeenMessage> {
  const components = [{ type: 1, components: [{ type: 2, style: 1, label: 'b', custom_id: 'b' }] }]
  const headers = { authorization: `Bot ${token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ components, allowed_mentions: { parse: [] } })
  await fetch(`${url}/v10/channels/${channel('help').id}/messages`, { method: 'POST', body, headers })
  return messages('help').at(-1)!
}
