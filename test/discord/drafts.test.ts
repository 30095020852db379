import { describe, expect, it } from 'vitest'
import { type Draft, openDrafts } from '../../bot/surfaces/discord/drafts.ts'

const draft = (action: string, values = {}): Draft => ({
  form: { action, title: action, fields: [], submit: 'Send' },
  locale: 'fr',
  values,
})

describe('a form that is being filled in', () => {
  it('is its owner’s alone, one for each action', () => {
    const drafts = openDrafts()
    drafts.keep('ada', draft('a', { x: 1 }))
    drafts.keep('ada', draft('b'))
    drafts.keep('ada', draft('a', { x: 2 }))
    expect(drafts.of('ada', 'a')?.values).toEqual({ x: 2 })
    expect(drafts.of('brian', 'a')).toBeUndefined()
    drafts.forget('ada', 'a')
    expect(drafts.of('ada', 'a')).toBeUndefined()
    expect(drafts.of('ada', 'b')).toBeDefined()
  })

  it('is forgotten after a quarter of an hour', () => {
    let now = 0
    const drafts = openDrafts(() => now)
    drafts.keep('ada', draft('a'))
    now = 15 * 60_000
    expect(drafts.of('ada', 'a')).toBeDefined()
    now += 1
    expect(drafts.of('ada', 'a')).toBeUndefined()
  })

  it('gives way to newer ones where there are too many', () => {
    const drafts = openDrafts()
    for (let user = 0; user <= 2000; user++) drafts.keep(String(user), draft('a'))
    expect(drafts.of('0', 'a')).toBeUndefined()
    expect(drafts.of('2000', 'a')).toBeDefined()
  })
})
