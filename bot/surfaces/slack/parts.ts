import type { types } from '@slack/bolt'
import type { Block, Row } from '../../desk/view.ts'
import type { Speech } from '../../words/words.ts'
import { button, section } from './composition.ts'
import { code, literally, plain } from './escape.ts'
import { cut, limits } from './limits.ts'
import { linked } from './links.ts'
import { paragraphs, readable } from './mrkdwn.ts'

export type Picture = Extract<Block, { kind: 'picture' }>

/** The id of the Slack file that a picture was uploaded as; `undefined` while it was not, and its alternative text is shown. */
export type PictureOf = (picture: Picture) => string | undefined

/** A paragraph of mrkdwn, or a block as it is. */
export type Part = string | types.KnownBlock

/** How what people typed is written down: as mrkdwn, or as plain text. */
interface Script {
  text: (text: string) => string
  bold: (text: string) => string
  code: (text: string) => string
}

const mrkdwn: Script = { text: linked, bold: text => bold(text), code }
const plainly: Script = { text: plain, bold: plain, code: plain }

/** Text in bold; on one line, as Slack's formatting ends with the line. */
export const bold = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line && `*${literally(line)}*`
}

/** What a block of a view is on Slack, wherever it is shown. */
export function partsOf(block: Block, speech: Speech, picture?: PictureOf): Part[] {
  if (block.kind === 'text') return paragraphs(block.text)
  if (block.kind === 'guide') return [guideSection(block, speech)]
  if (block.kind === 'picture') return [image(block, picture?.(block))]
  return [linesOf(block, speech, mrkdwn).join('\n')]
}

/** A block of a view as plain text, for those who read no blocks. */
export function textOf(block: Block, speech: Speech): string {
  if (block.kind === 'text') return plain(readable(block.text))
  if (block.kind === 'guide')
    return fact(speech, plainly, { label: speech.t('chat.read-guide'), value: block.title })
  if (block.kind === 'picture') return plain(block.alt)
  return linesOf(block, speech, plainly).join('\n')
}

type Listed = Extract<Block, { kind: 'facts' | 'changes' | 'secrets' }>

function linesOf(block: Listed, speech: Speech, script: Script): string[] {
  if (block.kind === 'secrets') return block.values.map(script.code)
  const title = block.kind === 'facts' ? block.title : speech.t('chat.changes', { of: block.of })
  const lines =
    block.kind === 'facts'
      ? block.rows.map(row => fact(speech, script, row))
      : block.rows.map(({ label, before, after }) =>
          labelled(speech, script.bold(label), change(speech, script, before, after)),
        )
  return title ? [script.bold(title), ...lines] : lines
}

const fact = (speech: Speech, { bold, text }: Script, { label, value }: Row): string =>
  labelled(speech, bold(label), text(value))

/** French has a space before its colon: how a label stands before a value is the language's own. */
const labelled = (speech: Speech, label: string, value: string): string =>
  speech.t('chat.fact', { label, value })

const change = (speech: Speech, { bold, text }: Script, before: string, after: string): string =>
  speech.t('chat.change', { before: text(before), after: bold(after) })

/** The guide's name and section, beside the button that shows all of it. */
function guideSection({ slug, title, section: of }: Extract<Block, { kind: 'guide' }>, speech: Speech) {
  const lines = [bold(title), ...(of?.title && of.title !== title ? [literally(of.title)] : [])]
  const text = lines.join('\n') || speech.t('chat.read-guide')
  const read = button({ id: `guide:${slug}`, label: speech.t('chat.read-guide'), style: 'plain' })
  return { ...section(text), accessory: read }
}

function image({ alt }: Picture, file: string | undefined): Part {
  if (file === undefined) return literally(alt)
  return { type: 'image', slack_file: { id: file }, alt_text: cut(plain(alt).trim(), limits.altText) || '…' }
}
