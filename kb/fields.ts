import { type Document, passageKinds, stride } from './document.ts'
import type { Impacts } from './filing.ts'
import { type FieldName, fieldNames, impact } from './scoring.ts'

/** How long each field is on average: what BM25 measures lengths by. */
export type Scale = Record<FieldName, number>

interface Field {
  length: number
  counts: Map<number, number>
}
type Fields = Record<FieldName, Field>

/**
 * The average lengths of all guides' fields, rounded to a quarter of an octave: one guide more or less hardly ever changes
 * them, so what the others were filed with still holds. Rounding costs no relevance (MRR differs by less than 0.001).
 */
export function scaleOf(documents: Document[]): Scale {
  const totals = new Map<FieldName, number>(fieldNames.map(name => [name, 0]))
  for (const { passages } of documents)
    for (let at = 0, from = 0; at < passages.length; at += stride) {
      const to = passages[at + 1]!
      const name = fieldOf(passages[at]!)
      totals.set(name, totals.get(name)! + to - from)
      from = to
    }
  const average = (name: FieldName) => totals.get(name)! / Math.max(1, documents.length)
  return Object.fromEntries(fieldNames.map(name => [name, rounded(average(name))])) as Scale
}

const rounded = (average: number) => (average > 0 ? 2 ** (Math.round(4 * Math.log2(average)) / 4) : 1)

/** Whether lengths are measured the same by both. */
export const isSameScale = (one: Scale, other: Scale): boolean =>
  fieldNames.every(name => one[name] === other[name])

/** What each term is worth in a guide, by the terms' texts. */
export function impactsOf(document: Document, scale: Scale, terms: string[]): Impacts {
  const fields = countTerms(document)
  const impacts: Impacts = new Map()
  for (const name of fieldNames) {
    const relativeLength = fields[name].length / scale[name]
    for (const [id, count] of fields[name].counts) {
      const term = terms[id]!
      impacts.set(term, (impacts.get(term) ?? 0) + impact(name, count, relativeLength))
    }
  }
  return impacts
}

function countTerms({ terms, passages }: Document): Fields {
  const empty = (): Field => ({ length: 0, counts: new Map() })
  const fields: Fields = { title: empty(), question: empty(), keyword: empty(), body: empty() }
  for (let at = 0, from = 0; at < passages.length; at += stride) {
    const to = passages[at + 1]!
    const field = fields[fieldOf(passages[at]!)]
    field.length += to - from
    for (; from < to; from++) field.counts.set(terms[from]!, (field.counts.get(terms[from]!) ?? 0) + 1)
  }
  return fields
}

function fieldOf(kind: number): FieldName {
  if (kind === passageKinds.title) return 'title'
  if (kind === passageKinds.question) return 'question'
  return kind === passageKinds.keyword ? 'keyword' : 'body'
}
