/** A channel of a platform; the workspace is known where the target was set in the chat itself. */
export interface Place {
  workspace?: string
  channel: string
}

/** A chat surface that runs. */
export interface Surface {
  name: 'slack' | 'discord'
  /** Posts plain text to a channel; `id` is the same however often it is posted. Throws where it fails: it is tried again. */
  post(place: Place, text: string, id: string): Promise<void>
  close(): Promise<void>
}

/** Why a surface cannot open; put into words at the edge, under `start.<problem>`. The other surfaces go on. */
export class SurfaceError extends Error {
  readonly surface: Surface['name']
  readonly problem: 'wrong-token' | 'unreachable' | 'incomplete'

  constructor(surface: Surface['name'], problem: SurfaceError['problem'], options?: ErrorOptions) {
    super(`${surface} ${problem}`, options)
    this.name = 'SurfaceError'
    this.surface = surface
    this.problem = problem
  }
}

/** What surfaces write to the log: names and codes, never texts, addresses or tokens. */
export type Warn = (what: string, facts: Record<string, string>) => void
