/**
 * Work that can wait, a piece a turn of the event loop: whoever asks meanwhile waits for one piece at most. It keeps no
 * process alive.
 */
export class Chores {
  #waiting: (() => void)[] = []
  #running = false

  add(...work: (() => void)[]): void {
    this.#waiting.push(...work)
    if (!this.#running && this.#waiting.length > 0) this.#wait()
  }

  #wait(): void {
    this.#running = true
    setImmediate(() => {
      this.#running = false
      this.#waiting.shift()?.()
      this.add()
    }).unref()
  }
}
