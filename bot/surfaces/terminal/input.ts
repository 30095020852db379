import { createInterface } from 'node:readline'

/** What was typed at the prompt; `undefined` when the person leaves (Ctrl-C, Ctrl-D, end of the pipe). */
export interface Input {
  line(prompt: string, complete: (typed: string) => Promise<string[]>): Promise<string | undefined>
  close(): void
}

type Terminal = { input: NodeJS.ReadStream; output: NodeJS.WriteStream }

/** Lines typed at a terminal, with history and Tab. Each line has an interface of its own, so that forms can have the keyboard in between. */
export function typedInput({ input, output }: Terminal): Input {
  let history: string[] = []
  return {
    line: (prompt, complete) =>
      new Promise(resolve => {
        const completer = (typed: string, done: (error: null, found: [string[], string]) => void) => {
          complete(typed).then(
            found => done(null, [found, typed]),
            () => done(null, [[], typed]),
          )
        }
        const line = createInterface({
          input,
          output,
          history,
          historySize: 200,
          removeHistoryDuplicates: true,
          completer,
        })
        line.on('history', kept => {
          history = kept
        })
        line.on('SIGINT', () => line.close())
        line.on('line', typed => {
          resolve(typed)
          line.close()
        })
        line.on('close', () => resolve(undefined))
        line.setPrompt(prompt)
        line.prompt()
      }),
    close: () => {},
  }
}

/** Lines of a pipe or a file. */
export function pipedInput(input: NodeJS.ReadableStream): Input {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  const iterator = lines[Symbol.asyncIterator]()
  return {
    line: async () => {
      const { value, done } = await iterator.next()
      return done ? undefined : value
    },
    close: () => lines.close(),
  }
}
