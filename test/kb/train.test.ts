import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { features } from '../../kb/language.ts'
import { bitsOf } from '../../kb/lexicon.ts'
import { locales } from '../../kb/locales.ts'
import { readExamples, trainLanguages, trainLexicon } from '../../kb/train.ts'

const words = {
  fr: 'maison\nété',
  en: 'house\nsummer',
  de: 'haus\nsommer',
  it: 'casa\nestate',
  es: 'casa\nverano',
}

it('what is learnt from words tells the languages apart, accents or not', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'words-'))
  await mkdir(join(dir, 'content', 'a'), { recursive: true })
  for (const locale of locales) {
    await writeFile(join(dir, `${locale}.txt`), words[locale])
    await writeFile(join(dir, 'content', 'a', `${locale}.md`), `# ${words[locale]}`)
  }
  const examples = readExamples(dir, join(dir, 'content'))
  await rm(dir, { recursive: true })

  const weights = trainLanguages(examples)
  const favoured = (word: string) => {
    const sums = locales.map((_, at) =>
      features(word).reduce((sum, row) => sum + weights[row * locales.length + at]!, 0),
    )
    return locales[sums.indexOf(Math.max(...sums))]
  }
  expect(['maison', 'été', 'ete', 'house', 'sommer', 'estate', 'verano'].map(favoured)).toEqual([
    'fr',
    'fr',
    'fr',
    'en',
    'de',
    'it',
    'es',
  ])

  const lexicon = trainLexicon(examples)
  const holds = (word: string, locale: (typeof locales)[number]) =>
    bitsOf(word, locale).every(bit => (lexicon[bit >> 3]! >> (bit & 7)) & 1)
  expect([holds('ete', 'fr'), holds('casa', 'it'), holds('casa', 'fr')]).toEqual([true, true, false])
})
