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

/** A calendar day, `2027-01-31`, in full. */
export const formatDay = (speech: Speech, day: string): string =>
  new Intl.DateTimeFormat(tagOf(speech), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day))

/** A list as a sentence has it: `a, b et c`. */
export const joinList = (speech: Speech, items: readonly string[]): string =>
  new Intl.ListFormat(tagOf(speech), { type: 'conjunction' }).format(items)

function formatList(speech: Speech, kind: FactKind, items: string[]): string {
  if (!items.length) return speech.t('none')
  const root = kind.startsWith('words:') ? kind.slice('words:'.length) : undefined
  return joinList(speech, root ? items.map(item => speech.word(`${root}.${item}`)) : items)
}

type Format = (value: never, speech: Speech) => string

// The provider is Swiss, its customers anywhere: dates in the reader's language, times in UTC and said so.
const formats: { [kind in FactKind]?: Format } = {
  money: (cents: number, speech) =>
    new Intl.NumberFormat(tagOf(speech), { style: 'currency', currency }).format(cents / 100),
  number: (value: number, speech) => new Intl.NumberFormat(tagOf(speech)).format(value),
  ratio: (value: number, speech) =>
    `${new Intl.NumberFormat(tagOf(speech), { maximumFractionDigits: 2 }).format(value)} : 1`,
  storage: (gigabytes: number, speech) =>
    gigabytes < 1000 ? unit(speech, gigabytes, 'gigabyte') : unit(speech, gigabytes / 1000, 'terabyte'),
  bytes: (bytes: number, speech) =>
    bytes < 2 ** 20 ? unit(speech, bytes / 1024, 'kilobyte') : unit(speech, bytes / 2 ** 20, 'megabyte'),
  date: (day: string, speech) => formatDay(speech, day),
  month: (month: string, speech) =>
    new Intl.DateTimeFormat(tagOf(speech), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(month),
    ),
  instant: (instant: string, speech) =>
    `${new Intl.DateTimeFormat(tagOf(speech), { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(instant))} UTC`,
  yesNo: (value: boolean, { t }) => (value ? t('yes') : t('no')),
  onOff: (value: boolean, { t }) => (value ? t('on') : t('off')),
  // A press on a proposal that there is not is recorded by its button's word.
  action: (id: string, { find, word }) => find(`actions.${id}.name`) ?? word(`desk.${id}`),
  method: (method: string, { t }) => (method === 'balance' ? t('also.balance') : method),
}

/** The guides' English is British: 31 January, not January 31. */
const tagOf = ({ locale }: Speech): string => (locale === 'en' ? 'en-GB' : locale)

const unit = (speech: Speech, value: number, name: string): string =>
  new Intl.NumberFormat(tagOf(speech), { style: 'unit', unit: name, maximumFractionDigits: 1 }).format(value)
