import { setTimeout as pause } from 'node:timers/promises'
import {
  type AnyThreadChannel,
  ForumChannel,
  type GuildForumTag,
  type Message,
  type MessageComponentInteraction,
  PermissionFlagsBits,
} from 'discord.js'
import { locales } from '../../core/catalogue.ts'
import { withoutMentions } from '../../core/mentions.ts'
import { outlives } from '../../desk/button.ts'
import type { View } from '../../desk/view.ts'
import type { Speech, Words } from '../../words/words.ts'
import { answer, deferReply, forAll, inTime, soon } from './answer.ts'
import { type Bot, channelId } from './bot.ts'
import { withButtons } from './components.ts'
import { authorOf, personIn, speechFor } from './person.ts'
import { type MessagePayload, renderMessages, renderText } from './render.ts'
import { codeOf } from './rest.ts'
import { isAddressed, wordsTo } from './texts.ts'
import { messagesFor, tell } from './views.ts'

/** A new post in a forum that an administrator switched on: the guide, if it answers for sure. */
export async function posted(bot: Bot, thread: AnyThreadChannel): Promise<void> {
  const { parent } = thread
  if (!(parent instanceof ForumChannel)) return
  const settings = await bot.front.channel(channelId(bot, parent.id))
  if (!settings?.answers) return
  const first = await firstMessage(thread)
  // One that speaks to us is answered as every message is that does.
  if (!first || first.author.bot || isAddressed(bot, first)) return
  const text = `${thread.name}\n${wordsTo(bot, first)}`
  const view = await bot.front.volunteer(authorOf(bot, first), text)
  if (view) for (const message of answerTo(bot, view)) await thread.send(forAll(message))
}

const patience = [0, 250, 1000, 3000]

/** The message that a post begins with; it may come a moment after the post. */
async function firstMessage(thread: AnyThreadChannel): Promise<Message | undefined> {
  for (const milliseconds of patience) {
    await pause(milliseconds)
    const message = await thread.fetchStarterMessage().catch(() => undefined)
    if (message) return message
  }
  return undefined
}

/** The answer, with *This solved it* and *I need a person* in place of what one says of other answers. */
function answerTo({ words }: Bot, view: View): MessagePayload[] {
  const { t } = words(view.locale)
  if (view.asked === undefined) return renderMessages(view, words(view.locale))
  const buttons = view.buttons.filter(({ id }) => outlives(id, 'person'))
  const own = [
    { id: `solved:${view.asked}`, label: t('discord.solved.button'), style: 'primary' as const },
    { id: `person:${view.asked}`, label: t('discord.solved.person'), style: 'plain' as const },
  ]
  return renderMessages({ ...view, buttons }, words(view.locale), { extra: own })
}

/** *This solved it*: the post's author, or a moderator, says so; the answer is judged and the post bears the forum's tag for it. */
export async function solved(
  bot: Bot,
  interaction: MessageComponentInteraction,
  asked: string,
): Promise<void> {
  const person = personIn(bot, interaction)
  const { channel: thread, message } = interaction
  if (!thread?.isThread() || !maySolve(interaction, thread))
    return tell(bot, interaction, (await speechFor(bot, person)).t('discord.solved.not-yours'))
  const work = async (): Promise<MessagePayload[]> => {
    const view = await bot.front.reply(person, { kind: 'press', button: `helped:${asked}` })
    if (view.tone === 'problem') return messagesFor(bot, interaction, view)
    const told = await tag(bot, thread, bot.words(view.locale))
    await withoutVerdicts(bot, message)
    return [renderText(told, { private: true })]
  }
  await answer(bot, interaction, await inTime(interaction, work(), soon, () => deferReply(interaction)))
}

async function withoutVerdicts({ warn }: Bot, message: Message): Promise<void> {
  try {
    await message.edit(withButtons(message, id => !/^(solved|person):/.test(id)))
  } catch (error) {
    warn('discord message not changed', { code: codeOf(error) })
  }
}

const moderating = [
  PermissionFlagsBits.ManageThreads,
  PermissionFlagsBits.ManageMessages,
  PermissionFlagsBits.ManageGuild,
]

/** The post's author, or whoever keeps order there. */
const maySolve = ({ user, memberPermissions }: MessageComponentInteraction, { ownerId }: AnyThreadChannel) =>
  user.id === ownerId || memberPermissions?.any(moderating) === true

/** Discord's own limit of tags on a post. */
const mostTags = 5

/** Gives a post the forum's tag for what is solved; says what came of it. */
async function tag({ words, warn }: Bot, thread: AnyThreadChannel, { t }: Speech): Promise<string> {
  const { parent, appliedTags } = thread
  const found = parent instanceof ForumChannel ? solvedTag(words, parent) : undefined
  if (!found) return t('discord.solved.no-tag')
  try {
    if (!appliedTags.includes(found.id))
      await thread.setAppliedTags([...appliedTags.slice(0, mostTags - 1), found.id])
    return t('discord.solved.done', { tag: withoutMentions(found.name) })
  } catch (error) {
    warn('discord tag not set', { code: codeOf(error) })
    return t('discord.solved.no-permission')
  }
}

/** The forum's tag that says in one of our languages that a post is solved. */
function solvedTag(words: Words, { availableTags }: ForumChannel): GuildForumTag | undefined {
  const says = locales.flatMap(locale => words(locale).list('discord.solved.tags')).map(fold)
  return availableTags.find(({ name }) => says.includes(fold(name)))
}

/** A name as one compares it: without accents, capitals and signs. */
const fold = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .trim()
    .toLowerCase()
