import type { Locale } from '../../bot/core/catalogue.ts'

/** What somebody sees on a surface after they did something. */
export interface Seen {
  /** All that is new, as plain text. */
  text: string
  /** The labels of the buttons under it. */
  buttons: readonly string[]
  /** Whether a form waits to be filled in. */
  form: boolean
}

/** Somebody who is linked to an account of the demo and talks to Concierge on a surface. */
export interface Talker {
  ask(question: string): Promise<Seen>
  /** Presses the button with this label. */
  press(label: string): Promise<Seen>
  /** Fills in the form, field by field by their names in the action's input; what is not named stays as it is. */
  fill(values: Record<string, unknown>): Promise<Seen>
  /** Asks for an action by its name, with input, as far as the surface's own commands take it; fills in the rest. */
  want(action: string, input: Record<string, unknown>): Promise<Seen>
}

/** A surface with a demo behind it. */
export interface Stage {
  /** The demo's person, linked by the code from the mail where the surface is a chat. */
  talker(user: string): Promise<Talker>
  /** What a platform would have refused, and whom it would have pinged. */
  complaints(): unknown[]
  close(): Promise<void>
}

export type OpenStage = (locale: Locale, people: readonly string[]) => Promise<Stage>
