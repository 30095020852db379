import {
  tables as described,
  type Page,
  type RowOf,
  type Table,
  type TableName,
  type Tables,
} from './store.ts'

/** A row of whichever table: only its id is known. */
export type Row = Readonly<{ id: string; [field: string]: unknown }>

/** One row's new state; `undefined` where it was removed. */
export type Change = {
  [Name in TableName]: { table: Name; id: string; row: Readonly<RowOf<Name>> | undefined }
}[TableName]

/** What a draft needs of the tables that it lies on. */
export type Readable = { readonly [Name in TableName]: Pick<Table<RowOf<Name>>, 'get' | 'find' | 'until'> }

export interface Draft {
  tables: Tables
  /** What was written, table by table, each table's rows in the order of their first writing. */
  changes(): Change[]
  /** Ends the draft: whoever still uses its tables has forgotten an `await`, and is told so instead of losing a write. */
  seal(): void
}

export const tableNames = Object.keys(described) as TableName[]

/** In: tables of any kind, another draft's too. Out: an overlay on them that sees its own writes and leaves them as they are. */
export function draftOf(base: Readable): Draft {
  const beneath = base as unknown as Record<TableName, Beneath>
  const overlays = tableNames.map(name => new Overlay(name, beneath[name]))
  return {
    tables: Object.fromEntries(overlays.map(overlay => [overlay.name, overlay])) as unknown as Tables,
    changes: () => overlays.flatMap(overlay => overlay.changes()),
    seal: () => {
      for (const overlay of overlays) overlay.sealed = true
    },
  }
}

type Beneath = Pick<Table<Row>, 'get' | 'find' | 'until'>

class Overlay implements Table<Row> {
  readonly name: TableName
  readonly #base: Beneath
  readonly #written = new Map<string, Row | undefined>()
  sealed = false

  constructor(name: TableName, base: Beneath) {
    this.name = name
    this.#base = base
  }

  changes(): Change[] {
    return [...this.#written].map(([id, row]) => ({ table: this.name, id, row }) as Change)
  }

  async get(id: string) {
    const written = this.#own()
    return written.has(id) ? written.get(id) : this.#base.get(id)
  }

  async find(where: Partial<Row>, page: Page = {}) {
    const fields = indexFor(this.name, where)
    const written = new Map(this.#own())
    const found = await this.#base.find(where, wider(page, written.size))
    const order = page.reverse ? (a: Row, b: Row) => byId(b, a) : byId
    return merged(found, written, row => fields.every(field => row[field] === where[field]), order, page)
  }

  async until(value: string, limit?: number) {
    const field = untilField(this.name)
    const written = new Map(this.#own())
    const page = limit === undefined ? {} : { limit }
    const found = await this.#base.until(value, wider(page, written.size).limit)
    return merged(found, written, row => isDue(row, field, value), byField(field), page)
  }

  async put(row: Row) {
    const written = this.#own()
    const accepted: Row = frozen(described[this.name].row.parse(row))
    written.set(accepted.id, accepted)
  }

  async remove(id: string) {
    this.#own().set(id, undefined)
  }

  #own() {
    if (this.sealed) throw new Error(`the draft of ${this.name} is over: was an await forgotten?`)
    return this.#written
  }
}

/** What is written may hide as many of the rows beneath. */
const wider = (page: Page, by: number): Page =>
  page.limit === undefined ? page : { ...page, limit: page.limit + by }

function merged(
  found: readonly Row[],
  written: ReadonlyMap<string, Row | undefined>,
  matches: (row: Row) => boolean,
  order: (a: Row, b: Row) => number,
  { limit }: Page,
): readonly Row[] {
  if (written.size === 0) return found
  const own = [...written.values()].filter(row => row !== undefined).filter(matches)
  return [...found.filter(row => !written.has(row.id)), ...own].sort(order).slice(0, limit)
}

/** The declared field set that answers `where`. Throws where the table has none with exactly these fields. */
export function indexFor(name: TableName, where: Partial<Row>): readonly string[] {
  const asked = Object.keys(where)
  const sets: readonly (readonly string[])[] = described[name].by
  const fields = sets.find(
    set => set.length === asked.length && set.every(field => where[field] !== undefined),
  )
  if (!fields) throw new Error(`${name} has no index by (${asked.join(', ')}), or a value is undefined`)
  return fields
}

/** The field that `until` asks by. Throws where the table has none. */
export function untilField(name: TableName): string {
  const table = described[name]
  if (!('until' in table)) throw new Error(`${name} has no field for until`)
  return table.until
}

/** Whether a row's `until` field is at most `value`. */
export const isDue = (row: Row, field: string, value: string) => (row[field] as string) <= value

/** The order of rows: by id, compared by code units, the same in every language. */
export const byId = (a: Row, b: Row) => compare(a.id, b.id)

/** The order of `until`: by this field, then by id. */
export const byField = (field: string) => (a: Row, b: Row) =>
  compare(a[field] as string, b[field] as string) || byId(a, b)

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Freezes a row with all that is in it, so that nobody changes a stored row in place; gives it back. */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  Object.freeze(value)
  for (const key in value) frozen(value[key])
  return value
}
