import type { Locale } from '../locales.ts'
import type { Shelf } from '../shelf.ts'
import type { Alias } from './alias.ts'
import { Aliases } from './aliases.ts'

/** All aliases, and by language how the shelf that is asked now reads them: a shelf that was made anew reads them again. */
export class Learnt {
  #known = new Map<string, Alias>()
  #read = new Map<Locale, { shelf: Shelf; aliases: Aliases }>()

  /** Knows these aliases from now on, and no others. Those that it knew already are not read again. */
  learn(aliases: readonly Alias[]): void {
    const known = new Map(aliases.map(alias => [alias.id, alias]))
    for (const [id, { locale }] of this.#known)
      if (!isSame(known.get(id), this.#known.get(id))) this.#read.get(locale)?.aliases.remove(id)
    for (const [id, alias] of known)
      if (!isSame(this.#known.get(id), alias)) this.#read.get(alias.locale)?.aliases.put(alias)
    this.#known = known
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

const isSame = (one: Alias | undefined, other: Alias | undefined): boolean =>
  one?.locale === other?.locale &&
  one?.slug === other?.slug &&
  one?.question === other?.question &&
  one?.people === other?.people
