import { readFile } from 'node:fs/promises'
import {
  AttachmentBuilder,
  type ChatInputCommandInteraction,
  ComponentType,
  MessageFlags,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js'
import { afterEach, expect, test } from 'vitest'
import { ask, button, edge, errors, GROUPS, hears, label, row, slash, useApp } from './edge-client.ts'
import recorded from './recorded/discord.json' with { type: 'json' }

useApp()
afterEach(() => expect([edge.violations, errors]).toEqual([[], []]))

test.each([
  ['Ada', 'rôle', 'membre', 'fr'],
  ['Dieter', 'rolle', 'member', 'de'],
  ['Carla', 'role', 'member', 'it'],
])('%s uses /%s with %s: deferred, then edited', async (who, name, option, locale) => {
  hears(
    slash(async interaction => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral })
      const member = interaction.options.getMember('member')
      await interaction.editReply(
        `${interaction.locale} ${interaction.guildLocale} ${interaction.options.getUser('member')?.username} ${member !== null}`,
      )
    }),
  )
  const answer = await edge.command(who, 'help', name, { [option]: 'Brian' })
  expect(answer).toMatchObject({ kind: 'message', deferred: true, text: `${locale} fr Brian true` })
  expect(answer.message?.ephemeral).toBe(true)
  expect(answer.after).toBeLessThan(3000)
  expect(edge.ephemerals(who).at(-1)?.text).toBe(answer.text)
  expect(edge.messages('help').some(({ id }) => id === answer.message?.id)).toBe(false)
})

test('the interaction tells what its person may do', async () => {
  hears(slash(interaction => interaction.reply(String(interaction.memberPermissions?.has('ManageGuild')))))
  expect((await edge.command('Ada', 'help', 'role', { member: 'Brian' })).text).toBe('true')
  expect((await edge.command('Elena', 'help', 'role', { member: 'Brian' })).text).toBe('false')
})

test('a command that is not registered, a missing and an unknown option cannot be sent', async () => {
  await expect(edge.command('Ada', 'help', 'nothing')).rejects.toThrow('no command nothing')
  await expect(edge.command('Ada', 'help', 'role')).rejects.toThrow('member is required')
  await expect(edge.command('Ada', 'help', 'role', { member: 'Ada', x: '' })).rejects.toThrow('no option x')
})

test('autocomplete shows the choices in the language of the person', async () => {
  hears(async interaction => {
    if (!interaction.isAutocomplete()) return
    const { value } = interaction.options.getFocused(true)
    await interaction.respond([{ name: `${value}!`, nameLocalizations: { it: `${value}, it` }, value: 'a' }])
  })
  expect(await edge.autocomplete('Carla', 'help', 'role', 'role', 'adm')).toEqual([
    { name: 'adm, it', value: 'a' },
  ])
  expect(await edge.autocomplete('Brian', 'help', 'role', 'role', 'adm')).toEqual([
    { name: 'adm!', value: 'a' },
  ])
})

test('a button updates its message, and a second person sees the same one', async () => {
  hears(async interaction => {
    if (interaction.isChatInputCommand())
      await interaction.reply({ content: 'Sure?', components: [row(button('Oui', 'yes'))] })
    if (interaction.isButton())
      await interaction.update({ content: `done ${interaction.customId}`, components: [] })
  })
  const asked = await ask()
  expect(asked.message?.buttons).toMatchObject([{ label: 'Oui', customId: 'yes' }])
  const done = await edge.click('Brian', asked.message!, 'Oui')
  expect(done).toMatchObject({ kind: 'update', text: 'done yes' })
  expect(done.message?.id).toBe(asked.message?.id)
  await expect(edge.click('Brian', asked.message!, 'Oui')).rejects.toThrow('no Oui')
})

test('an ephemeral message is for one person', async () => {
  hears(
    slash(interaction =>
      interaction.reply({ content: 'x', components: [row(button('a'))], flags: MessageFlags.Ephemeral }),
    ),
  )
  const { message } = await ask()
  await expect(edge.click('Brian', message!, 'a')).rejects.toThrow('does not see')
  expect(edge.ephemerals('Brian').map(({ id }) => id)).not.toContain(message?.id)
})

test('deferUpdate is complete with the edit or the follow-up that comes of it', async () => {
  hears(async interaction => {
    if (interaction.isChatInputCommand())
      await interaction.reply({ content: 'x', components: [row(button('edit'), button('more'))] })
    if (!interaction.isButton()) return
    await interaction.deferUpdate()
    if (interaction.customId === 'edit') await interaction.editReply('edited')
    else await interaction.followUp({ content: 'more', flags: MessageFlags.Ephemeral })
  })
  const { message } = await ask()
  expect(await edge.click('Ada', message!, 'edit')).toMatchObject({
    kind: 'update',
    deferred: true,
    text: 'edited',
  })
  const more = await edge.click('Ada', message!, 'more')
  expect(more.kind).toBe('message')
  expect((await more.followUps(1)).map(({ text, ephemeral }) => [text, ephemeral])).toEqual([['more', true]])
})

test('selects give values, and users with what they mean', async () => {
  hears(async interaction => {
    const options = [{ label: 'One', value: '1' }]
    const selects = [
      { type: ComponentType.StringSelect, customId: 'which', options },
      { type: ComponentType.UserSelect, customId: 'who' },
    ] as const
    const components = selects.map(select => ({ type: ComponentType.ActionRow, components: [select] }))
    if (interaction.isChatInputCommand()) await interaction.reply({ components })
    if (interaction.isStringSelectMenu()) await interaction.reply(interaction.values.join())
    if (interaction.isUserSelectMenu())
      await interaction.reply(interaction.users.map(user => user.username).join())
  })
  const { message } = await ask()
  expect(message?.selects.map(({ customId }) => customId)).toEqual(['which', 'who'])
  expect((await edge.select('Ada', message!, 'which', ['One'])).text).toBe('1')
  expect((await edge.select('Ada', message!, 'who', ['Dieter'])).text).toBe('Dieter')
})

test('a form of every kind of field is shown, filled and read', async () => {
  hears(async interaction => {
    if (interaction.isChatInputCommand()) await interaction.showModal(FORM)
    if (interaction.isModalSubmit()) await interaction.reply(readForm(interaction))
  })
  const opened = await ask()
  expect(opened.kind).toBe('modal')
  expect(edge.modal('Ada')?.fields.map(({ label }) => label)).toEqual([
    'Note',
    'Rôle',
    'Personne',
    'Canal',
    'Accord',
  ])
  await expect(edge.submitModal('Ada', opened.modal!, { Note: '' })).rejects.toThrow('Note is required')
  const done = await edge.submitModal('Ada', opened.modal!, {
    Note: 'Grüße',
    Rôle: 'Admin',
    who: edge.person('Elena'),
    Canal: [edge.channel('general')],
    Accord: true,
  })
  expect(done.text).toBe('Grüße|admin|Elena|general|true')
  expect(edge.modal('Ada')).toBeUndefined()
})

test('radio and checkbox groups', async () => {
  hears(async interaction => {
    if (interaction.isChatInputCommand()) await interaction.showModal(GROUPS)
    if (!interaction.isModalSubmit()) return
    const { fields } = interaction
    await interaction.reply(`${fields.getRadioGroup('one')} ${fields.getCheckboxGroup('many').join('+')}`)
  })
  const { modal } = await ask()
  expect((await edge.submitModal('Ada', modal!, { One: 'B', Many: ['A', 'B'] })).text).toBe('b a+b')
})

test('a message is asked about from its context menu', async () => {
  hears(async interaction => {
    if (interaction.isMessageContextMenuCommand())
      await interaction.reply(`about ${interaction.targetMessage.id}`)
  })
  const { message } = await edge.say('Brian', 'help', 'How?')
  expect((await edge.messageCommand('Ada', message, 'Ask about this')).text).toBe(`about ${message.id}`)
})

test('files of a multipart answer are seen, with their names', async () => {
  hears(
    slash(interaction =>
      interaction.reply({
        content: 'preview',
        files: [new AttachmentBuilder(Buffer.from('png'), { name: 'logo.png' })],
      }),
    ),
  )
  expect((await ask()).message?.files).toEqual(['logo.png'])
  const call = edge.calls('POST /interactions/*/:token/callback').at(-1)
  expect(call?.files.map(({ data }) => data.toString())).toEqual(['png'])
})

test('embeds and components v2 read as text', async () => {
  const flags = MessageFlags.IsComponentsV2
  const text = (content: string) => ({ type: ComponentType.TextDisplay, content }) as const
  hears(
    slash(interaction =>
      interaction.reply({
        flags,
        components: [text('# Titel'), { type: ComponentType.Container, components: [text('Straße')] }],
      }),
    ),
  )
  expect((await ask()).text).toBe('# Titel\nStraße')
  hears(
    slash(interaction =>
      interaction.reply({ embeds: [{ title: 'T', description: 'D', fields: [{ name: 'n', value: 'v' }] }] }),
    ),
  )
  expect((await ask()).text).toBe('T\nD\nn: v')
})

test('the README tells the interface as it is', async () => {
  const [readme, types] = await Promise.all(
    ['README.md', 'types.ts'].map(name => readFile(new URL(`edge/${name}`, import.meta.url), 'utf8')),
  )
  expect(readme).toContain(types)
})

test('what we deliver has every part that the real Discord delivered', async () => {
  hears(async interaction => {
    if (interaction.isChatInputCommand())
      await interaction.reply({ content: 'x', components: [row(button('a'))] })
    if (interaction.isButton()) await interaction.update('y')
  })
  const said = await edge.mention('Ada', 'help', 'Hey')
  await edge.click('Ada', (await ask()).message!, 'a')
  const [message, click] = ['MESSAGE_CREATE', 'INTERACTION_CREATE'].map(
    t =>
      edge.dispatches.findLast(one => one.t === t && (t !== 'MESSAGE_CREATE' || one.d.id === said.message.id))
        ?.d,
  )
  const keys = (part: unknown) => Object.keys(part as object)
  expect(keys(message)).toEqual(
    expect.arrayContaining(keys(recorded.gatewayMention.data).filter(key => key !== 'nonce')),
  )
  expect(keys(click)).toEqual(expect.arrayContaining(keys(recorded.buttonClickHello)))
  expect(keys(click?.data)).toEqual(expect.arrayContaining(keys(recorded.buttonClickHello.data)))
  expect(keys(click?.message)).toEqual(expect.arrayContaining(keys(recorded.buttonClickHello.message)))
})

const FORM = {
  customId: 'form',
  title: 'Formulaire',
  components: [
    label('Note', { type: ComponentType.TextInput, customId: 'note', style: TextInputStyle.Short }),
    label('Rôle', {
      type: ComponentType.StringSelect,
      customId: 'role',
      options: [{ label: 'Admin', value: 'admin' }],
    }),
    label('Personne', { type: ComponentType.UserSelect, customId: 'who' }),
    label('Canal', { type: ComponentType.ChannelSelect, customId: 'where' }),
    label('Accord', { type: ComponentType.Checkbox, customId: 'agree' }),
  ],
} as unknown as Parameters<ChatInputCommandInteraction['showModal']>[0]
function readForm({ fields }: ModalSubmitInteraction): string {
  return [
    fields.getTextInputValue('note'),
    fields.getStringSelectValues('role').join(),
    fields
      .getSelectedUsers('who')
      ?.map(user => user.username)
      .join(),
    fields
      .getSelectedChannels('where')
      ?.map(channel => channel?.name)
      .join(),
    fields.getCheckbox('agree'),
  ].join('|')
}
