import type { types } from '@slack/bolt'
import type { Button, View } from '../../desk/view.ts'
import { joinList } from '../../words/format.ts'
import type { Speech } from '../../words/words.ts'
import { buttonRows, header, section, withoutTwins } from './composition.ts'
import { literally, plain } from './escape.ts'
import { cut, fitting, limits, pack } from './limits.ts'
import { type Part, type PictureOf, partsOf, textOf } from './parts.ts'

export type { Picture, PictureOf } from './parts.ts'

export interface MessageOptions {
  /** Buttons of the surface's own, after the view's. */
  extra?: readonly Button[]
  picture?: PictureOf
}

export interface Message {
  /** The whole as plain text, for screen readers and notifications. */
  text: string
  blocks: types.KnownBlock[]
}

/** A view as a Slack message. Its form, if it has one, is a modal's matter. */
export function renderMessage(
  view: View,
  speech: Speech,
  { extra = [], picture }: MessageOptions = {},
): Message {
  const buttons = [...view.buttons, ...extra]
  const head = view.title ? [header(view.title)] : []
  const rows = buttonRows(buttons)
  const parts = view.blocks.flatMap(block => partsOf(block, speech, picture))
  const body = layOut(parts, limits.messageBlocks - head.length - rows.length, speech)
  return { text: fallback(view, buttons, speech), blocks: withoutTwins([...head, ...body, ...rows]) }
}

/** Parts as blocks, at most `most`: paragraphs share sections. What does not fit is left out, and a sentence says so. */
export function layOut(parts: readonly Part[], most: number, speech: Speech): types.KnownBlock[] {
  const blocks = runs(parts).flatMap((run): types.KnownBlock[] =>
    Array.isArray(run) ? pack(run, limits.text).map(section) : [run],
  )
  const count = fitting(blocks, most, limits.textBytes)
  if (count === blocks.length) return blocks
  return [...blocks.slice(0, Math.min(count, most - 1)), section(speech.t('slack.cut'))]
}

/** Paragraphs that follow one another, together. */
function runs(parts: readonly Part[]): (string[] | types.KnownBlock)[] {
  return parts.reduce<(string[] | types.KnownBlock)[]>((done, part) => {
    const last = done.at(-1)
    if (typeof part !== 'string') done.push(part)
    else if (Array.isArray(last)) last.push(part)
    else done.push([part])
    return done
  }, [])
}

/** The labels of buttons are named as what one can press, with room kept for them. */
const labelsRoom = 1000

/** What a screen reader or a notification says of a message: title, text, and what can be pressed. It is read as mrkdwn too. */
function fallback({ title, blocks }: View, buttons: readonly Button[], speech: Speech): string {
  const texts = [title ?? '', ...blocks.map(block => textOf(block, speech))].filter(text => text.trim())
  const labels = joinList(speech, [...new Set(buttons.map(({ label }) => plain(label)))])
  const pressed = labels ? cut(literally(speech.t('slack.buttons', { labels })), labelsRoom) : ''
  const said = cut(literally(texts.join('\n')), limits.text - (pressed ? pressed.length + 1 : 0))
  return [said, pressed].filter(Boolean).join('\n') || speech.t('slack.title')
}
