import { clearScreenDown, createInterface, cursorTo, type Interface } from 'node:readline'
import { type Complete, tabulator } from './completion.ts'

/** What was typed at the prompt; `undefined` when the person leaves (Ctrl-C, Ctrl-D, end of the pipe, a signal). */
export interface Input {
  line(prompt: string, complete: Complete): Promise<string | undefined>
  /** Writes something while a line is being typed: that line stands below it again. */
  above(write: () => void): void
  close(): void
}

type Terminal = { input: NodeJS.ReadableStream; output: NodeJS.WritableStream }

/**
 * Lines typed at a terminal, with history and Tab. Each line has an interface of its own, so that forms can have the keyboard in
 * between; what was pasted beyond the end of a line waits for the next one.
 */
export function typedInput(terminal: Terminal, leaving: AbortSignal): Input {
  let history: string[] = []
  let begun = ''
  let typing: Interface | undefined
  const pasted: string[] = []

  function read(prompt: string, complete: Complete): Promise<string | undefined> {
    const { promise, resolve } = Promise.withResolvers<string | undefined>()
    const tab = tabulator(typed => complete(typed).catch(() => []))
    let isOpen = true
    const line = createInterface({
      ...terminal,
      terminal: true,
      history,
      historySize: 200,
      removeHistoryDuplicates: true,
      signal: leaving,
      completer: (typed: string, done: (error: null, found: [string[], string]) => void) =>
        void tab(typed).then(({ line: filled, listed }) => {
          if (!isOpen) return
          done(null, [[], typed])
          if (line.line.slice(0, line.cursor) !== typed) return // more came with Tab, in one breath
          if (listed.length) list(terminal, line, listed)
          if (filled !== typed) replace(line, filled)
        }),
    })
    typing = line
    line.on('history', kept => {
      history = kept
    })
    line.on('SIGINT', () => line.close())
    line.on('line', typed => {
      pasted.push(typed)
      setImmediate(() => line.close()) // the rest of a paste arrives in the same breath
    })
    line.on('close', () => {
      isOpen = false
      typing = undefined
      begun = pasted.length ? line.line : ''
      resolve(pasted.shift())
    })
    line.setPrompt(prompt)
    line.prompt()
    if (begun) line.write(begun)
    return promise
  }

  return {
    line(prompt, complete) {
      const waiting = pasted.shift()
      if (waiting === undefined) return read(prompt, complete)
      terminal.output.write(`${prompt}${waiting}\n`)
      return Promise.resolve(waiting)
    },
    above(write) {
      if (typing) {
        cursorTo(terminal.output, 0)
        clearScreenDown(terminal.output)
      }
      write()
      typing?.prompt(true)
    },
    close: () => {},
  }
}

function list({ output }: Terminal, line: Interface, listed: readonly string[]): void {
  output.write(`\n${listed.map(text => `  ${text}`).join('\n')}\n`)
  line.prompt(true)
}

function replace(line: Interface, text: string): void {
  line.write(null, { ctrl: true, name: 'u' })
  line.write(text)
}

/** Lines of a pipe or a file. */
export function pipedInput(input: NodeJS.ReadableStream, leaving: AbortSignal): Input {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY, signal: leaving })
  const iterator = lines[Symbol.asyncIterator]()
  return {
    async line() {
      const { value, done } = await iterator.next()
      return done || leaving.aborted ? undefined : value
    },
    above: write => write(),
    close: () => lines.close(),
  }
}
