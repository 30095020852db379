import type { Locale } from '../../core/catalogue.ts'
import { type Person, type Setting, turnFor } from '../../desk/desk.ts'
import type { Event } from '../../desk/event.ts'
import { awaitOnce } from '../../desk/once-outcome.ts'
import { options, reply } from '../../desk/reply.ts'
import type { Button, Form, View } from '../../desk/view.ts'
import type { Speech } from '../../words/words.ts'
import type { Asker } from './form.ts'
import type { Input } from './input.ts'
import { render, type Style } from './render.ts'

export interface Screen {
  input: Input
  ask: Asker
  write: (text: string) => void
  style: Style
}

/** What the chat remembers from line to line. */
export interface Memory {
  user: string | undefined
  locale?: Locale
  /** The buttons of the last answer, by their number. */
  buttons: readonly Button[]
}

/** One event and all that follows from it until it is the person's turn again: an answer, or a form and its answer. */
export async function turn(setting: Setting, memory: Memory, screen: Screen, event: Event): Promise<void> {
  const view = await reply(setting, personOf(memory), event)
  screen.write(`\n${render(view, setting.words(view.locale), screen.style)}\n`)
  memory.buttons = view.buttons
  if (view.awaits !== undefined) void follow(setting, memory, screen, view.awaits)
  if (view.form) await fillIn(setting, memory, screen, view, view.form)
}

/** What becomes of a one-time page stands above the line that is being typed, as soon as it is used. */
async function follow(setting: Setting, memory: Memory, screen: Screen, page: string): Promise<void> {
  // Whoever one acts as meanwhile, the page is of who asked for it.
  const outcome = await awaitOnce(setting, personOf(memory), page).catch(() => undefined)
  if (!outcome) return
  const { style, input, write } = screen
  const shown = render({ ...outcome, buttons: [] }, setting.words(outcome.locale), style)
  input.above(() => write(`\n${shown}\n`))
}

async function fillIn(
  setting: Setting,
  memory: Memory,
  screen: Screen,
  view: View,
  form: Form,
): Promise<void> {
  const speech = setting.words(view.locale)
  const values = await screen.ask(form, speech, field =>
    options(setting, personOf(memory), form.action, field.name, ''),
  )
  if (!values) return screen.write(`\n${speech.t('desk.cancelled')}\n\n`)
  await turn(setting, memory, screen, { kind: 'submit', action: form.action, values })
}

export const personOf = ({ user, locale }: Memory): Person => ({
  user,
  from: 'terminal',
  ...(locale && { locale }),
})

/** The words of whoever sits at the terminal. */
export const speechOf = async (setting: Setting, memory: Memory): Promise<Speech> =>
  (await turnFor(setting, personOf(memory))).speech
