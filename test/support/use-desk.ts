import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { type Desk, openDesk } from './desk.ts'

/** The desk of the test that runs. */
export let desk: Desk

/** Gives each test of a file a desk of its own, or all of them one. */
export function useDesk(life: 'test' | 'file' = 'test'): void {
  const [before, after] = life === 'test' ? [beforeEach, afterEach] : [beforeAll, afterAll]
  before(async () => {
    desk = await openDesk()
  })
  after(() => desk.close())
}
