import { byId, frozen, type Row, tableNames } from '../core/draft.ts'
import { tables as described, type TableName } from '../core/store.ts'
import { Memory } from './memory.ts'

const version = 1

/** Why bytes are not a store's file. The message names the place, never what is written there. */
export class Damage extends Error {
  /** What is wrong with the file; put into words at the edge, under `damage.<problem>`. */
  readonly problem: 'empty' | 'not-whole' | 'foreign' | 'newer' | 'row'
  /** Where in the file, as its own paths name it. */
  readonly where: string

  constructor(problem: Damage['problem'], where = '') {
    super([problem, where].filter(Boolean).join(' '))
    this.problem = problem
    this.where = where
  }
}

/** A store's file: `{"concierge":1,"tables":{"users":[…],…}}`, a row a line, each table in the order of its ids. */
export function written(memory: Memory): Buffer[] {
  const tables = memory.pages.map(({ name, pages }) => {
    const texts = joined(pages.map(page => [page.text]))
    return [Buffer.from(`"${name}":[\n`), ...texts, Buffer.from('\n]')]
  })
  return [Buffer.from(`{"concierge":${version},"tables":{\n`), ...joined(tables), Buffer.from('\n}}\n')]
}

const comma = Buffer.from(',\n')
const joined = (lists: readonly Buffer[][]) =>
  lists.flatMap((list, index) => (index === 0 ? list : [comma, ...list]))

/** In: a file's bytes. Out: the state that they hold, whole. Throws Damage on anything else. */
export function loaded(bytes: Uint8Array): Memory {
  const tables = tablesOf(parsed(bytes))
  const stranger = Object.keys(tables).find(name => !Object.hasOwn(described, name))
  if (stranger !== undefined) throw new Damage('foreign')
  return new Memory(
    Object.fromEntries(
      tableNames.filter(name => Object.hasOwn(tables, name)).map(name => [name, rowsOf(name, tables[name])]),
    ),
  )
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    throw new Damage(bytes.length === 0 ? 'empty' : 'not-whole')
  }
}

function tablesOf(content: unknown): Record<string, unknown> {
  if (!isObject(content) || typeof content.concierge !== 'number') throw new Damage('foreign')
  if (content.concierge > version) throw new Damage('newer')
  if (content.concierge !== version || !isObject(content.tables) || Object.keys(content).length !== 2)
    throw new Damage('foreign')
  return content.tables
}

function rowsOf(name: TableName, rows: unknown): Row[] {
  if (!Array.isArray(rows)) throw new Damage('row', name)
  const accepted = rows.map((row, index) => rowOf(name, row, index)).sort(byId)
  if (accepted.some((row, index) => row.id === accepted[index + 1]?.id)) throw new Damage('row', name)
  return accepted
}

function rowOf(name: TableName, row: unknown, index: number): Row {
  const { success, data, error } = described[name].row.safeParse(row)
  if (!success) throw new Damage('row', `${name}[${index}].${error.issues[0]?.path.join('.')}`)
  if (!holds(data, row)) throw new Damage('row', `${name}[${index}]`)
  return frozen(data)
}

/** Whether nothing of `given` is missing in `kept`: a schema drops fields that it does not know, and dropped is lost. */
function holds(kept: unknown, given: unknown): boolean {
  if (Array.isArray(given)) return given.every((value, index) => holds((kept as unknown[])[index], value))
  if (!isObject(given)) return true
  const fields = kept as Record<string, unknown>
  return Object.keys(given).every(key => Object.hasOwn(fields, key) && holds(fields[key], given[key]))
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
