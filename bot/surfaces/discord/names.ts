import type { Locale } from '../../core/catalogue.ts'
import { limits } from './limits.ts'

/** Articles, which a command's name can do without. */
const articles: Record<Locale, readonly string[]> = {
  fr: ['le', 'la', 'les', 'l', 'un', 'une', 'd'],
  en: ['a', 'an', 'the'],
  de: ['der', 'die', 'das', 'dem', 'den', 'des', 'ein', 'eine', 'einen', 'einem', 'eines', 'einer'],
  it: ['il', 'lo', 'la', 'i', 'gli', 'le', 'l', 'un', 'uno', 'una'],
  es: ['el', 'la', 'los', 'las', 'un', 'una'],
}

/** Words as the name of a command or an option: lower case, with hyphens, without articles. */
export function commandName(words: string, locale: Locale): string {
  const all =
    words
      .normalize('NFC')
      .toLocaleLowerCase(locale)
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const telling = all.filter(word => !articles[locale].includes(word))
  return wholeWords((telling.length ? telling : all).join('-'))
}

/** As many words as fit; where not even the first does, its beginning. */
function wholeWords(name: string): string {
  if (name.length <= limits.commandName) return name
  const end = name.lastIndexOf('-', limits.commandName)
  return name.slice(0, end > 0 ? end : limits.commandName)
}

/** The names, each once: one that is taken has a number behind it. Which one that is depends on their order alone. */
export function eachOnce(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map(name => {
    let [free, count] = [name, 2]
    while (taken.has(free)) free = `${name.slice(0, limits.commandName - 3)}-${count++}`
    taken.add(free)
    return free
  })
}

/** A field's name as that of an option: `newDefault` is `new-default`. */
export const optionOf = (field: string): string =>
  field.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

/** The field that an option stands for. */
export const fieldOf = (option: string): string =>
  option.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
