import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Locale, locales } from '../../bot/core/catalogue.ts'
import type { Form, FormField } from '../../bot/desk/view.ts'
import { askAtTerminal, askByLines, type OptionsOf } from '../../bot/surfaces/terminal/form.ts'
import type { Input } from '../../bot/surfaces/terminal/input.ts'
import { openWords } from '../../bot/words/words.ts'
import { keys, openKeyboard } from './keyboard.ts'

const words = openWords(join(import.meta.dirname, '..', '..', 'locales'))

const members = [
  { value: 'nina@example.org', label: 'Nina Keller' },
  { value: 'paul@example.org', label: 'Paul Favre' },
]
const topics = [
  { value: 'tips', label: 'Astuces' },
  { value: 'security', label: 'Sécurité' },
]
const options: OptionsOf = async ({ kind }) => (kind === 'member' ? members : [])

const formOf = (...fields: (Partial<FormField> & Pick<FormField, 'name' | 'kind'>)[]): Form => ({
  action: 'x',
  title: 'X',
  submit: 'OK',
  fields: fields.map(field => ({ label: field.name, required: true, ...field })),
})

function openForm(form: Form, locale: Locale = 'fr') {
  const keyboard = openKeyboard()
  const giveUp = new AbortController()
  const ask = askAtTerminal({ input: keyboard.input, output: keyboard.output, signal: giveUp.signal })
  return { ...keyboard, giveUp, answered: ask(form, words(locale), options) }
}

describe('a form at a terminal', () => {
  it('chooses with the arrows, types, and gives values by their ids', async () => {
    const form = formOf(
      { name: 'member', kind: 'member' },
      { name: 'name', kind: 'text' },
      { name: 'state', kind: 'tick' },
    )
    const { answered, types } = openForm(form)
    await types(`${keys.down}${keys.enter}`, 'Nina Keller')
    await types(`Zoé${keys.enter}`, 'name')
    await types(`${keys.down}${keys.enter}`, words('fr').t('no'))
    expect(await answered).toEqual({ member: 'paul@example.org', name: 'Zoé', state: 'false' })
  })

  it('begins with what is known, by value or by label', async () => {
    const form = formOf(
      { name: 'member', kind: 'member', value: 'Paul Favre' },
      { name: 'name', kind: 'text', value: 'Atelier' },
      { name: 'topics', kind: 'choices', options: topics, value: ['security'] },
    )
    const { answered, types } = openForm(form)
    await types(keys.enter, 'Paul Favre')
    await types(`!${keys.enter}`, 'Atelier')
    await types(`${keys.space}${keys.enter}`, 'Astuces')
    expect(await answered).toEqual({
      member: 'paul@example.org',
      name: 'Atelier!',
      topics: ['security', 'tips'],
    })
  })

  it('an optional field can be left empty', async () => {
    const form = formOf(
      { name: 'member', kind: 'member', required: false },
      { name: 'name', kind: 'text', required: false },
    )
    const { answered, types } = openForm(form)
    await types(keys.enter, words('fr').t('terminal.skip'))
    await types(keys.enter, 'name')
    expect(await answered).toEqual({})
  })

  it.each(locales)('shows no word but those of the language, and what was wrong (%s)', async locale => {
    const speech = words(locale)
    const error = speech.t('problems.required')
    const form = formOf(
      { name: '1', kind: 'member', error },
      { name: '2', kind: 'choices', options: topics },
      { name: '3', kind: 'text' },
    )
    const { answered, types, shown, sees } = openForm(form, locale)
    await sees('Nina Keller')
    const select = shown()
    await types(keys.enter)
    await sees('Astuces')
    const several = shown()
    await types(keys.enter)
    await sees('3')
    await types(keys.enter)
    await sees(error)
    const text = shown()
    await types(`x${keys.enter}`)
    expect(await answered).toMatchObject({ 1: 'nina@example.org', 3: 'x' })
    expect(select).toContain(error)
    expect(several).toContain(speech.t('terminal.several'))
    const known = [error, 'Nina Keller', 'Paul Favre', 'Astuces', 'Sécurité', speech.t('terminal.several')]
    const rest = known.reduce((screen, one) => screen.replaceAll(one, ''), select + several + text)
    expect(rest).not.toMatch(/\p{L}{2,}/u)
  })

  it.each(['ctrlC', 'escape'] as const)('%s gives up the form, and the terminal is as before', async key => {
    const { answered, types, input } = openForm(
      formOf({ name: 'member', kind: 'member' }, { name: 'name', kind: 'text' }),
    )
    await types(keys.enter, 'Nina Keller')
    await types(key === 'ctrlC' ? keys.ctrlC : '\u001b', 'name')
    expect(await answered).toBeUndefined()
    expect(input.isRaw).toBe(false)
  })

  it('a signal gives it up', async () => {
    const { answered, giveUp, sees, input } = openForm(formOf({ name: 'member', kind: 'member' }))
    await sees('Nina Keller')
    giveUp.abort()
    expect(await answered).toBeUndefined()
    expect(input.isRaw).toBe(false)
  })

  it('labels cannot drive the terminal', async () => {
    const keyboard = openKeyboard()
    let raw = ''
    keyboard.output.on('data', data => {
      raw += data
    })
    const ask = askAtTerminal({ ...keyboard, signal: new AbortController().signal })
    const hostile = '\u001b]0;title\u0007evil'
    const form = formOf({
      name: 'x',
      kind: 'choice',
      label: hostile,
      options: [{ value: 'x', label: hostile }],
    })
    const answered = ask(form, words('fr'), options)
    await keyboard.types(keys.enter, 'evil')
    expect(await answered).toEqual({ x: 'x' })
    expect(raw).not.toContain('\u001b]')
    expect(raw).not.toContain('\u0007')
  })
})

describe('a form line by line', () => {
  function answer(form: Form, ...lines: string[]) {
    let shown = ''
    const input: Input = { line: async () => lines.shift(), above: write => write(), close: () => {} }
    const write = (text: string) => {
      shown += text
    }
    return { answered: askByLines(input, write)(form, words('fr'), options), shown: () => shown }
  }

  it('takes numbers, values and text, an empty line for what is known or not needed', async () => {
    const form = formOf(
      { name: 'member', kind: 'member' },
      { name: 'other', kind: 'member' },
      { name: 'topics', kind: 'choices', options: topics },
      { name: 'known', kind: 'text', value: 'known' },
      { name: 'more', kind: 'text', required: false },
      { name: 'text', kind: 'text' },
    )
    const { answered, shown } = answer(form, '2', ' nina@example.org ', '1, security', '', '', '7')
    expect(await answered).toEqual({
      member: 'paul@example.org',
      other: 'nina@example.org',
      topics: ['tips', 'security'],
      known: 'known',
      text: '7',
    })
    expect(shown()).toContain('  [2] Paul Favre\n')
  })

  it('the end of the pipe gives it up', async () => {
    const { answered } = answer(formOf({ name: 'a', kind: 'text' }, { name: 'b', kind: 'text' }), 'only one')
    expect(await answered).toBeUndefined()
  })
})
