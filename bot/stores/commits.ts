import type { Change } from '../core/draft.ts'
import type { Memory } from './memory.ts'

/** The time from one failed write to the next. What began in an era that ended with a problem saw what has been taken back. */
export interface Era {
  problem?: unknown
}

/**
 * Merges changes into the committed state at once and brings them to disk together:
 * while one write is under way, all that is merged meanwhile waits for the next one.
 */
export class Commits {
  readonly #memory: Memory
  readonly #save: () => Promise<void>
  readonly #isUncertain: () => boolean
  /** What takes back each merge that is not on disk, oldest first. */
  readonly #undo: (readonly Change[])[] = []
  readonly #waiting: PromiseWithResolvers<void>[] = []
  #isWriting = false
  era: Era = {}

  /** In: how to write the whole state, and whether the last write left in doubt what the file holds. */
  constructor(memory: Memory, save: () => Promise<void>, isUncertain: () => boolean) {
    this.#memory = memory
    this.#save = save
    this.#isUncertain = isUncertain
  }

  /**
   * Makes changes. Resolves once they, and all that was merged before, are on disk;
   * rejects with the disk's problem once they have been taken back.
   */
  merge(changes: readonly Change[]): Promise<void> {
    const undo = this.#memory.apply(changes)
    if (undo.length > 0) this.#undo.push(undo)
    if (!this.#isWriting && !this.#isDue()) return Promise.resolve()
    const waiter = Promise.withResolvers<void>()
    this.#waiting.push(waiter)
    if (!this.#isWriting) void this.#write()
    return waiter.promise
  }

  #isDue() {
    return this.#undo.length > 0 || this.#isUncertain()
  }

  async #write() {
    this.#isWriting = true
    while (this.#waiting.length > 0) await this.#writeOnce(this.#waiting.splice(0))
    this.#isWriting = false
  }

  async #writeOnce(waiting: readonly PromiseWithResolvers<void>[]) {
    const merged = this.#undo.length
    try {
      if (this.#isDue()) await this.#save()
      this.#undo.splice(0, merged)
      for (const { resolve } of waiting) resolve()
    } catch (problem) {
      this.#takeBack(problem)
      for (const { reject } of [...waiting, ...this.#waiting.splice(0)]) reject(problem)
    }
  }

  #takeBack(problem: unknown) {
    for (const undo of this.#undo.splice(0).reverse()) this.#memory.apply(undo)
    this.era.problem = problem
    this.era = {}
  }
}
