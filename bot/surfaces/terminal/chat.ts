import type { Locale } from '../../core/catalogue.ts'
import type { Setting } from '../../desk/desk.ts'
import { complete, type Event, options } from '../../desk/reply.ts'
import type { Button } from '../../desk/view.ts'
import { commandNames, runCommand } from './commands.ts'
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
    } else await turn(setting, memory, screen, eventOf(typed, memory.buttons))
  }
  screen.write(`\n${(await speechOf(setting, memory)).t('terminal.bye')}\n`)
}

/** A number presses the button that bears it; everything else is said. */
function eventOf(typed: string, buttons: readonly Button[]): Event {
  const pressed = /^\s*\[?(\d{1,2})\]?\s*$/.exec(typed)
  const button = pressed && buttons[Number(pressed[1]) - 1]
  return button ? { kind: 'press', button: button.id } : { kind: 'say', text: typed }
}

async function promptOf({ domain }: Setting, { user }: Memory, { style }: Screen): Promise<string> {
  const account = user === undefined ? undefined : await domain.store.read(tables => tables.users.get(user))
  return `${style('dim', account?.email ?? '?')} ${style('bold', '›')} `
}

async function completions(setting: Setting, memory: Memory, typed: string): Promise<string[]> {
  if (typed.startsWith('/as ')) {
    const people = await options(setting, personOf(memory), 'change-role', 'member', '')
    return people.map(({ value }) => `/as ${value}`).filter(command => command.startsWith(typed))
  }
  if (typed.startsWith('/'))
    return commandNames.map(name => `/${name}`).filter(name => name.startsWith(typed))
  return complete(setting, personOf(memory), typed)
}
