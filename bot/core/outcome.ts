import type { Answer, Effect, Problem, Refusal } from './action.ts'
import type { Change, Parcel } from './model.ts'

/** A change: done, left as it was, or only previewed. */
export interface Applied {
  status: 'done' | 'unchanged' | 'preview'
  action: string
  changes: readonly Change[]
  parcels: readonly Parcel[]
  note?: Effect['note']
  secrets?: readonly string[]
  picture?: Buffer
  /** The proposal that a confirm button carries (preview) or an undo button names (done). */
  proposal?: string
  /** Whether an exact way back exists. */
  undoable?: boolean
  /** The input that takes it back, where its action cannot tell it from the changes. */
  back?: Effect['back']
  /** What the person had seen is no longer so: this is the new preview. */
  renewed?: boolean
}

/** A refusal with the names of those who can (ACT-4). */
export type Told = Omit<Refusal, 'record'> & { who: readonly string[] }

/** What became of a wish. */
export type Outcome =
  | Applied
  | { status: 'answer'; action: string; answer: Answer }
  | { status: 'refused'; action: string; refusals: readonly Told[] }
  | { status: 'invalid'; action: string; problems: readonly Problem[] }
