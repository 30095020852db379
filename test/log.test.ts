import { describe, expect, it } from 'vitest'
import { openLog, problemOf } from '../bot/log.ts'

function logged(level: Parameters<typeof openLog>[0], use: (log: ReturnType<typeof openLog>) => void) {
  const lines: string[] = []
  use(openLog(level, line => lines.push(line)))
  return lines.map(line => JSON.parse(line))
}

describe('log', () => {
  it('writes one line of JSON per event, at its level and above', () => {
    const all = (log: ReturnType<typeof openLog>) => {
      log.error('a', { id: 'x', tries: 2 })
      log.warn('b')
      log.info('c')
      log.debug('d')
    }
    expect(logged('warn', all)).toMatchObject([
      { level: 'error', event: 'a', id: 'x', tries: 2 },
      { level: 'warn', event: 'b' },
    ])
    expect(logged('debug', all)).toHaveLength(4)
    expect(logged('silent', all)).toEqual([])
  })

  it('PAY-3 ACT-6 strikes out addresses, tokens and long numbers', () => {
    const detail =
      'zoë.müller+x@exämple.org smtp://me:pass@host 4111 1111 1111 1111 tok_test_4111 xoxb-12-ab 12345678'
    const [line] = logged('error', log => log.error('a', { detail, id: '12345678901234567890' }))
    expect(line.detail).toBe('[address] [address] [digits] [token] [token] 12345678')
    expect(line.id).toBe('12345678901234567890')
  })

  it('names an error by its code or kind, never by its message', () => {
    const refused = Object.assign(new Error('550 a@example.org'), { code: 'EENVELOPE', responseCode: 550 })
    expect([refused, new TypeError('a@example.org'), 'a@example.org', undefined].map(problemOf)).toEqual([
      'EENVELOPE 550',
      'TypeError',
      'string',
      'undefined',
    ])
  })
})
