import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { enginesOf } from './engines/index.ts'
import type { Figures } from './measure.ts'

/**
 * `npm run bench -- --set DIR [--engines NAME,…] [--guides NUMBER]`: speed, build time, memory and saved size of ours beside the peers, the
 * mean over the languages of each set, and how many times as much as ours. Each engine has a process of its own, one
 * after the other. NUMBER repeats the guides until there are so many a
 * language. Figures of one run compare; those of two runs, or two machines, do not.
 */
const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'test/questions' },
    engines: { type: 'string' },
    content: { type: 'string', default: 'content' },
    guides: { type: 'string', default: '0' },
  },
})

const units: Record<keyof Figures, string> = {
  mean: 'ms mean',
  p50: 'ms p50',
  p99: 'ms p99',
  build: 'ms build',
  memory: 'MB memory',
  saved: 'MB saved',
  zipped: 'MB gzip',
}
const names = Object.keys(units) as (keyof Figures)[]

function measure(engine: string): Record<string, Figures[]> {
  const script = new URL('./measure.ts', import.meta.url).pathname
  const args = ['--expose-gc', '--no-warnings', script, engine, values.set, values.content, values.guides]
  return JSON.parse(execFileSync(process.execPath, args, { maxBuffer: 2 ** 26, encoding: 'utf8' }))
}

const mean = (all: number[]) => all.reduce((sum, value) => sum + value, 0) / all.length

function averageOf(all: Figures[]): Figures {
  return Object.fromEntries(names.map(name => [name, mean(all.map(one => one[name]))])) as Record<
    keyof Figures,
    number
  >
}

const cells = (first: string[], rest: string[]) =>
  `${first.map(cell => cell.padEnd(14)).join('')}${rest.map(cell => cell.padStart(18)).join('')}\n`

process.stdout.write(cells(['set', 'engine'], Object.values(units)))
const baseline = new Map<string, Figures>()
for (const { name: engine } of enginesOf(values.engines))
  for (const [set, all] of Object.entries(measure(engine))) {
    const figures = averageOf(all)
    const own = baseline.get(set) ?? figures
    baseline.set(set, own)
    const shown = names.map(name => `${figures[name].toFixed(3)} ×${(figures[name] / own[name]).toFixed(1)}`)
    process.stdout.write(cells([set, engine], shown))
  }
