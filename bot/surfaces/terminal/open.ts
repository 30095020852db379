import type { Locale } from '../../core/catalogue.ts'
import type { Setting } from '../../desk/desk.ts'
import { visible } from '../text.ts'
import { chat } from './chat.ts'
import { askAtTerminal, askByLines } from './form.ts'
import { pipedInput, typedInput } from './input.ts'
import { styleFor } from './render.ts'
import { type Screen, speechOf } from './turn.ts'
import { wrap } from './wrap.ts'

export interface Opening {
  user: string
  locale?: Locale
  /** The demo was made just now. */
  created: boolean
  /** Where the data are. */
  path: string
  /** Where the help centre is, if it is open. */
  address?: string
  /** Nobody can type: there is no chat. */
  isService?: boolean
}

/** Says in a few lines what this is and how to go on, and opens the chat, until the person leaves or is made to by `leaving`. */
export async function openTerminal(
  setting: Setting,
  { created, path, address, isService, ...start }: Opening,
  leaving: AbortSignal,
): Promise<void> {
  const screen = openScreen(leaving)
  const { t } = await speechOf(setting, { ...start, buttons: [] })
  const account = await setting.domain.store.read(tables => tables.users.get(start.user))
  const facts = { name: visible(account?.name ?? ''), path: visible(path) }
  const whose = account ? (created ? 'terminal.demo-created' : 'terminal.demo-open') : 'terminal.nobody-yet'
  const opening = [
    screen.style('bold', t('terminal.what')),
    t(whose, facts),
    ...(address ? [t('terminal.web', { address })] : []),
    ...(isService ? [] : [t('terminal.how')]),
  ]
  screen.write(`${opening.join('\n')}\n\n`)
  if (!isService) await chat(setting, screen, start)
  screen.input.close()
}

/** A terminal where one is, with keys, colour and lines that fit; plain lines in a pipe, a file, or a terminal that can do no more. */
function openScreen(leaving: AbortSignal): Screen {
  const { stdin: input, stdout: output } = process
  const style = styleFor(output)
  if (!input.isTTY || !output.isTTY || process.env.TERM === 'dumb') {
    const lines = pipedInput(input, leaving)
    const write = (text: string) => void output.write(text)
    return { input: lines, ask: askByLines(lines, write), write, style }
  }
  return {
    input: typedInput({ input, output }, leaving),
    ask: askAtTerminal({ input, output, signal: leaving }),
    write: text => void output.write(wrap(text, output.columns || 80)),
    style,
  }
}
