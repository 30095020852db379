import { locales } from '../../core/catalogue.ts'
import { userWithLogin } from '../../core/people.ts'
import type { Setting } from '../../desk/desk.ts'
import { options } from '../../desk/reply.ts'
import { visible } from '../text.ts'
import { type Memory, personOf, type Screen, speechOf, turn } from './turn.ts'

type Command = (setting: Setting, memory: Memory, screen: Screen, argument: string) => Promise<boolean>

/** Commands of the terminal itself, by name. Each answers whether the chat goes on. */
const commands: Record<string, Command> = {
  async as(setting, memory, screen, login) {
    const user = await setting.domain.store.read(tables => userWithLogin(tables, login))
    memory.buttons = []
    if (user) memory.user = user.id
    const said = user ? 'terminal.now-as' : 'terminal.nobody'
    const speech = await speechOf(setting, memory)
    screen.write(`\n${speech.t(said, { name: visible(user?.name ?? ''), login: visible(login) })}\n\n`)
    return true
  },
  async locale(setting, memory, screen, name) {
    const locale = locales.find(known => known === name)
    if (locale) memory.locale = locale
    const speech = await speechOf(setting, memory)
    const said = locale
      ? speech.t('terminal.now-locale')
      : speech.t('terminal.no-locale', { known: locales.join(', ') })
    screen.write(`\n${said}\n\n`)
    return true
  },
  async guide(setting, memory, screen, slug) {
    await turn(setting, memory, screen, { kind: 'press', button: `guide:${slug}` })
    return true
  },
  async help(setting, memory, screen) {
    screen.write(`\n${(await speechOf(setting, memory)).t('terminal.help')}\n\n`)
    return true
  },
  async quit() {
    return false
  },
}

/** What can follow a command, as one types it. */
const followers: Record<string, (setting: Setting, memory: Memory) => Promise<readonly string[]>> = {
  as: async (setting, memory) => {
    const people = await options(setting, personOf(memory), 'change-role', 'member', '')
    return people.map(({ value }) => visible(value))
  },
  locale: async () => locales,
  guide: async ({ domain }) => [...new Set([...domain.actions.values()].flatMap(({ guide }) => guide ?? []))],
}

/** Completes `/name argument`. */
export async function completeCommand(setting: Setting, memory: Memory, typed: string): Promise<string[]> {
  const [, name = ''] = /^\/(\S*) /.exec(typed) ?? []
  const known = Object.hasOwn(followers, name) ? await followers[name]?.(setting, memory) : undefined
  const lines = known?.map(follower => `/${name} ${follower}`) ?? Object.keys(commands).map(one => `/${one}`)
  return lines.filter(line => line.startsWith(typed))
}

/** Runs `/name argument`. Answers whether the chat goes on. */
export async function runCommand(
  setting: Setting,
  memory: Memory,
  screen: Screen,
  typed: string,
): Promise<boolean> {
  const [, name = '', argument = ''] = /^\/(\S*)\s*(.*?)\s*$/s.exec(typed) ?? []
  const command = Object.hasOwn(commands, name) ? commands[name] : commands.help
  return command ? command(setting, memory, screen, argument) : true
}
