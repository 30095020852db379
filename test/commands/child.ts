import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach } from 'vitest'
import { openWords } from '../../bot/words/words.ts'
import { root, started } from '../support/started.ts'

export const words = openWords(join(root, 'locales'))

export type Environment = Record<string, string>

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

const folders: string[] = []
const living = new Set<ChildProcess>()
afterEach(async () => {
  for (const child of living) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

/** A folder for one test. */
export async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'concierge-command-'))
  folders.push(folder)
  return folder
}

/** An empty house of its own for one test: the environment that leads to it. */
export async function emptyHouse(): Promise<Environment & { DATA_DIR: string }> {
  const folder = await temporary()
  return { DATA_DIR: folder, PORT: '0', DATABASE_URL: `file:${join(folder, 'concierge.json')}` }
}

/** A house of its own with the demo in it: made once, then copied. */
export async function demoHouse() {
  demo ??= madeDemo()
  const house = await emptyHouse()
  await writeFile(join(house.DATA_DIR, 'concierge.json'), await demo)
  return house
}

let demo: Promise<Buffer> | undefined

async function madeDemo(): Promise<Buffer> {
  const house = await emptyHouse()
  const { code, stderr } = await command('demo', [], house)
  if (code !== 0) throw new Error(stderr)
  return readFile(join(house.DATA_DIR, 'concierge.json'))
}

/** Starts a script of ours with an environment that holds nothing else, so that no machine's language or settings leak in. */
export function start(script: string, args: readonly string[], environment: Environment = {}) {
  const child = spawn(process.execPath, [...started(script), ...args], {
    cwd: root,
    env: { PORT: '0', ...environment },
  })
  living.add(child)
  child.stdin.on('error', () => {}) // a command need not read what it is given
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]).then(
    ([[code, signal], stdout, stderr]): Ended => {
      living.delete(child)
      return { code, signal, stdout, stderr }
    },
  )
  return { child, ended }
}

/** Runs a command to its end. */
export function command(
  name: string,
  args: readonly string[],
  environment: Environment = {},
  input: string | Buffer = '',
): Promise<Ended> {
  const { child, ended } = start(`bot/commands/${name}.ts`, args, environment)
  child.stdin.end(input)
  return ended
}

/** Standard output as JSON, a value a line. Throws where anything else is there. */
export const valuesOf = <Value = Record<string, unknown>>({ stdout, stderr }: Ended): Value[] => {
  if (stdout !== '' && !stdout.endsWith('\n')) throw new Error('the last line is not ended')
  try {
    return stdout
      .split('\n')
      .slice(0, -1)
      .map(line => JSON.parse(line) as Value)
  } catch (cause) {
    throw new Error(`not JSON: ${stdout}\n${stderr}`, { cause })
  }
}

/** The one value that a command printed. */
export function single<Value = Record<string, unknown>>(ended: Ended): Value {
  const [value, ...others] = valuesOf<Value>(ended)
  if (value === undefined || others.length) throw new Error(`not one value: ${ended.stdout}${ended.stderr}`)
  return value
}
