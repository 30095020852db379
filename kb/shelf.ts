import { splitCompound } from './analysis/compounds.ts'
import { type Document, passageKinds, readDocument, stride } from './document.ts'
import type { Locale } from './locales.ts'
import type { Guide } from './parse.ts'
import { Postings } from './postings.ts'
import { type Repair, repairOf } from './repair.ts'
import { idf, impact, tuning } from './scoring.ts'
import { gramsOf } from './grams.ts'
import { Vocabulary } from './vocabulary.ts'

/** All guides of one language, indexed. */
export interface Shelf {
  locale: Locale
  documents: Document[]
  vocabulary: Vocabulary
  postings: Postings
  /** How telling each term is, by its number: idf, less for stop words. */
  weights: Float64Array
  unknownWeight: number
  repair: Repair
  grams: Repair
  compounds: () => Compounds
  scores: Float64Array
  scratch: { slot: Uint8Array; nearness: Float32Array }
}

export const stopWeight = tuning.stop

/** Indexes the guides of one language. */
export function buildShelf(guides: Guide[], locale: Locale): Shelf {
  const vocabulary = new Vocabulary()
  const documents = guides.map(guide => readDocument(guide, vocabulary))
  const counted = documents.map(countTerms)
  for (const fields of counted)
    for (const id of new Set(fields.flatMap(field => [...field.counts.keys()]))) vocabulary.frequency[id]!++
  const averages = fieldKinds.map((_, field) => mean(counted.map(fields => fields[field]!.length)))
  const postings = new Postings()
  counted.forEach((fields, id) => {
    postings.add(id, impactsOf(fields, averages, vocabulary))
  })
  const inPassages = new Float64Array(vocabulary.terms.length)
  let passageCount = 0
  for (const { terms, passages } of documents)
    for (let at = 0, from = 0; at < passages.length; at += stride) {
      passageCount++
      for (const id of new Set(terms.subarray(from, passages[at + 3]!))) inPassages[id]!++
      from = passages[at + 3]!
    }
  const unknownWeight = (1 - tuning.pidf) * idf(documents.length, 0) + tuning.pidf * idf(passageCount, 0)
  const weights = Float64Array.from(vocabulary.terms, (_, id) => {
    const weight = (1 - tuning.pidf) * idf(documents.length, vocabulary.frequency[id]!) + tuning.pidf * idf(passageCount, inPassages[id]!)
    return vocabulary.stop[id] ? weight * stopWeight : weight
  })
  for (const { terms, passages, masses } of documents)
    for (let p = 0, i = 0; p < masses.length; p++)
      for (; i < passages[p * stride + 3]!; i++) masses[p]! += weights[terms[i]!]!
  return { locale, unknownWeight, documents, vocabulary, postings, weights, repair: repairOf(vocabulary), grams: gramsOf(vocabulary), compounds: compoundsOf(vocabulary, locale),
    scores: new Float64Array(documents.length),
    scratch: { slot: new Uint8Array(weights.length), nearness: new Float32Array(weights.length) },
  }
}

const mean = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0) / Math.max(1, numbers.length)

interface Field {
  length: number
  counts: Map<number, number>
}

const fieldKinds = ['title', 'question', 'keyword', 'body'] as const

const fieldOf = (section: number) =>
  section === passageKinds.title
    ? 0
    : section === passageKinds.question
      ? 1
      : section === passageKinds.keyword
        ? 2
        : 3

function countTerms({ terms, passages }: Document): Field[] {
  const fields: Field[] = fieldKinds.map(() => ({ length: 0, counts: new Map() }))
  for (let at = 0, term = 0; at < passages.length; at += stride) {
    const field = fields[fieldOf(passages[at]!)]!
    for (; term < passages[at + 3]!; term++) {
      field.length++
      field.counts.set(terms[term]!, (field.counts.get(terms[term]!) ?? 0) + 1)
    }
  }
  return fields
}

function impactsOf(fields: Field[], averages: number[], vocabulary: Vocabulary): Map<string, number> {
  const impacts = new Map<string, number>()
  fields.forEach(({ counts, length }, field) => {
    for (const [id, count] of counts) {
      const term = vocabulary.terms[id]!
      const gain = impact(fieldKinds[field]!, count, length / averages[field]!)
      impacts.set(term, (impacts.get(term) ?? 0) + gain)
    }
  })
  return impacts
}

interface Compounds { wholes: Map<number, number[]>; parts: Map<number, number[]> }
function compoundsOf(vocabulary: Vocabulary, locale: Locale): () => Compounds {
  let made: Compounds | undefined
  return () => {
    if (made) return made
    made = { wholes: new Map(), parts: new Map() }
    if (locale !== 'de') return made
    const surfaces = vocabulary.surfaces()
    for (const [surface, id] of surfaces) {
      const parts = splitCompound(surface, part => surfaces.has(part)).map(p => surfaces.get(p)!)
      if (!parts.length) continue
      if (!made.parts.has(id)) made.parts.set(id, parts)
      for (const p of parts) { const l = made.wholes.get(p); if (!l) made.wholes.set(p, [id]); else if (!l.includes(id)) l.push(id) }
    }
    return made
  }
}
