import { expect, test } from 'vitest'
import { openLanes } from '../../bot/surfaces/slack/lanes.ts'

test('no more run at once than there are lanes, all are done in order, and a failure keeps no lane', async () => {
  const inLane = openLanes(2)
  const started: number[] = []
  let running = 0
  let most = 0
  const task = (place: number) =>
    inLane(async () => {
      started.push(place)
      most = Math.max(most, ++running)
      await new Promise(resolve => setImmediate(resolve))
      running--
      if (place % 3 === 0) throw new Error('failed')
      return place
    })
  const done = await Promise.allSettled([0, 1, 2, 3, 4, 5, 6, 7].map(task))
  expect(most).toBe(2)
  expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(done.map(({ status }) => status === 'fulfilled')).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7].map(n => n % 3 !== 0),
  )
  expect(await task(8)).toBe(8)
})
