import { expect, test } from 'vitest'
import { openOnce } from '../../bot/surfaces/chat/once.ts'

test('a delivery is new once', () => {
  const once = openOnce()
  expect([once('Ev1'), once('Ev1'), once('Ev2'), once('Ev1')]).toEqual([true, false, true, false])
})

test('what is an hour old is forgotten, not what is younger', () => {
  let now = 0
  const once = openOnce(() => now)
  once('Ev1')
  now = 59 * 60_000
  expect([once('Ev1'), once('Ev2')]).toEqual([false, true])
  now = 61 * 60_000
  expect([once('Ev1'), once('Ev2')]).toEqual([true, false])
})

test('no more is remembered than fits, and the latest longest', () => {
  const once = openOnce(() => 0, 3)
  for (const id of ['a', 'b', 'c', 'd']) once(id)
  expect([once('c'), once('d')]).toEqual([false, false])
  expect(once('a')).toBe(true)
})

test('what failed may be done again', () => {
  const once = openOnce()
  once('Ev1')
  once.forget('Ev1')
  expect([once('Ev1'), once('Ev1')]).toEqual([true, false])
})
