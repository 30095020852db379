import type { Locale } from '../locales.ts'

/** A word as it stands in a text: its letters in lower case, and where they begin and end. */
export interface Word {
  text: string
  start: number
  end: number
}

const apostrophes = new Set(["'", '’', '‘', 'ʼ', '`', '´'])
const wordCharacter = /[\p{L}\p{N}\p{M}]/u

/** What French and Italian leave before an apostrophe; it carries no meaning of its own. */
const elided: Partial<Record<Locale, Set<string>>> = {
  fr: new Set('l d j m t s n c qu lorsqu puisqu jusqu quoiqu presqu'.split(' ')),
  it: new Set(
    'l d c n m t s v un all dall dell nell sull coll gl quell quest sant bell dov com cos anch senz'.split(
      ' ',
    ),
  ),
}

/** English contractions that say no: without their apostrophe they would be words of their own. */
const negated = new Set(
  'can could do does did is are was were wo would should has have had must need ai'.split(' '),
)

const table = new Uint8Array(0x250).map((_, code) => (wordCharacter.test(String.fromCharCode(code)) ? 1 : 0))

function isWordCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < 0x250) return table[code] === 1
  return isSurrogate(code) ? isWordPair(text, at) : wordCharacter.test(text[at]!)
}

const isSurrogate = (code: number) => code >= 0xd800 && code <= 0xdfff

function isWordPair(text: string, at: number): boolean {
  const start = text.charCodeAt(at) >= 0xdc00 ? at - 1 : at
  const point = text.codePointAt(start)
  return point !== undefined && point > 0xffff && wordCharacter.test(String.fromCodePoint(point))
}

/**
 * The words of a text in their order: runs of letters and digits. Elisions are cut off (`l’adresse` → `adresse`),
 * an English `n’t` becomes `not`, a single letter joined by a hyphen stays with its word (`e-mail` → `email`).
 */
export function words(text: string, locale: Locale): Word[] {
  const found: Word[] = []
  for (let at = 0; at < text.length; at++) {
    if (!isWordCharacter(text, at)) continue
    const start = at
    while (at < text.length && isWordCharacter(text, at)) at++
    take(found, { text: text.slice(start, at).toLowerCase(), start, end: at }, text, locale)
  }
  return found
}

function take(found: Word[], word: Word, text: string, locale: Locale): void {
  const previous = found.at(-1)
  const joint = previous && word.start === previous.end + 1 ? text[previous.end]! : ''
  if (apostrophes.has(text[word.end] ?? '') && elided[locale]?.has(word.text)) return
  if (previous && joint === '-' && previous.text.length === 1 && /\D/.test(previous.text)) {
    previous.text += word.text
    previous.end = word.end
  } else if (previous && locale === 'en' && apostrophes.has(joint)) contract(found, previous, word)
  else found.push(word)
}

/** `don’t` → `do not`, `what’s` → `what`, `I’ll` → `I`: what follows the apostrophe is not a word. */
function contract(found: Word[], previous: Word, tail: Word): void {
  const verb = previous.text.slice(0, -1)
  if (tail.text === 't' && previous.text.endsWith('n')) {
    found.pop()
    const isVerb = negated.has(verb) || negated.has(previous.text)
    found.push({ ...previous, text: isVerb ? 'not' : previous.text, end: tail.end })
  } else if (!['s', 're', 've', 'll', 'd', 'm'].includes(tail.text)) found.push(tail)
}
