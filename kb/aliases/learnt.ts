import type { Locale } from '../locales.ts'
import type { Shelf } from '../shelf.ts'
import type { Alias } from './alias.ts'
import { Aliases } from './aliases.ts'

/** All aliases, and by language how the shelf that is asked now reads them: a shelf that was made anew reads them again. */
export class Learnt {
  #known = new Map<string, Alias>()
  #read = new Map<Locale, { shelf: Shelf; aliases: Aliases }>()

  learn(alias: Alias): void {
    this.forget(alias.id)
    this.#known.set(alias.id, alias)
    this.#read.get(alias.locale)?.aliases.put(alias)
  }

  forget(id: string): void {
    const alias = this.#known.get(id)
    if (!alias) return
    this.#known.delete(id)
    this.#read.get(alias.locale)?.aliases.remove(id)
  }

  /** The aliases of a shelf's guides; `undefined` where nothing at all was learnt. */
  of(shelf: Shelf): Aliases | undefined {
    if (this.#known.size === 0) return undefined
    const read = this.#read.get(shelf.locale)
    if (read?.shelf === shelf) return read.aliases
    const own = [...this.#known.values()].filter(({ locale }) => locale === shelf.locale)
    const aliases = new Aliases(shelf, own)
    this.#read.set(shelf.locale, { shelf, aliases })
    return aliases
  }
}
