import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import i18next, { type i18n, type TFunction } from 'i18next'
import type french from '../../locales/fr.json'
import { type Locale, locales } from '../core/catalogue.ts'

declare module 'i18next' {
  // The source language types the keys: a key that is not in it does not compile.
  interface CustomTypeOptions {
    defaultNS: 'words'
    resources: { words: typeof french }
  }
}

type Values = Record<string, unknown>

/** All words of one language. */
export interface Speech {
  locale: Locale
  /** The text of a key that is known when the code is written. */
  t: TFunction<'words'>
  /** The text of a key that is made at run time, such as an action's name; `undefined` where there is none. */
  find(key: string, values?: Values): string | undefined
  /** As `find`; the key's last part where there is none, so that a person never meets a path of ours. */
  word(key: string, values?: Values): string
  /** A list of texts; empty where there is none. */
  list(key: string): string[]
}

export type Words = (locale: Locale) => Speech

/** Loads `<dir>/<locale>.json` for the five languages. Throws where one is missing or is not JSON. */
export function openWords(dir: string): Words {
  const resources = Object.fromEntries(locales.map(locale => [locale, { words: load(dir, locale) }]))
  const instance = i18next.createInstance()
  instance.init({
    resources,
    fallbackLng: 'fr',
    defaultNS: 'words',
    initAsync: false,
    returnObjects: true,
    interpolation: { escapeValue: false },
  })
  const speeches = new Map(locales.map(locale => [locale, speechOf(instance, locale)]))
  return locale => speeches.get(locale) as Speech
}

const load = (dir: string, locale: Locale): object =>
  JSON.parse(readFileSync(join(dir, `${locale}.json`), 'utf8'))

function speechOf(instance: i18n, locale: Locale): Speech {
  const t = instance.getFixedT(locale, 'words')
  const get = t as unknown as (key: string, values?: Values) => unknown
  const find = (key: string, values: Values = {}) => {
    const text = instance.exists(key, { lng: locale, ...values }) ? get(key, values) : undefined
    return typeof text === 'string' ? text : undefined
  }
  return {
    locale,
    t,
    find,
    word: (key, values) => find(key, values) ?? (key.split('.').at(-1) as string),
    list: key => {
      const found = instance.exists(key, { lng: locale }) ? get(key) : []
      return Array.isArray(found) ? found.map(String) : []
    },
  }
}
