import type { Form } from './analysis/terms.ts'

/**
 * The distinct words that a language's guides are written in, numbered for good: a guide that was read once needs not be
 * read again when another one changes.
 */
export class Forms {
  readonly all: Form[]
  /** The last form written so, and by form the one before it that is written the same; made when first needed. */
  #last: Map<string, number> | undefined
  #before: number[] = []

  constructor(all: Form[] = []) {
    this.all = all
  }

  /** The number of a form, given out on first sight. */
  number({ text, surface, stop }: Form): number {
    this.#last ??= this.#index()
    for (let id = this.#last.get(surface) ?? -1; id >= 0; id = this.#before[id]!) {
      const known = this.all[id]!
      if (known.text === text && known.stop === stop) return id
    }
    this.all.push({ text, surface, stop })
    return this.#enter(this.#last, this.all.length - 1)
  }

  #index(): Map<string, number> {
    const last = new Map<string, number>()
    for (const id of this.all.keys()) this.#enter(last, id)
    return last
  }

  #enter(last: Map<string, number>, id: number): number {
    const { surface } = this.all[id]!
    this.#before[id] = last.get(surface) ?? -1
    last.set(surface, id)
    return id
  }
}
