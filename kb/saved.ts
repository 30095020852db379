import type { Form } from './analysis/terms.ts'
import { Reader, Writer } from './bytes.ts'
import { keyOf } from './content-key.ts'
import { type Document, type Reading, stride } from './document.ts'
import { scaleOf } from './fields.ts'
import { Forms } from './forms.ts'
import type { Locale } from './locales.ts'
import type { Guide } from './parse.ts'
import { Postings } from './postings.ts'
import { readCompounds, writeCompounds } from './saved-compounds.ts'
import { seal, unseal } from './seal.ts'
import { assemble, numberTerms, type Shelf } from './shelf.ts'
import { Vocabulary } from './vocabulary.ts'

/**
 * A shelf as bytes: what it was made of, its forms, its guides word by word, and the slot of each term's impact, and German compounds; before all
 * that a checksum. The more frequent a form, the smaller its number, so that most words take one byte.
 */
export function saveShelf({ locale, forms, documents, vocabulary, postings, relatives }: Shelf): Uint8Array {
  const content = new Writer()
  content.text(keyOf(guidesOf(documents), locale))
  const ranks = writeForms(content, forms, documents)
  for (const document of documents) writeReading(content, document, ranks)
  const slots = postings.slotsByGuide(documents.length)
  const distinct = distinctIn(vocabulary)
  documents.forEach(({ terms }, guide) => {
    content.bytes(Uint8Array.from(distinct(terms), term => slots[guide]!.get(term)!))
  })
  if (locale === 'de') writeCompounds(content, relatives.compounds())
  return seal(content.done())
}

/**
 * A shelf from its bytes, for the guides that it was made of. Nothing where they are damaged, are those of other guides, or
 * were written by other code.
 */
export function restoreShelf(bytes: Uint8Array, guides: Guide[], locale: Locale): Shelf | undefined {
  try {
    const content = unseal(bytes)
    return content && new Reader(content).text() === keyOf(guides, locale)
      ? read(new Reader(content), guides, locale)
      : undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function read(content: Reader, guides: Guide[], locale: Locale): Shelf {
  content.text()
  const forms = new Forms(readForms(content))
  const readings = guides.map(guide => readReading(content, guide))
  const vocabulary = new Vocabulary()
  const documents = numberTerms(readings, forms, vocabulary)
  const distinct = distinctIn(vocabulary)
  const lists = documents.map(({ terms }) => {
    const ids = distinct(terms)
    return { ids, slots: content.bytes(ids.length) }
  })
  const postings = Postings.from(vocabulary.terms.length, lists)
  const parts = { locale, forms, documents, vocabulary, scale: scaleOf(documents), postings }
  return assemble(parts, { made: locale === 'de' ? readCompounds(content, vocabulary) : undefined })
}

/** The distinct terms of a guide, in the order of their first appearance. */
function distinctIn({ terms: all }: Vocabulary): (terms: Uint32Array) => number[] {
  const seen = new Uint32Array(all.length)
  let turn = 0
  return terms => {
    turn++
    const found: number[] = []
    for (const term of terms) {
      if (seen[term] === turn) continue
      seen[term] = turn
      found.push(term)
    }
    return found
  }
}

/** Writes the forms, the most frequent first: by form its place. A form's text is told by what it shares with its surface. */
function writeForms(writer: Writer, { all }: Forms, documents: Document[]): Uint32Array {
  const counts = new Uint32Array(all.length)
  for (const { forms } of documents) for (const form of forms) counts[form]!++
  const used = [...all.keys()].filter(form => counts[form]! > 0).sort((a, b) => counts[b]! - counts[a]!)
  writer.number(used.length)
  const ranks = new Uint32Array(all.length)
  used.forEach((form, rank) => {
    ranks[form] = rank
    const { surface, text, stop } = all[form]!
    const shared = sharedStart(surface, text)
    writer.text(surface)
    writer.number(2 * shared + (stop ? 1 : 0))
    writer.text(text.slice(shared))
  })
  return ranks
}

function readForms(content: Reader): Form[] {
  return Array.from({ length: content.number() }, () => {
    const surface = content.text()
    const shared = content.number()
    const text = surface.slice(0, shared >>> 1) + content.text()
    return { surface, text, stop: (shared & 1) === 1 }
  })
}

function sharedStart(one: string, other: string): number {
  let at = 0
  while (at < one.length && at < other.length && one[at] === other[at]) at++
  return at
}

/** Kinds of passages are written from 0. */
const lowestKind = -4

function writeReading(writer: Writer, { sections, forms, passages }: Reading, ranks: Uint32Array): void {
  writer.number(sections.length)
  for (const { id, title } of sections) for (const text of [id, title]) writer.text(text)
  writer.number(passages.length / stride)
  for (let at = 0, from = 0, before = Number.NaN; at < passages.length; at += stride) {
    const [kind, to] = [passages[at]!, passages[at + 1]!]
    writer.number(2 * (to - from) + (kind === before ? 0 : 1))
    if (kind !== before) writer.number(kind - lowestKind)
    ;[from, before] = [to, kind]
  }
  for (const form of forms) writer.number(ranks[form]!)
}

function readReading(content: Reader, guide: Guide): Reading {
  const sections = Array.from({ length: content.number() }, () => ({
    id: content.text(),
    title: content.text(),
  }))
  const passages = new Int32Array(stride * content.number())
  let end = 0
  for (let at = 0, kind = 0; at < passages.length; at += stride) {
    const size = content.number()
    if (size & 1) kind = content.number() + lowestKind
    end += size >>> 1
    passages[at] = kind
    passages[at + 1] = end
  }
  const forms = new Uint32Array(end)
  for (let at = 0; at < end; at++) forms[at] = content.number()
  return { guide, sections, forms, passages }
}

const guidesOf = (documents: Document[]) => documents.map(({ guide }) => guide)
