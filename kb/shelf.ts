import { type Document, type Reading, readDocument, stride } from './document.ts'
import { Examiner } from './examiner.ts'
import { impactsOf, isSameScale, type Scale, scaleOf } from './fields.ts'
import { Filing } from './filing.ts'
import { Forms } from './forms.ts'
import type { Locale } from './locales.ts'
import type { Guide } from './parse.ts'
import { type Earlier, Postings } from './postings.ts'
import type { QuestionTerm } from './question.ts'
import { type Relatives, relativesOf } from './relatives.ts'
import { Stream } from './stream.ts'
import { Vocabulary } from './vocabulary.ts'

/** All guides of one language, indexed. */
export interface Shelf {
  locale: Locale
  forms: Forms
  documents: Document[]
  vocabulary: Vocabulary
  scale: Scale
  postings: Postings
  relatives: Relatives
  examiner: Examiner
  /** Words of questions, as this shelf understands them: people use the same ones again and again. */
  understood: Map<string, QuestionTerm[]>
  /** Room for a score a guide, used again for every question. */
  scores: Float64Array
}

/**
 * Indexes the guides of one language. What an earlier shelf knows of guides that are still the same is taken over; the
 * result is no other than without it.
 */
export function buildShelf(guides: Guide[], locale: Locale, earlier?: Shelf): Shelf {
  const forms = earlier?.forms ?? new Forms()
  const known = new Map(earlier?.documents.map(document => [document.guide, document]))
  const readings = guides.map(guide => known.get(guide) ?? readDocument(guide, forms))
  const vocabulary = new Vocabulary()
  const documents = numberTerms(readings, forms, vocabulary)
  const scale = scaleOf(documents)
  const postings = fileDocuments(documents, vocabulary, scale, earlier)
  return assemble({ locale, forms, documents, vocabulary, scale, postings }, earlier?.relatives)
}

/** A shelf of parts that fit together. */
export function assemble(
  parts: Omit<Shelf, 'relatives' | 'examiner' | 'understood' | 'scores'>,
  earlier?: Pick<Relatives, 'made'>,
): Shelf {
  const { vocabulary, locale, documents } = parts
  return {
    ...parts,
    relatives: relativesOf(vocabulary, locale, earlier),
    examiner: new Examiner(vocabulary, new Stream(documents, vocabulary), documents),
    understood: new Map(),
    scores: new Float64Array(documents.length),
  }
}

/** Numbers and weighs the terms that all guides hold, in the order of their first appearance. */
export function numberTerms(readings: Reading[], forms: Forms, vocabulary: Vocabulary): Document[] {
  const ids = new Int32Array(forms.all.length).fill(-1)
  const enter = (form: number) => {
    const { text, surface, stop } = forms.all[form]!
    ids[form] = vocabulary.add(text, surface, stop)
  }
  // One piece for all: thousands of small ones cost more to make than to fill.
  const all = new Uint32Array(readings.reduce((sum, { forms }) => sum + forms.length, 0))
  let end = 0
  const documents = readings.map(reading => {
    const terms = all.subarray(end, end + reading.forms.length)
    end += terms.length
    for (let at = 0; at < terms.length; at++) {
      const form = reading.forms[at]!
      if (ids[form]! < 0) enter(form)
      terms[at] = ids[form]!
    }
    return { ...reading, terms }
  })
  weigh(documents, vocabulary)
  return documents
}

function weigh(documents: Document[], vocabulary: Vocabulary): void {
  let count = 0
  for (const { terms, passages } of documents) {
    vocabulary.count('guides', terms)
    for (let at = 1, from = 0; at < passages.length; at += stride) {
      vocabulary.count('passages', terms, from, passages[at])
      from = passages[at]!
      count++
    }
  }
  vocabulary.weigh({ guides: documents.length, passages: count })
}

/** Files the guides that an earlier shelf does not hold, all of them where lengths are now measured otherwise. */
function fileDocuments(
  documents: Document[],
  { terms }: Vocabulary,
  scale: Scale,
  shelf: Shelf | undefined,
): Postings {
  const earlier = shelf && isSameScale(shelf.scale, scale) ? earlierOf(shelf, documents) : undefined
  const carried = new Set(earlier?.guides)
  const filing = new Filing()
  documents.forEach((document, id) => {
    if (!carried.has(id)) filing.add(id, impactsOf(document, scale, terms))
  })
  return Postings.of(terms, filing, earlier)
}

function earlierOf({ documents, postings, vocabulary }: Shelf, now: Document[]): Earlier {
  const places = new Map(now.map(({ guide }, id) => [guide, id]))
  const guides = Int32Array.from(documents, ({ guide }) => places.get(guide) ?? -1)
  return { postings, guides, term: term => vocabulary.number(term) }
}
