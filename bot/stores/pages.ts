import type { Row } from '../core/draft.ts'

const full = 512

/** The index of the first of `length` places that is not before what is sought, by bisection. */
export function place(length: number, isBefore: (index: number) => boolean): number {
  let from = 0
  let to = length
  while (from < to) {
    const middle = (from + to) >>> 1
    if (isBefore(middle)) from = middle + 1
    else to = middle
  }
  return from
}

/** A run of rows in the order of their ids, which keeps its text: a commit writes anew only the pages that it touched. */
export class Page {
  readonly rows: readonly Row[]
  #text: Buffer | undefined

  constructor(rows: readonly Row[]) {
    this.rows = rows
  }

  get last() {
    return this.rows.at(-1)!.id
  }

  get text(): Buffer {
    this.#text ??= Buffer.from(this.rows.map(row => JSON.stringify(row)).join(',\n'))
    return this.#text
  }
}

/** One table's rows by id. */
export class Pages {
  #pages: Page[]

  /** In: rows in the order of their ids. */
  constructor(rows: readonly Row[]) {
    this.#pages = pagesOf(rows)
  }

  get pages(): readonly Page[] {
    return this.#pages
  }

  get(id: string): Row | undefined {
    const rows = this.#pages[this.#pageFor(id)]?.rows ?? []
    const row = rows[placeOf(id, rows)]
    return row?.id === id ? row : undefined
  }

  /** Puts a row, or removes it where none is given. Out: the row that was there. */
  set(id: string, row: Row | undefined): Row | undefined {
    const at = Math.max(0, Math.min(this.#pageFor(id), this.#pages.length - 1))
    const rows = this.#pages[at]?.rows ?? []
    const index = placeOf(id, rows)
    const before = rows[index]?.id === id ? rows[index] : undefined
    if (!before && !row) return undefined
    const after = rows.toSpliced(index, before ? 1 : 0, ...(row ? [row] : []))
    this.#pages.splice(at, 1, ...pagesOf(after))
    return before
  }

  #pageFor(id: string) {
    return place(this.#pages.length, index => this.#pages[index]!.last < id)
  }
}

const placeOf = (id: string, rows: readonly Row[]) => place(rows.length, index => rows[index]!.id < id)

function pagesOf(rows: readonly Row[]): Page[] {
  const count = Math.ceil(rows.length / full)
  const size = Math.ceil(rows.length / count)
  return Array.from({ length: count }, (_, index) => new Page(rows.slice(index * size, (index + 1) * size)))
}
