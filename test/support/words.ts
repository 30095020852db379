import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Locale, locales } from '../../bot/core/catalogue.ts'
import { openWords, type Speech, type Words } from '../../bot/words/words.ts'

type Values = Record<string, unknown>

/** Real words that note in `missing` each key that has no text, and each placeholder that was given no value. */
export function strictWords(dir: string): { words: Words; missing: string[] } {
  const missing: string[] = []
  const open = openWords(dir)
  const speeches = new Map(
    locales.map(locale => [locale, strict(open(locale), templatesOf(dir, locale), missing)]),
  )
  return { words: locale => speeches.get(locale) as Speech, missing }
}

/** The texts of a key as they are written, all plural forms of it. */
type Templates = (key: string) => string[]

function templatesOf(dir: string, locale: Locale): Templates {
  const tree: unknown = JSON.parse(readFileSync(join(dir, `${locale}.json`), 'utf8'))
  return key => {
    const path = key.split('.')
    const last = path.pop() as string
    const leaves = path.reduce<unknown>((node, part) => (node as Values | undefined)?.[part], tree) ?? {}
    return Object.entries(leaves).flatMap(([name, text]) =>
      typeof text === 'string' && (name === last || new RegExp(`^${last}_(one|many|other)$`).test(name))
        ? [text]
        : [],
    )
  }
}

function strict(speech: Speech, templates: Templates, missing: string[]): Speech {
  const check = (key: string, values: Values = {}) => {
    for (const [, name = ''] of templates(key)
      .join()
      .matchAll(/\{\{(.*?)\}\}/g))
      if (!(name in values)) missing.push(`${speech.locale} ${key} {{${name}}}`)
  }
  const t = (key: string, values?: Values) => {
    check(key, values)
    return speech.t(key as never, values as never)
  }
  return {
    ...speech,
    t: t as unknown as Speech['t'],
    find: (key, values) => {
      check(key, values)
      return speech.find(key, values)
    },
    word: (key, values) => {
      if (!templates(key).length) missing.push(`${speech.locale} ${key}`)
      check(key, values)
      return speech.word(key, values)
    },
  }
}
