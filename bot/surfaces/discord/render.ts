import { type APIMessageTopLevelComponent, ComponentType, MessageFlags } from 'discord.js'
import type { Block, Button, Form, View } from '../../desk/view.ts'
import type { Speech } from '../../words/words.ts'
import { buttonsOf, rows } from './buttons.ts'
import { cut, limits, pieces } from './limits.ts'
import { asCode, inert, plainText, toDiscord } from './markdown.ts'

/**
 * A message as discord.js takes it, to reply, follow up, post or (without the ephemeral flag) edit. Everything is a message of
 * components (v2): its text is the message's own, so that whoever switched embeds off, uses a large type or a screen reader has real
 * headings and lists; pictures stand where they belong, with their alt text; and no link in it unfolds into a card.
 */
export interface MessagePayload {
  flags: number
  components: APIMessageTopLevelComponent[]
  allowedMentions: { parse: [] }
  /** Never absent: an edit takes away the pictures of before. */
  files: { attachment: Buffer; name: string; description: string }[]
}

export interface Shown {
  /** Buttons beside those of the view, such as *Share in channel*. */
  extra?: readonly Button[]
  /** For the asker alone, even where the view itself is not private. */
  private?: boolean
}

/** The view as one message: what does not fit is left out, and a sentence says so. */
export const renderMessage = (view: View, speech: Speech, shown: Shown = {}): MessagePayload =>
  renderMessages(view, speech, shown, 1)[0] as MessagePayload

/**
 * The view as messages in a row, at least one and at most `most`: the first is the answer, the others follow it up. Pictures and
 * buttons are in the last one. A view with a form has the button that opens it (`formId`), for where no modal can be shown at once.
 */
export function renderMessages(view: View, speech: Speech, shown: Shown = {}, most = 5): MessagePayload[] {
  const isPrivate = view.private || shown.private || view.blocks.some(({ kind }) => kind === 'secrets')
  const texts = fitting(textOf(view, speech), most, speech)
  const pictures = view.blocks.filter(block => block.kind === 'picture').slice(0, limits.files)
  const buttons = rows(buttonsOf(view, speech), shown.extra ?? [])
  const last = Math.max(texts.length - 1, 0)
  return (texts.length ? texts : ['']).map((text, place) => ({
    ...empty(isPrivate === true),
    components: [...textDisplay(text), ...(place === last ? [...gallery(pictures), ...buttons] : [])],
    files: place === last ? pictures.map(file) : [],
  }))
}

/** A sentence of the surface's own as a message. */
export const renderText = (text: string, shown: Shown = {}): MessagePayload => ({
  ...empty(shown.private === true),
  components: [...textDisplay(cut(toDiscord(text), limits.messageText)), ...rows([], shown.extra ?? [])],
})

const empty = (isPrivate: boolean): MessagePayload => ({
  flags: MessageFlags.IsComponentsV2 | (isPrivate ? MessageFlags.Ephemeral : 0),
  components: [],
  allowedMentions: { parse: [] },
  files: [],
})

/** The text in at most `most` pieces; where that is not all of it, the last one says so. */
function fitting(text: string, most: number, speech: Speech): string[] {
  const all = pieces(text, limits.messageText)
  if (all.length <= most) return all
  const notice = `\n\n*${speech.t('discord.too-long')}*`
  const [end = ''] = pieces(all[most - 1] ?? '', limits.messageText - notice.length)
  return [...all.slice(0, most - 1), end + notice]
}

/** Titles are names and short sentences: one that is longer is somebody's text in a name's place. */
const longestTitle = 256
const title = (text: string): string => plainText(cut(text, longestTitle))

function textOf(view: View, speech: Speech): string {
  const heading = view.title ?? view.form?.title
  const texts = [
    heading ? `## ${title(heading)}` : '',
    ...view.blocks.map(block => blockText(block, speech)),
    errors(view.form, speech),
  ]
  return texts.filter(Boolean).join('\n\n')
}

function blockText(block: Block, speech: Speech): string {
  switch (block.kind) {
    case 'text':
      return toDiscord(block.text)
    case 'facts':
      return lines(
        block.title,
        block.rows.map(({ label, value }) => row(label, plainText(value), speech)),
      )
    case 'changes':
      return lines(
        block.of,
        block.rows.map(({ label, before, after }) =>
          row(label, `${plainText(before)} → **${plainText(after)}**`, speech),
        ),
      )
    case 'secrets':
      return block.values.map(asCode).join('\n')
    default:
      return ''
  }
}

const lines = (of: string | undefined, rows: readonly string[]): string =>
  [...(of ? [`**${title(of)}**`] : []), ...rows].join('\n')

const row = (label: string, text: string, speech: Speech): string =>
  `- ${title(label)}${colon(speech)} ${text}`

const colon = ({ locale }: Speech): string => (locale === 'fr' ? '\u00a0:' : ':')

/** What was wrong at the fields of a form: a modal has no place for it. */
const errors = (form: Form | undefined, speech: Speech): string =>
  (form?.fields ?? [])
    .flatMap(({ label, error }) => (error ? [row(label, plainText(error), speech)] : []))
    .join('\n')

/** An empty message is none: whoever has nothing to say and nothing to press still answered. */
const textDisplay = (text: string): APIMessageTopLevelComponent[] => [
  { type: ComponentType.TextDisplay, content: text || '…' },
]

type Picture = Extract<Block, { kind: 'picture' }>

const fileName = (place: number): string => `picture-${place + 1}.png`
const altOf = ({ alt }: Picture): string => cut(inert(alt).trim(), limits.alt) || '…'

const file = (picture: Picture, place: number): MessagePayload['files'][number] => ({
  attachment: picture.png,
  name: fileName(place),
  description: altOf(picture),
})

function gallery(pictures: readonly Picture[]): APIMessageTopLevelComponent[] {
  const items = pictures.map((picture, place) => ({
    media: { url: `attachment://${fileName(place)}` },
    description: altOf(picture),
  }))
  return items.length ? [{ type: ComponentType.MediaGallery, items }] : []
}
