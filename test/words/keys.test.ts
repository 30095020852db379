import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { actions } from '../../bot/actions/index.ts'
import { isAskable } from '../../bot/core/action.ts'
import { locales } from '../../bot/core/catalogue.ts'
import { factKinds } from '../../bot/core/facts.ts'
import { fieldsOf } from '../../bot/core/fields.ts'
import { root } from '../support/started.ts'

type Tree = { [key: string]: string | string[] | Tree }
type Leaves = Map<string, string | string[]>

const load = (locale: string): Tree =>
  JSON.parse(readFileSync(join(root, 'locales', `${locale}.json`), 'utf8'))

function leavesOf(tree: Tree, path = ''): Leaves {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string | string[]][] =>
      typeof value === 'string' || Array.isArray(value)
        ? [[path + key, value]]
        : [...leavesOf(value, `${path}${key}.`)],
    ),
  )
}

const texts = Object.fromEntries(locales.map(locale => [locale, leavesOf(load(locale))]))
const french = texts.fr as Leaves
/** `desk.told_one` and `desk.told_other` are one key: each language has the plural forms that it has. */
const plain = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')
const keysOf = (leaves: Leaves) => [...new Set([...leaves.keys()].map(plain))].sort()

const sources = readdirSync(join(root, 'bot'), { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.ts'))
  .map(path => readFileSync(join(root, 'bot', path), 'utf8'))
const code = sources.join('\n')

describe('every language has every word', () => {
  it.each(locales)('%s has the keys of French, and no others', locale => {
    expect(keysOf(texts[locale] as Leaves)).toEqual(keysOf(french))
  })

  it.each(locales)('%s has each plural form that its language has', locale => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
    const plurals = [...french.keys()].filter(key => key !== plain(key)).map(plain)
    for (const key of new Set(plurals))
      expect([...(texts[locale] as Leaves).keys()].filter(found => plain(found) === key).sort()).toEqual(
        forms.map(form => `${key}_${form}`).sort(),
      )
  })

  it.each(locales)('%s leaves no text empty, and none with spaces around it', locale => {
    for (const [key, text] of texts[locale] as Leaves)
      for (const one of [text].flat())
        expect({ key, text: one.trim() }).toEqual({ key, text: one || 'empty' })
  })

  it.each(locales)('%s has the placeholders of French', locale => {
    const placeholders = (text: string | string[]) =>
      [...new Set(String(text).match(/\{\{.*?\}\}/g) ?? [])].sort()
    for (const [key, text] of texts[locale] as Leaves) {
      const source = french.get(key) ?? french.get(`${plain(key)}_other`) ?? ''
      expect({ key, placeholders: placeholders(text) }).toEqual({ key, placeholders: placeholders(source) })
    }
  })
})

/** Words that are the same in several languages for a reason: brands, loan words, short labels, examples of what is typed. */
const alike = [
  /^services\./,
  /^surfaces\./,
  /^says\./,
  /\.says$/,
  /^offers\./,
  /^languages\./,
  /^desk\.person\./,
  /^(yes|no|on|off|none)$/,
]
const isSentence = (text: string) => text.split(/\s+/).length > 3

describe('no text was left untranslated', () => {
  it.each(locales.filter(locale => locale !== 'fr'))('%s differs from the other languages', locale => {
    const others = locales.filter(other => other !== locale)
    const same = [...(texts[locale] as Leaves)].filter(
      ([key, text]) =>
        !alike.some(pattern => pattern.test(key)) &&
        typeof text === 'string' &&
        isSentence(text) &&
        others.some(other => (texts[other] as Leaves).get(key) === text),
    )
    expect(same).toEqual([])
  })

  it.each(locales)('%s follows its own typography', locale => {
    const wrong: Record<string, RegExp> = {
      fr: /[a-zà-ÿ] [?!;:]|'|"[^{]*[a-z]{3}|\.\.\./,
      en: /\.\.\.|«|„/,
      de: /\.\.\.|«|“[^„]*„\s/,
      it: /\.\.\.|[a-z]'[a-z]|„/,
      es: /\.\.\.|„/,
    }
    const found = [...(texts[locale] as Leaves)].filter(
      ([key, text]) => !/says|commands\./.test(key) && [text].flat().some(one => wrong[locale]?.test(one)),
    )
    expect(found).toEqual([])
  })
})

describe('everything that can be said has its words', () => {
  it.each([...actions.values()].map(action => [action.id, action] as const))('action %s', (id, action) => {
    expect(french.has(`actions.${id}.name`)).toBe(true)
    expect(french.has(`actions.${id}.${action.risk === 'read' ? 'empty' : 'done'}`)).toBe(true)
    for (const { name, options, words } of fieldsOf(action.input)) {
      expect({ id, name, label: french.has(`actions.${id}.fields.${name}.label`) }).toEqual({
        id,
        name,
        label: true,
      })
      for (const option of options ?? []) expect([...french.keys()]).toContain(`${words}.${option}`)
    }
    if (!isAskable(action)) return
    expect(french.has(`actions.${id}.summary`)).toBe(true)
    for (const locale of locales) {
      const questions = (texts[locale] as Leaves).get(`actions.${id}.questions`)
      expect({ locale, id, enough: Array.isArray(questions) && questions.length >= 5 }).toEqual({
        locale,
        id,
        enough: true,
      })
    }
  })

  it('every fact has its label', () => {
    const missing = Object.keys(factKinds).filter(name => !french.has(`facts.${name}`))
    expect(missing).toEqual([])
  })

  it('ACT-4 every rule that refuses has its sentence', () => {
    const rules = [...new Set(code.match(/'[A-Z]{3,5}-\d+'/g))].map(rule => rule.slice(1, -1))
    const missing = rules.filter(
      rule =>
        ![...french.keys()].some(key => key === `refusals.${rule}` || key.startsWith(`refusals.${rule}.`)),
    )
    expect(missing).toEqual([])
    const reasons = [...code.matchAll(/because: '([a-z-]+)'/g)].map(([, because]) => because)
    expect(
      reasons.filter(
        because =>
          ![...french.keys()].some(key => key.startsWith('refusals.') && key.endsWith(`.${because}`)),
      ),
    ).toEqual([])
  })
})

describe('no word is left over', () => {
  const literals = new Set([...code.matchAll(/'([^'\n]*)'/g)].map(([, text]) => text as string))
  const templates = [...code.matchAll(/`([a-z][\w.-]*\$\{[^`]*)`/g)].map(
    ([, text]) =>
      new RegExp(
        `^${(text as string)
          .replace(/\$\{[^}]*\}/g, '§')
          .replace(/[.]/g, '\\.')
          .replaceAll('§', '.+')}$`,
      ),
  )
  const roots = new Set([
    ...[...actions.values()].flatMap(action => fieldsOf(action.input).flatMap(({ words }) => words ?? [])),
    ...Object.values(factKinds).flatMap(kind => kind.split(':')[1] ?? []),
  ])
  const families: Record<string, (parts: string[]) => boolean> = {
    actions: ([, id = '', part = '', field = '']) => {
      const action = actions.get(id)
      return (
        action !== undefined &&
        (part !== 'fields' || fieldsOf(action.input).some(({ name }) => name === field))
      )
    },
    facts: ([, name = '']) => name in factKinds,
    refusals: ([, rule = '', because]) =>
      literals.has(rule) && (because === undefined || literals.has(because)),
    mails: ([, template = '']) => literals.has(template) || literals.has(`mails.${template}`),
    notes: ([, id = '']) => literals.has(id),
  }

  it('every key is used', () => {
    const unused = keysOf(french).filter(key => {
      const parts = key.split('.')
      const family = families[parts[0] as string]
      if (family) return !family(parts)
      return (
        !literals.has(key) &&
        !roots.has(parts[0] as string) &&
        !templates.some(template => template.test(key))
      )
    })
    expect(unused).toEqual([])
  })
})
