import type { Locale } from '../core/catalogue.ts'
import type { FieldKind } from '../core/fields.ts'

/** What a reply is made of. Plain data: every surface has one renderer for each part. Texts are Markdown. */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'facts'; title?: string; rows: readonly Row[] }
  | { kind: 'changes'; of: string; rows: readonly ChangedRow[] }
  | { kind: 'guide'; slug: string; locale: Locale; title: string; section?: { id: string; title: string } }
  | { kind: 'secrets'; values: readonly string[] }
  | { kind: 'picture'; png: Buffer; alt: string }

export interface Row {
  label: string
  value: string
}

export interface ChangedRow {
  label: string
  before: string
  after: string
}

export interface Button {
  /** Handed back to the desk when pressed; at most 100 characters (Discord's `custom_id`). */
  id: string
  label: string
  style: 'primary' | 'plain' | 'danger'
  /** A web address that it leads to: it is followed, not pressed. */
  url?: string
}

export interface Option {
  value: string
  label: string
}

export interface FormField {
  name: string
  kind: FieldKind
  label: string
  hint?: string
  required: boolean
  /** Choices that are few and known. Members, products and the like are asked of `desk.options` while one types. */
  options?: readonly Option[]
  value?: unknown
  /** Of a picture: the address where it is uploaded, for surfaces that take no file. */
  upload?: string
  /** Of a card: the address where it is typed, and what is known of the one that was. Its value is a reference. */
  card?: { address: string; typed?: string }
  /** What was wrong with the value, to be shown at the field. */
  error?: string
}

export interface Form {
  action: string
  title: string
  fields: readonly FormField[]
  submit: string
}

export type Tone = 'answer' | 'unsure' | 'talk' | 'preview' | 'receipt' | 'refusal' | 'problem'

export interface View {
  tone: Tone
  locale: Locale
  title?: string
  blocks: readonly Block[]
  form?: Form
  buttons: readonly Button[]
  /** The question that this answers, as it is kept: it can be shared. */
  asked?: string
  /** It needs an account, and nobody is signed in. */
  needsAccount?: true
  /** The one-time page that it leads to: what becomes of it is told in its place (`Front.outcome`). */
  awaits?: string
  /** What was pressed stays as it is: it is somebody else's. */
  keeps?: true
  /** For the asker alone: ephemeral or by direct message (ACT-6). */
  private: boolean
}
