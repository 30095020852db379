import { describe, expect, it } from 'vitest'
import { openWaiting } from '../../bot/desk/waiting.ts'

const long = 600_000

describe('waiting for one-time pages', () => {
  it('goes on where the page is used, and nowhere else', async () => {
    const waiting = openWaiting()
    const gone: string[] = []
    const first = waiting.used('a', long).then(() => gone.push('a'))
    const second = waiting.used('a', long).then(() => gone.push('a'))
    void waiting.used('b', long).then(() => gone.push('b'))
    waiting.tell('a')
    await Promise.all([first, second])
    expect(gone).toEqual(['a', 'a'])
  })

  it('goes on when it is over', async () => {
    await openWaiting().used('a', 1)
  })

  it('waits for no more than it can: whoever waits longest goes on', async () => {
    const waiting = openWaiting(2)
    const first = waiting.used('a', long)
    void waiting.used('b', long)
    void waiting.used('c', long)
    await first
  })
})
