import {
  byField,
  byId,
  type Change,
  indexFor,
  isDue,
  type Readable,
  type Row,
  tableNames,
  untilField,
} from '../core/draft.ts'
import type { Page, TableName } from '../core/store.ts'
import { Pages, place } from './pages.ts'

/** Rows by what `keyOf` makes of them, the rows of one key in an order. */
class Index {
  readonly #keyOf: (row: Partial<Row>) => unknown
  readonly #order: (a: Row, b: Row) => number
  readonly #lists: Map<unknown, Row[]>

  /** In: rows in that order. */
  constructor(
    rows: readonly Row[],
    keyOf: (row: Partial<Row>) => unknown,
    order: (a: Row, b: Row) => number,
  ) {
    this.#keyOf = keyOf
    this.#order = order
    this.#lists = Map.groupBy(rows, keyOf)
  }

  find(where: Partial<Row>): readonly Row[] {
    return this.#lists.get(this.#keyOf(where)) ?? []
  }

  add(row: Row) {
    const key = this.#keyOf(row)
    const list = this.#lists.get(key)
    if (list) list.splice(this.#placeOf(row, list), 0, row)
    else this.#lists.set(key, [row])
  }

  drop(row: Row) {
    const key = this.#keyOf(row)
    const list = this.#lists.get(key)!
    list.splice(this.#placeOf(row, list), 1)
    if (list.length === 0) this.#lists.delete(key)
  }

  #placeOf(row: Row, list: readonly Row[]) {
    return place(list.length, index => this.#order(list[index]!, row) < 0)
  }
}

/** One table in memory. An index is made when it is first asked, and kept up from then on. */
export class MemoryTable {
  readonly name: TableName
  readonly #pages: Pages
  readonly #indexes = new Map<string, Index>()

  /** In: rows in the order of their ids. */
  constructor(name: TableName, rows: readonly Row[]) {
    this.name = name
    this.#pages = new Pages(rows)
  }

  get pages() {
    return this.#pages.pages
  }

  async get(id: string) {
    return this.#pages.get(id)
  }

  async find(where: Partial<Row>, { limit = Number.POSITIVE_INFINITY, reverse = false }: Page = {}) {
    const rows = this.#by(indexFor(this.name, where)).find(where)
    return reverse ? rows.slice(Math.max(0, rows.length - limit)).reverse() : rows.slice(0, limit)
  }

  async until(value: string, limit = Number.POSITIVE_INFINITY) {
    const field = untilField(this.name)
    const rows = this.#until(field).find({})
    const end = place(rows.length, index => isDue(rows[index]!, field, value))
    return rows.slice(0, Math.min(end, limit))
  }

  /** Puts a row, or removes it where none is given. Out: the row that was there. */
  set(id: string, row: Row | undefined): Row | undefined {
    const before = this.#pages.set(id, row)
    for (const index of this.#indexes.values()) {
      if (before) index.drop(before)
      if (row) index.add(row)
    }
    return before
  }

  #by(fields: readonly string[]): Index {
    const keyOf =
      fields.length === 1
        ? (row: Partial<Row>) => row[fields[0]!]
        : (row: Partial<Row>) => JSON.stringify(fields.map(field => row[field]))
    return this.#index(fields.join(), () => new Index(this.#rows(), keyOf, byId))
  }

  #until(field: string): Index {
    const order = byField(field)
    return this.#index(`until ${field}`, () => new Index(this.#rows().sort(order), () => undefined, order))
  }

  #index(key: string, make: () => Index): Index {
    const index = this.#indexes.get(key) ?? make()
    this.#indexes.set(key, index)
    return index
  }

  #rows(): Row[] {
    return this.pages.flatMap(page => page.rows)
  }
}

/** The committed state. */
export class Memory {
  readonly tables: Readable
  readonly #tables: Record<TableName, MemoryTable>

  /** In: each table's rows in the order of their ids; a table that is not named is empty. */
  constructor(rows: Partial<Record<TableName, readonly Row[]>> = {}) {
    const all = tableNames.map(name => [name, new MemoryTable(name, rows[name] ?? [])])
    this.#tables = Object.fromEntries(all)
    this.tables = this.#tables as unknown as Readable
  }

  /** Each table's rows in pages, which keep their text. */
  get pages() {
    return tableNames.map(name => ({ name, pages: this.#tables[name].pages }))
  }

  /** Makes the changes, at most one of a row. Out: the changes that take them back; empty where nothing changed. */
  apply(changes: readonly Change[]): Change[] {
    return changes
      .map(({ table, id, row }) => ({ table, id, row, before: this.#tables[table].set(id, row) }))
      .filter(({ row, before }) => row !== undefined || before !== undefined)
      .map(({ table, id, before }) => ({ table, id, row: before }) as Change)
  }
}
