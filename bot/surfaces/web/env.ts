import type { Context, Hono } from 'hono'
import type { Setting } from '../../desk/desk.ts'
import type { Speech } from '../../words/words.ts'
import type { Assets } from './assets.ts'
import type { Brake } from './brake.ts'
import type { Visitor } from './visitor.ts'

/** All that the web is made of. */
export interface WebParts {
  setting: Setting
  /** The address that people reach us by, without a slash at its end. */
  publicUrl: string
  assets: Assets
  brake: Brake
}

/** What every request carries: who visits, and in which words they are answered. */
export interface WebEnv {
  Variables: { visitor: Visitor; speech: Speech }
}

export type Web = Hono<WebEnv>
export type Visit = Context<WebEnv>
