import { sentences } from './analysis/sentences.ts'
import { terms } from './analysis/terms.ts'
import type { Guide } from './parse.ts'
import { type Section, sectionsOf } from './sections.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a passage is, where it is not a sentence of a section. */
export const passageKinds = { title: -1, question: -2, keyword: -3, summary: -4 } as const

/** Numbers that a passage takes in `passages`. */
export const stride = 4

/** A guide, read once: its sections, and its terms passage by passage (a title, a known question, a sentence …). */
export interface Document {
  guide: Guide
  sections: Pick<Section, 'id' | 'title' | 'text'>[]
  /** The numbers of all its terms in their order. */
  terms: Uint32Array
  /** Four numbers a passage: its section or kind, where its text begins and ends, where its terms end. */
  passages: Int32Array
  /** How much each passage's terms weigh together; filled in once the vocabulary is weighed. */
  masses: Float32Array
}

/** Longer guides are searched by their beginning only. */
const longestText = 200_000

/** Analyses a guide; its terms enter the vocabulary. */
export function readDocument(guide: Guide, vocabulary: Vocabulary): Document {
  const sections = sectionsOf(guide).map(({ id, title, text }) => ({ id, title, text }))
  const stream: number[] = []
  const passages: number[] = []
  const read = (text: string, kind: number, start = 0, end = text.length) => {
    for (const term of terms(text.slice(start, end), guide.locale))
      stream.push(vocabulary.add(term.text, term.surface, term.stop))
    passages.push(kind, start, end, stream.length)
  }
  read(guide.title, passageKinds.title)
  for (const question of guide.questions) read(question, passageKinds.question)
  for (const keyword of guide.keywords) read(keyword, passageKinds.keyword)
  if (guide.summary) read(guide.summary, passageKinds.summary)
  let budget = longestText
  sections.forEach((section, at) => {
    if (section.title) read(section.title, at, 0, section.title.length)
    const text = section.text.slice(0, Math.max(0, budget))
    for (const [start, end] of sentences(text)) read(text, at, start, end)
    budget -= text.length
  })
  const masses = new Float32Array(passages.length / stride)
  return { guide, sections, terms: Uint32Array.from(stream), passages: Int32Array.from(passages), masses }
}

/** The passages of a document in their order: what each is, and where its terms begin and end. */
export function* passagesOf({ passages }: Document): Generator<{ kind: number; from: number; to: number }> {
  let from = 0
  for (let at = 0; at < passages.length; at += stride) {
    const to = passages[at + 3]!
    yield { kind: passages[at]!, from, to }
    from = to
  }
}
