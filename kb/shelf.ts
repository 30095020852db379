import { type Document, passageKinds, passagesOf, readDocument } from './document.ts'
import { Examiner } from './evidence.ts'
import type { Locale } from './locales.ts'
import type { Guide } from './parse.ts'
import { Postings } from './postings.ts'
import { type Relatives, relativesOf } from './relatives.ts'
import { type FieldName, fieldNames, impact } from './scoring.ts'
import { Vocabulary } from './vocabulary.ts'

/** All guides of one language, indexed. */
export interface Shelf {
  locale: Locale
  documents: Document[]
  vocabulary: Vocabulary
  postings: Postings
  relatives: Relatives
  examiner: Examiner
}

/** Indexes the guides of one language. */
export function buildShelf(guides: Guide[], locale: Locale): Shelf {
  const vocabulary = new Vocabulary()
  const documents = guides.map(guide => readDocument(guide, vocabulary))
  weigh(documents, vocabulary)
  return {
    locale,
    documents,
    vocabulary,
    postings: fileDocuments(documents, vocabulary),
    relatives: relativesOf(vocabulary, locale),
    examiner: new Examiner(vocabulary),
  }
}

function weigh(documents: Document[], vocabulary: Vocabulary): void {
  let passages = 0
  for (const document of documents) {
    vocabulary.count('guides', document.terms)
    for (const { from, to } of passagesOf(document)) {
      passages++
      vocabulary.count('passages', document.terms.subarray(from, to))
    }
  }
  vocabulary.weigh({ guides: documents.length, passages })
  for (const document of documents) {
    let at = 0
    for (const { from, to } of passagesOf(document)) {
      let mass = 0
      for (const id of document.terms.subarray(from, to)) mass += vocabulary.weights[id]!
      document.masses[at++] = mass
    }
  }
}

interface Field {
  length: number
  counts: Map<number, number>
}
type Fields = Record<FieldName, Field>

function fileDocuments(documents: Document[], vocabulary: Vocabulary): Postings {
  const postings = new Postings()
  const counted = documents.map(countTerms)
  const averageOf = (name: FieldName) =>
    counted.reduce((sum, fields) => sum + fields[name].length, 0) / Math.max(1, counted.length)
  const averages = Object.fromEntries(fieldNames.map(name => [name, averageOf(name)])) as Record<
    FieldName,
    number
  >
  counted.forEach((fields, id) => {
    postings.add(id, impactsOf(fields, averages, vocabulary))
  })
  return postings
}

function countTerms(document: Document): Fields {
  const empty = (): Field => ({ length: 0, counts: new Map() })
  const fields: Fields = { title: empty(), question: empty(), keyword: empty(), body: empty() }
  for (const { kind, from, to } of passagesOf(document)) {
    const field = fields[fieldOf(kind)]
    field.length += to - from
    for (const id of document.terms.subarray(from, to)) field.counts.set(id, (field.counts.get(id) ?? 0) + 1)
  }
  return fields
}

function fieldOf(kind: number): FieldName {
  if (kind === passageKinds.title) return 'title'
  if (kind === passageKinds.question) return 'question'
  return kind === passageKinds.keyword ? 'keyword' : 'body'
}

function impactsOf(
  fields: Fields,
  averages: Record<FieldName, number>,
  vocabulary: Vocabulary,
): Map<string, number> {
  const impacts = new Map<string, number>()
  for (const name of fieldNames)
    for (const [id, count] of fields[name].counts) {
      const term = vocabulary.terms[id]!
      const gain = impact(name, count, fields[name].length / averages[name])
      impacts.set(term, (impacts.get(term) ?? 0) + gain)
    }
  return impacts
}
