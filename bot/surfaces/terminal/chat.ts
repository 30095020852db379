import type { Locale } from '../../core/catalogue.ts'
import type { Setting } from '../../desk/desk.ts'
import { complete } from '../../desk/reply.ts'
import { visible } from '../text.ts'
import { completeCommand, runCommand } from './commands.ts'
import { type Memory, personOf, type Screen, speechOf, turn } from './turn.ts'

/** The chat in the terminal, until the person leaves. `user` is whom one acts as, `locale` a language chosen on the command line. */
export async function chat(
  setting: Setting,
  screen: Screen,
  start: { user: string | undefined; locale?: Locale },
): Promise<void> {
  const memory: Memory = { ...start, buttons: [] }
  for (;;) {
    const typed = await screen.input.line(await promptOf(setting, memory, screen), text =>
      completions(setting, memory, text),
    )
    if (typed === undefined) break
    if (typed.startsWith('/')) {
      const stays = await runCommand(setting, memory, screen, typed)
      if (!stays) break
    } else await hear(setting, memory, screen, typed)
  }
  screen.write(`\n${(await speechOf(setting, memory)).t('terminal.bye')}\n`)
}

/** A number presses the button that bears it; everything else is said. */
async function hear(setting: Setting, memory: Memory, screen: Screen, typed: string): Promise<void> {
  const { buttons } = memory
  const number = Number(/^\s*\[?(\d{1,2})\]?\s*$/.exec(typed)?.[1])
  const button = buttons[number - 1]
  if (button?.url !== undefined) return screen.write(`\n${visible(button.url)}\n\n`)
  if (button) return turn(setting, memory, screen, { kind: 'press', button: button.id })
  if (Number.isNaN(number) || !buttons.length)
    return turn(setting, memory, screen, { kind: 'say', text: typed })
  const { t } = await speechOf(setting, memory)
  screen.write(`\n${t('terminal.no-button', { number, last: buttons.length })}\n\n`)
}

async function promptOf({ domain }: Setting, { user }: Memory, { style }: Screen): Promise<string> {
  const account = user === undefined ? undefined : await domain.store.read(tables => tables.users.get(user))
  return `${style('dim', account?.email ?? '?')} ${style('bold', '›')} `
}

const completions = (setting: Setting, memory: Memory, typed: string): Promise<string[]> =>
  typed.startsWith('/') ? completeCommand(setting, memory, typed) : complete(setting, personOf(memory), typed)
