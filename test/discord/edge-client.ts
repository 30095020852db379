import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  Client,
  ComponentType,
  GatewayIntentBits,
  type Interaction,
  Partials,
  type TextChannel,
} from 'discord.js'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type DiscordEdge, openDiscordEdge } from './edge/edge.ts'

export type Listener = (interaction: Interaction) => Promise<unknown>

/** Two commands that the tests' app registers. */
export const ROLE = {
  name: 'role',
  nameLocalizations: { fr: 'rôle', de: 'rolle' },
  description: 'Change a role',
  descriptionLocalizations: { fr: 'Changer un rôle' },
  options: [
    {
      name: 'member',
      nameLocalizations: { fr: 'membre' },
      description: 'Who',
      type: ApplicationCommandOptionType.User,
      required: true,
    },
    { name: 'role', description: 'Which', type: ApplicationCommandOptionType.String, autocomplete: true },
  ],
} as const
export const MENU = { name: 'Ask about this', type: ApplicationCommandType.Message } as const

const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageReactions,
  GatewayIntentBits.DirectMessages,
]

export let edge: DiscordEdge
export let client: Client<true>
/** What went wrong in the listener, for the test to look at. */
export let errors: { code?: unknown }[]
let heard: Listener

/** Gives each test of the file an edge with a real discord.js client, and a listener that does nothing until `hears`. */
export function useApp(): void {
  beforeAll(async () => {
    edge = await openDiscordEdge({ ackWithin: 15_000 })
    client = await login(edge)
    client.on('interactionCreate', interaction => heard(interaction).catch(error => errors.push(error)))
    await client.application.commands.set([ROLE, MENU])
  })
  beforeEach(() => {
    errors = []
    hears(async () => undefined)
  })
  afterAll(async () => {
    await client.destroy()
    await edge.close()
  })
}

/** What the app does with interactions from now on. */
export function hears(listener: Listener): void {
  heard = listener
}

async function login({ url, token, connected }: DiscordEdge): Promise<Client<true>> {
  const rest = { api: url, retries: 1 }
  const app = new Client({
    intents: INTENTS,
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    rest,
  })
  app.on('error', () => undefined)
  await app.login(token)
  await connected()
  return app as Client<true>
}

export const slash =
  (act: (interaction: ChatInputCommandInteraction) => Promise<unknown>): Listener =>
  async interaction => {
    if (interaction.isChatInputCommand()) await act(interaction)
  }
export const row = (...buttons: ButtonBuilder[]) =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(buttons)
export const button = (label: string, id = label) =>
  new ButtonBuilder().setLabel(label).setCustomId(id).setStyle(ButtonStyle.Primary)
export const textChannel = () => client.channels.fetch(edge.channel('help').id) as Promise<TextChannel>
export const ask = () => edge.command('Ada', 'help', 'role', { member: 'Brian' })

export const label = (text: string, component: object) => ({
  type: ComponentType.Label,
  label: text,
  component,
})
const both = [
  { label: 'A', value: 'a' },
  { label: 'B', value: 'b' },
]
/** A form with a radio group and a checkbox group. */
export const GROUPS = {
  customId: 'groups',
  title: 'Groups',
  components: [
    label('One', { type: ComponentType.RadioGroup, customId: 'one', options: both }),
    label('Many', { type: ComponentType.CheckboxGroup, customId: 'many', options: both }),
  ],
} as unknown as Parameters<ChatInputCommandInteraction['showModal']>[0]
