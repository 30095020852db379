import { Chores } from './chores.ts'
import { type Completer, completerOf } from './completion.ts'
import { type Locale, locales } from './locales.ts'
import type { Guide } from './parse.ts'
import { restoreShelf, saveShelf } from './saved.ts'
import { buildShelf, type Shelf } from './shelf.ts'
import type { Shelves } from './shelves.ts'

/** Milliseconds after a language's last change until its index is written again. */
const pause = 5_000

/** The guides of all languages, and what is made of them; each language when it is first needed. */
export class Stock {
  #guides = new Map<Locale, Map<string, Guide>>()
  #places: Shelves | undefined
  #shelves = new Map<Locale, Shelf>()
  #completers = new Map<Locale, Completer>()
  #chores = new Chores()
  #unwritten = new Map<Locale, NodeJS.Timeout>()

  /** Of two guides of one name and language the last counts. */
  constructor(guides: Guide[], places: Shelves | undefined) {
    for (const guide of guides) this.#of(guide.locale).set(guide.slug, guide)
    this.#places = places
  }

  /** The languages that have guides. */
  locales(): Locale[] {
    return locales.filter(locale => this.#of(locale).size > 0)
  }

  guide(slug: string, locale: Locale): Guide | undefined {
    return this.#of(locale).get(slug)
  }

  shelf(locale: Locale): Shelf {
    const shelf = this.#shelves.get(locale) ?? this.#open(locale)
    this.#shelves.set(locale, shelf)
    return shelf
  }

  completer(locale: Locale): Completer {
    const completer = this.#completers.get(locale) ?? completerOf(this.all(locale), locale)
    this.#completers.set(locale, completer)
    return completer
  }

  replace(guide: Guide): void {
    this.#of(guide.locale).set(guide.slug, guide)
    this.#revise(guide.locale)
  }

  remove(slug: string, locale: Locale): void {
    if (this.#of(locale).delete(slug)) this.#revise(locale)
  }

  /** Opens every language, one after the other, between other work. */
  warm(): void {
    for (const locale of this.locales()) this.#chores.add(() => this.#settle(locale))
  }

  /** Writes what changed since it was last written. */
  close(): void {
    for (const locale of this.#unwritten.keys()) this.#write(locale)
  }

  #of(locale: Locale): Map<string, Guide> {
    const guides = this.#guides.get(locale) ?? new Map<string, Guide>()
    this.#guides.set(locale, guides)
    return guides
  }

  all(locale: Locale): Guide[] {
    return [...this.#of(locale).values()]
  }

  #revise(locale: Locale): void {
    this.#completers.delete(locale)
    const shelf = this.#shelves.get(locale)
    if (!shelf) return
    this.#shelves.set(locale, buildShelf(this.all(locale), locale, shelf))
    this.#chores.add(() => this.#settle(locale))
    clearTimeout(this.#unwritten.get(locale))
    this.#unwritten.set(locale, setTimeout(() => this.#write(locale), pause).unref())
  }

  /** Makes what a first question, or its first letters, would wait for. */
  #settle(locale: Locale): void {
    const shelf = this.shelf(locale)
    this.#chores.add(...shelf.relatives.steps, () => this.completer(locale))
  }

  #write(locale: Locale): void {
    clearTimeout(this.#unwritten.get(locale))
    this.#unwritten.delete(locale)
    const shelf = this.#shelves.get(locale)
    if (shelf) this.#places?.write(locale, saveShelf(shelf))
  }

  #open(locale: Locale): Shelf {
    const guides = this.all(locale)
    const bytes = this.#places?.read(locale)
    const restored = bytes && restoreShelf(bytes, guides, locale)
    if (restored) return restored
    const shelf = buildShelf(guides, locale)
    this.#places?.write(locale, saveShelf(shelf))
    return shelf
  }
}
