import { describe, expect, it } from 'vitest'
import { retryLater } from '../../bot/core/outbox.ts'

const now = new Date('2026-11-22T10:00:00.000Z')
const first = {
  id: 'one',
  parcel: { kind: 'feedback', feedback: '1' },
  tries: 0,
  due: now.toISOString(),
} as const

describe('FEED-3 what cannot leave now', () => {
  it('FEED-3 is tried again after 1, 2, 4 … minutes, at most six hours, for ever', () => {
    const waits: number[] = []
    let entry = retryLater(first, now)
    for (let tries = 0; tries < 12; tries++) {
      waits.push((Date.parse(entry.due) - now.getTime()) / 60_000)
      entry = retryLater(entry, now)
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360])
    expect(Date.parse(retryLater({ ...first, tries: 5000 }, now).due) - now.getTime()).toBe(360 * 60_000)
  })

  it('ACT-5 keeps its id and its parcel', () => {
    expect(retryLater(first, now)).toMatchObject({ id: 'one', parcel: first.parcel, tries: 1 })
  })
})
