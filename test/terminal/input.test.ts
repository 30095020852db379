import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { pipedInput, typedInput } from '../../bot/surfaces/terminal/input.ts'
import { keys, openKeyboard } from './keyboard.ts'

const nothing = async () => []

function open(complete: (typed: string) => Promise<string[]> = nothing) {
  const keyboard = openKeyboard()
  const leaving = new AbortController()
  const input = typedInput(keyboard, leaving.signal)
  const { above } = input
  return { ...keyboard, leaving, above, line: (prompt = '› ') => input.line(prompt, complete) }
}

describe('lines typed at a terminal', () => {
  it('come one by one, and the keyboard is free in between', async () => {
    const { line, types, input, shown } = open()
    const first = line('claire › ')
    expect(shown()).toContain('claire › ')
    expect(input.isRaw).toBe(true)
    await types(`bonjour${keys.enter}`)
    expect(await first).toBe('bonjour')
    expect(input.isRaw).toBe(false)
    const second = line()
    await types(`élan${keys.left}${keys.left}x${keys.enter}`)
    expect(await second).toBe('élxan')
  })

  it('stay below what is said meanwhile, and go on', async () => {
    const { line, types, above, output, shown } = open()
    const said = line('claire › ')
    await types('bon')
    above(() => output.write('done elsewhere\n'))
    expect(shown()).toMatch(/done elsewhere\n.*claire › bon$/s)
    await types(`jour${keys.enter}`)
    expect(await said).toBe('bonjour')
    above(() => output.write('and nobody types'))
    expect(shown()).toMatch(/and nobody types$/)
  })

  it('have a history, without what was said twice', async () => {
    const { line, types } = open()
    for (const text of ['un', 'deux', 'deux']) {
      const said = line()
      await types(`${text}${keys.enter}`)
      await said
    }
    const again = line()
    await types(`${keys.up}${keys.up}${keys.enter}`)
    expect(await again).toBe('un')
  })

  it.each(['ctrlC', 'ctrlD'] as const)('%s leaves, from the middle of a line too', async key => {
    const { line, types, input } = open()
    const said = line()
    await types(key === 'ctrlC' ? `half a line${keys.ctrlC}` : keys.ctrlD)
    expect(await said).toBeUndefined()
    expect(input.isRaw).toBe(false)
  })

  it('a signal leaves, and no line is asked for after it', async () => {
    const { line, leaving, input } = open()
    const said = line()
    leaving.abort()
    expect(await said).toBeUndefined()
    expect(await line()).toBeUndefined()
    expect(input.isRaw).toBe(false)
  })

  it('what was pasted is said line by line, and its last piece waits to be finished', async () => {
    const { line, types, shown } = open()
    const first = line()
    await types('un\ndeux\ntro')
    expect(await first).toBe('un')
    expect(await line('nina › ')).toBe('deux')
    expect(shown()).toContain('nina › deux')
    const third = line()
    await types(`is${keys.enter}`)
    expect(await third).toBe('trois')
    const fourth = line()
    await types(keys.enter)
    expect(await fourth).toBe('')
  })
})

describe('Tab at a terminal', () => {
  it('fills in, lists and goes round', async () => {
    const { line, types, sees } = open(async () => ['Comment changer d’offre ?', 'Comment changer un rôle ?'])
    const said = line()
    await types('comment')
    await types(keys.tab)
    await sees('› Comment changer ')
    await types(keys.tab)
    await sees('  Comment changer d’offre ?\n  Comment changer un rôle ?')
    await types(keys.tab)
    await sees('› Comment changer d’offre ?')
    await types(keys.tab)
    await sees('› Comment changer un rôle ?')
    await types(keys.enter)
    expect(await said).toBe('Comment changer un rôle ?')
  })

  it('is waited for by the keys that follow', async () => {
    const { promise, resolve } = Promise.withResolvers<string[]>()
    const { line, types } = open(() => promise)
    const said = line()
    await types('x')
    await types(keys.tab)
    await types(keys.enter)
    resolve(['found late'])
    expect(await said).toBe('found late')
    const next = line()
    await types(`y${keys.enter}`)
    expect(await next).toBe('y')
  })
})

it.each([keys.enter, `y${keys.enter}`])(
  'Tab and %j in one breath, as pasted: nothing is filled in',
  async rest => {
    const { promise, resolve } = Promise.withResolvers<string[]>()
    const { line, types } = open(() => promise)
    const before = line()
    await types(keys.enter)
    await before
    const said = line()
    await types('x')
    await types(`${keys.tab}${rest}`)
    resolve(['too late'])
    expect(await said).toBe(`x${rest.trim()}`)
    const next = line()
    await types(`y${keys.enter}`)
    expect(await next).toBe('y')
  },
)

it('Tab for which nothing can be found out does nothing', async () => {
  const { line, types } = open(() => Promise.reject(new Error('no store')))
  const said = line()
  await types('x')
  await types(keys.tab)
  await types(keys.enter)
  expect(await said).toBe('x')
})

describe('lines of a pipe', () => {
  it('come whole and in order, whatever their ends, and then no more', async () => {
    const pipe = new PassThrough()
    const input = pipedInput(pipe, new AbortController().signal)
    pipe.end('un\r\n\ntrois \u0000\nquatre')
    const said = []
    for (;;) {
      const line = await input.line('', nothing)
      if (line === undefined) break
      said.push(line)
    }
    expect(said).toEqual(['un', '', 'trois \u0000', 'quatre'])
    expect(await input.line('', nothing)).toBeUndefined()
  })

  it('a signal leaves, whatever is still in the pipe', async () => {
    const pipe = new PassThrough()
    const leaving = new AbortController()
    const input = pipedInput(pipe, leaving.signal)
    pipe.write('un\ndeux\n')
    expect(await input.line('', nothing)).toBe('un')
    leaving.abort()
    expect(await input.line('', nothing)).toBeUndefined()
  })
})
