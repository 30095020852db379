import { createInterface, type Interface } from 'node:readline'
import { type Complete, tabulator } from './completion.ts'

/** What was typed at the prompt; `undefined` when the person leaves (Ctrl-C, Ctrl-D, end of the pipe, a signal). */
export interface Input {
  line(prompt: string, complete: Complete): Promise<string | undefined>
  close(): void
}

type Terminal = { input: NodeJS.ReadableStream; output: NodeJS.WritableStream }

/**
 * Lines typed at a terminal, with history and Tab. Each line has an interface of its own, so that forms can have the keyboard in between;
 * what was pasted beyond its end waits for the next one.
 */
export function typedInput(terminal: Terminal, leaving: AbortSignal): Input {
  let history: string[] = []
  const pasted: string[] = []
  let begun = ''
  return {
    line(prompt, complete) {
      const waiting = pasted.shift()
      if (waiting === undefined) return read(prompt, complete)
      terminal.output.write(`${prompt}${waiting}\n`)
      return Promise.resolve(waiting)
    },
    close: () => {},
  }

  function read(prompt: string, complete: Complete): Promise<string | undefined> {
    const line = createInterface({
      ...terminal,
      terminal: true,
      history,
      historySize: 200,
      removeHistoryDuplicates: true,
      signal: leaving,
      completer: () => {},
    })
    const { promise, resolve } = Promise.withResolvers<string | undefined>()
    line.on('history', kept => {
      history = kept
    })
    line.on('SIGINT', () => line.close())
    line.on('line', typed => {
      pasted.push(typed)
      // The rest of a paste arrives in the same breath.
      setImmediate(() => line.close())
    })
    line.on('close', () => {
      begun = pasted.length ? line.line : ''
      resolve(pasted.shift())
    })
    line.setPrompt(prompt)
    line.prompt()
    line.write(begun)
    return promise
  }
}
