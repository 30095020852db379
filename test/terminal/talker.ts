import type { Event } from '../../bot/desk/event.ts'
import { askByLines } from '../../bot/surfaces/terminal/form.ts'
import type { Input } from '../../bot/surfaces/terminal/input.ts'
import { type Memory, type Screen, turn } from '../../bot/surfaces/terminal/turn.ts'
import type { OpenStage, Seen, Talker } from '../contracts/talker.ts'
import { type Desk, openDesk } from '../support/desk.ts'

/** Concierge in a terminal, where each of the demo's people may sit. */
export const openTerminalStage: OpenStage = async locale => {
  const desk = await openDesk()
  return {
    talker: async user => terminalTalker(desk, { user, locale }),
    complaints: () => desk.warnings,
    close: () => desk.close(),
  }
}

function terminalTalker({ setting }: Desk, person: Omit<Memory, 'buttons'>): Talker {
  const memory: Memory = { ...person, buttons: [] }
  let shown = ''
  let shows = Promise.withResolvers<boolean>()
  let filled = Promise.withResolvers<Record<string, unknown>>()
  const write = (text: string) => {
    shown += text
  }
  const ask: Screen['ask'] = async (form, speech, options) => {
    shows.resolve(true)
    const values = await filled.promise
    const lines = linesOf(form.fields.map(({ name }) => String(values[name] ?? '')))
    return askByLines(lines, write)(form, speech, options)
  }
  const screen: Screen = { input: linesOf([]), ask, write, style: (_, text) => text }
  /** Begins something, and resolves once it is the person's turn: at a form, or at the end. */
  async function until(begin: () => void): Promise<Seen> {
    shown = ''
    shows = Promise.withResolvers()
    begin()
    const form = await shows.promise
    return { text: shown, buttons: memory.buttons.map(({ label }) => label), form }
  }
  const happens = (event: Event) =>
    until(() => {
      filled = Promise.withResolvers()
      turn(setting, memory, screen, event).then(() => shows.resolve(false), shows.reject)
    })
  const fill = (values: Record<string, unknown>) => until(() => filled.resolve(values))
  return {
    ask: question => happens({ kind: 'say', text: question }),
    press(label) {
      const button = memory.buttons.find(one => one.label === label)
      if (!button) throw new Error(`no button ${label} under: ${shown}`)
      return happens({ kind: 'press', button: button.id })
    },
    fill,
    async want(action, input) {
      const seen = await happens({ kind: 'want', action, values: input })
      return seen.form ? fill(input) : seen
    },
  }
}

function linesOf(lines: string[]): Input {
  return { line: async () => lines.shift(), above: write => write(), close: () => {} }
}
