import type { Locale } from '../../core/catalogue.ts'
import type { Setting } from '../../desk/desk.ts'
import { chat } from './chat.ts'
import { askAtTerminal, askByLines } from './form.ts'
import { pipedInput, typedInput } from './input.ts'
import { styleFor } from './render.ts'
import { speechOf } from './turn.ts'

export interface Opening {
  user: string
  locale?: Locale
  /** The demo was made just now. */
  created: boolean
  dataDir: string
}

/** Says in three lines what this is and how to go on, and opens the chat. */
export async function openTerminal(setting: Setting, { created, dataDir, ...start }: Opening): Promise<void> {
  const { stdin, stdout } = process
  const write = (text: string) => void stdout.write(text)
  const style = styleFor(stdout)
  const input = stdin.isTTY ? typedInput({ input: stdin, output: stdout }) : pipedInput(stdin)
  const ask = stdin.isTTY ? askAtTerminal : askByLines(input, write)
  const { t } = await speechOf(setting, { ...start, buttons: [] })
  const account = await setting.domain.store.read(tables => tables.users.get(start.user))
  const facts = { name: account?.name ?? '', dataDir }
  write(`${style('bold', t('terminal.what'))}\n`)
  write(`${t(created ? 'terminal.demo-created' : 'terminal.demo-open', facts)}\n`)
  write(`${t('terminal.how')}\n\n`)
  await chat(setting, { input, ask, write, style }, start)
  input.close()
}
