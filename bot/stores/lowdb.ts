import { AsyncLocalStorage } from 'node:async_hooks'
import { Low } from 'lowdb'
import { draftOf } from '../core/draft.ts'
import { type Store, StoreError, type Tables } from '../core/store.ts'
import { Commits } from './commits.ts'
import { type Disk, disk, HeldFile } from './file.ts'
import { Damage, loaded, written } from './format.ts'
import { Memory } from './memory.ts'

export interface LowdbOptions {
  /** How long a transaction may take, in milliseconds, before it is given up so that the next ones can run. */
  patience?: number
  disk?: Disk
}

type Work<T> = (tables: Tables) => Promise<T>

/**
 * Opens the embedded store in a file that one process holds; a missing file is an empty store.
 * Throws StoreError: `busy` where another process holds it, `damaged` where the file is not whole (it is left as it is), `unwritable`.
 */
export async function openLowdb(path: string, options: LowdbOptions = {}): Promise<Store> {
  const file = await HeldFile.take(path, options.disk ?? disk)
  try {
    const low = new Low<Memory>(adapterOf(file), new Memory())
    await low.read()
    await file.clean()
    return new LowdbStore(low, file, options.patience ?? 30_000)
  } catch (problem) {
    file.release()
    throw problem
  }
}

const adapterOf = (file: HeldFile) => ({
  read: async () => {
    const bytes = await file.read()
    return bytes && whole(bytes, file.path)
  },
  write: (memory: Memory) => file.write(written(memory)),
})

function whole(bytes: Buffer, path: string): Memory {
  try {
    return loaded(bytes)
  } catch (cause) {
    const { problem, where } = cause instanceof Damage ? cause : new Damage('not-whole')
    throw new StoreError('damaged', { path, detail: problem, where }, { cause })
  }
}

class LowdbStore implements Store {
  readonly #memory: Memory
  readonly #file: HeldFile
  readonly #patience: number
  readonly #commits: Commits
  readonly #inside = new AsyncLocalStorage<{ isRunning: boolean }>()
  #lastTurn: Promise<unknown> = Promise.resolve()
  #closed: Promise<void> | undefined

  constructor(low: Low<Memory>, file: HeldFile, patience: number) {
    this.#memory = low.data
    this.#file = file
    this.#patience = patience
    this.#commits = new Commits(
      low.data,
      () => low.write(),
      () => file.isUncertain,
    )
  }

  transact<T>(work: Work<T>): Promise<T> {
    return this.#run(work, true)
  }

  read<T>(work: Work<T>): Promise<T> {
    return this.#run(work, false)
  }

  async close() {
    this.#refuseInside()
    this.#closed ??= this.#lastTurn.then(() => this.#settle()).finally(() => this.#file.release())
    return this.#closed
  }

  /** Waits its turn and works; while it then waits for the disk, the next one works already. */
  async #run<T>(work: Work<T>, isKept: boolean): Promise<T> {
    this.#refuseInside()
    if (this.#closed) throw new StoreError('closed', { path: this.#file.path })
    const turn = this.#lastTurn.then(() => this.#turn(work, isKept))
    this.#lastTurn = turn.catch(() => {})
    const { outcome, onDisk } = await turn
    await onDisk // an error too tells what was seen
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  }

  async #turn<T>(work: Work<T>, isKept: boolean) {
    const { era } = this.#commits
    const draft = draftOf(this.#memory.tables)
    const [outcome] = await Promise.allSettled([this.#patiently(work, draft.tables)])
    draft.seal()
    if (era.problem) throw era.problem
    const changes = isKept && outcome.status === 'fulfilled' ? draft.changes() : []
    return { outcome, onDisk: this.#commits.merge(changes) }
  }

  async #patiently<T>(work: Work<T>, tables: Tables): Promise<T> {
    const turn = { isRunning: true }
    const { promise: late, reject } = Promise.withResolvers<never>()
    const end = () => reject(new Error(`a transaction was given up after ${this.#patience} ms`))
    const timer = setTimeout(end, this.#patience)
    try {
      return await Promise.race([this.#inside.run(turn, async () => work(tables)), late])
    } finally {
      clearTimeout(timer)
      turn.isRunning = false
    }
  }

  /** A transaction that waits for another one inside itself would wait for ever. */
  #refuseInside() {
    if (this.#inside.getStore()?.isRunning)
      throw new Error('the store was asked from inside a transaction: use the tables that it was given')
  }

  async #settle() {
    await this.#commits.merge([]).catch(() => {}) // whoever waited for it has been told
    if (this.#file.isUncertain) await this.#commits.merge([])
  }
}
