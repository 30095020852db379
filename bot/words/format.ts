import { currency } from '../core/catalogue.ts'
import { type FactKind, type FactName, type Facts, type FactValue, factKinds } from '../core/facts.ts'
import type { Speech } from './words.ts'

/** A fact's value as a person of that language reads it. */
export function formatFact(speech: Speech, name: string, value: FactValue | undefined): string {
  const kind: FactKind = factKinds[name as FactName] ?? 'text'
  if (value === null || value === undefined || value === '') return speech.t('none')
  if (Array.isArray(value)) return formatList(speech, kind, value.map(String))
  if (kind.startsWith('word:')) return speech.word(`${kind.slice('word:'.length)}.${value}`)
  return (formats[kind] ?? String)(value as never, speech)
}

/** Every fact formatted, to be put into a sentence. */
export const formatFacts = (speech: Speech, facts: Facts): Record<string, string> =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, formatFact(speech, name, value)]))

/** A list as a sentence has it: `a, b et c`. */
export const joinList = (speech: Speech, items: readonly string[]): string =>
  new Intl.ListFormat(speech.locale, { type: 'conjunction' }).format(items)

function formatList(speech: Speech, kind: FactKind, items: string[]): string {
  if (!items.length) return speech.t('none')
  const root = kind.startsWith('words:') ? kind.slice('words:'.length) : undefined
  return joinList(speech, root ? items.map(item => speech.word(`${root}.${item}`)) : items)
}

type Format = (value: never, speech: Speech) => string

// The provider is Swiss, its customers anywhere: dates in the reader's language, times in UTC and said so.
const formats: { [kind in FactKind]?: Format } = {
  money: (cents: number, { locale }) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency }).format(cents / 100),
  number: (value: number, { locale }) => new Intl.NumberFormat(locale).format(value),
  ratio: (value: number, { locale }) =>
    `${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value)} : 1`,
  storage: (gigabytes: number, speech) =>
    gigabytes < 1000 ? unit(speech, gigabytes, 'gigabyte') : unit(speech, gigabytes / 1000, 'terabyte'),
  bytes: (bytes: number, speech) =>
    bytes < 2 ** 20 ? unit(speech, bytes / 1024, 'kilobyte') : unit(speech, bytes / 2 ** 20, 'megabyte'),
  date: (day: string, { locale }) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day)),
  month: (month: string, { locale }) =>
    new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(month),
    ),
  instant: (instant: string, { locale }) =>
    `${new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(instant))} UTC`,
  yesNo: (value: boolean, { t }) => (value ? t('yes') : t('no')),
  onOff: (value: boolean, { t }) => (value ? t('on') : t('off')),
  action: (id: string, { word }) => word(`actions.${id}.name`),
  method: (method: string, { t }) => (method === 'balance' ? t('also.balance') : method),
}

const unit = ({ locale }: Speech, value: number, name: string): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: name, maximumFractionDigits: 1 }).format(value)
