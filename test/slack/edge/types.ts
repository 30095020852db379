export type { SlackEdge } from './edge.ts'
export type { EdgeOptions } from './rooms.ts'

export type Json = Record<string, unknown>

/** The parts of Block Kit that the edge reads; what may be sent is decided in `validate/`. */
export interface Text {
  type: string
  text: string
}

export interface Option {
  text: Text
  value?: string
  description?: Text
}

export interface Element {
  type: string
  action_id?: string
  text?: Text | string
  alt_text?: string
  value?: string
  url?: string
  style?: string
  confirm?: { title?: Text; text: Text; confirm?: Text; deny?: Text }
  placeholder?: Text
  options?: Option[]
  option_groups?: { label: Text; options: Option[] }[]
  initial_option?: Option
  initial_options?: Option[]
  initial_value?: string
  initial_user?: string
  initial_users?: string[]
  initial_conversation?: string
  initial_channel?: string
  initial_date?: string
  initial_time?: string
  min_length?: number
  max_length?: number
  min_query_length?: number
  positive_button?: { text: Text; value: string }
  negative_button?: { text: Text; value: string }
  elements?: Element[]
}

export interface Block {
  type: string
  block_id?: string
  text?: Text | string
  fields?: Text[]
  title?: Text
  alt_text?: string
  accessory?: Element
  elements?: Element[]
  rows?: Element[][]
  element?: Element
  label?: Text
  hint?: Text
  optional?: boolean
  dispatch_action?: boolean
}

export interface View extends Json {
  type: 'modal' | 'home'
  title?: Text
  blocks: Block[]
  submit?: Text
  close?: Text
  external_id?: string
  clear_on_close?: boolean
  notify_on_close?: boolean
}

export interface Message extends Json {
  ts: string
  user?: string
  bot_id?: string
  text?: string
  thread_ts?: string
  blocks?: Block[]
  attachments?: { blocks?: Block[]; text?: string; fallback?: string }[]
  files?: { id: string; name: string }[]
}

/** What somebody has put into one element, as Slack reports it under `state.values`. */
export type Entry = { type: string } & Json
export type State = Record<string, Record<string, Entry>>

export type Kind = 'events_api' | 'slash_commands' | 'interactive'

export interface Attempt {
  number: number
  reason?: 'timeout' | 'http_error' | 'connection_failed'
  status?: number
  tookMs?: number
}

export interface Delivery {
  /** The envelope's id (socket); the event's id stands in the payload. */
  id: string
  kind: Kind
  type: string
  payload: Json
  attempts: Attempt[]
  acknowledged: boolean
  tookMs?: number
  response?: Json
}

export interface Call {
  method: string
  args: Json
  error?: string
  failed?: Failure
}

export interface Violation {
  method: string
  path: string
  message: string
}

export type Failure = { times?: number } & (
  | { status: number; retryAfter?: number }
  | { error: string }
  | { cut: true }
)

export interface SeenButton {
  label: string
  actionId: string
  blockId: string
  value?: string
  url?: string
  style?: string
  confirm?: string
}

export type Upload = { name: string; bytes: Uint8Array }
export type Value = string | boolean | string[] | { text: string; value: string } | Upload[]

export interface SeenInput {
  label: string
  type: string
  actionId: string
  blockId: string
  optional: boolean
  hint?: string
  placeholder?: string
  options: { text: string; value: string }[]
  value?: Value
}

export interface SeenMessage {
  channel: string
  ts: string
  thread?: string
  author: string
  ephemeral: boolean
  text: string
  fallback: string
  buttons: SeenButton[]
  inputs: SeenInput[]
  files: { id: string; name: string }[]
  raw: Message
}

export interface SeenThread extends SeenMessage {
  replies: SeenMessage[]
}

export interface SeenView {
  id: string
  title: string
  submit?: string
  close?: string
  text: string
  buttons: SeenButton[]
  inputs: SeenInput[]
  errors: Record<string, string>
  raw: Json
}

export interface Seen {
  messages: SeenMessage[]
  ephemerals: SeenMessage[]
  modal?: SeenView
  home?: SeenView
  unfurls: { url: string; text: string }[]
  /** What was taken away: messages deleted, ephemerals dismissed by the app. */
  gone: SeenMessage[]
  closed: boolean
  text: string
}

export interface Waiting {
  until?: (seen: Seen) => boolean
  silent?: boolean
  deadline?: number
}

export type Where = SeenMessage | SeenView | 'modal' | 'home'
