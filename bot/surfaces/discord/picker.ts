import {
  type APIActionRowComponent,
  type APIStringSelectComponent,
  type ChatInputCommandInteraction,
  ComponentType,
} from 'discord.js'
import type { Home } from '../../desk/home.ts'
import type { View } from '../../desk/view.ts'
import type { Speech } from '../../words/words.ts'
import { answer, deferReply, inTime, soon } from './answer.ts'
import type { Bot } from './bot.ts'
import { cut } from './limits.ts'
import { isDirect, personIn } from './person.ts'
import { renderMessage } from './render.ts'

/** What a menu takes, and how many of them stand beside what a home has to say. */
const mostOptions = 25
const mostMenus = 4
const longestOption = 100

/** `/concierge`: where one belongs, what waits, and menus of all that one can have done. */
export async function pick(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const home = await inTime(interaction, bot.front.home(personIn(bot, interaction)), soon, () =>
    deferReply(interaction),
  )
  const speech = bot.words(home.locale)
  const message = renderMessage(homeView(home, speech), speech, { private: !isDirect(interaction) })
  await answer(bot, interaction, [
    { ...message, components: [...message.components, ...menus(home, speech)] },
  ])
}

const homeView = ({ locale, organisations, pending }: Home, { t }: Speech): View => ({
  tone: 'talk',
  locale,
  title: t('discord.home.title'),
  blocks: [
    ...(organisations.length
      ? [{ kind: 'facts' as const, title: t('discord.home.organisations'), rows: organisations }]
      : []),
    {
      kind: 'text',
      text: t(pending.length ? 'discord.home.pending' : 'discord.home.choose', {
        ask: t('discord.ask.name'),
      }),
    },
  ],
  buttons: pending.flatMap(({ title, buttons }) => buttons.map(button => ({ ...button, label: title }))),
  private: true,
})

function menus({ can }: Home, { t }: Speech): APIActionRowComponent<APIStringSelectComponent>[] {
  const options = can.flatMap(({ title, buttons }) =>
    buttons.map(({ id, label }) => ({
      value: id,
      label: cut(label, longestOption),
      description: cut(title, longestOption),
    })),
  )
  const parts = Array.from({ length: Math.ceil(options.length / mostOptions) }, (_, part) =>
    options.slice(part * mostOptions, (part + 1) * mostOptions),
  )
  return parts.slice(0, mostMenus).map((part, place) => ({
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: `pick:${place}`,
        placeholder: t('discord.home.placeholder', {
          part: place + 1,
          parts: parts.length,
          count: parts.length,
        }),
        options: part,
      },
    ],
  }))
}
