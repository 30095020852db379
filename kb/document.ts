import { sentences } from './analysis/sentences.ts'
import { type Term, terms } from './analysis/terms.ts'
import type { Guide } from './parse.ts'
import { type Section, sectionsOf } from './sections.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a passage is, where it is not a sentence of a section. */
export const passageKinds = { title: -1, question: -2, keyword: -3, summary: -4 } as const

/** Numbers a passage takes in `passages`: its section or kind, where its text begins and ends, where its terms end. */
export const stride = 4

/** A guide, read once: its sections, and its terms passage by passage (a title, a known question, a sentence …). */
export interface Document {
  guide: Guide
  sections: Section[]
  terms: Uint32Array
  passages: Int32Array
  /** The weight of each passage's terms. */
  masses: Float32Array
}

/** Longer guides are searched by their beginning only. */
const longestText = 200_000

/** Analyses a guide; its terms enter the vocabulary. */
export function readDocument(guide: Guide, vocabulary: Vocabulary): Document {
  const sections = sectionsOf(guide)
  const stream: number[] = []
  const passages: number[] = []
  const read = (text: string, section: number, start: number, end: number) => {
    for (const term of terms(text.slice(start, end), guide.locale)) stream.push(idOf(term, vocabulary))
    passages.push(section, start, end, stream.length)
  }
  const whole = (text: string, kind: number) => text && read(text, kind, 0, text.length)
  whole(guide.title, passageKinds.title)
  for (const question of guide.questions) whole(question, passageKinds.question)
  for (const keyword of guide.keywords) whole(keyword, passageKinds.keyword)
  whole(guide.summary, passageKinds.summary)
  let budget = longestText
  sections.forEach((section, at) => {
    if (section.title) read(section.title, at, 0, section.title.length)
    const text = section.text.slice(0, Math.max(0, budget))
    for (const [start, end] of sentences(text)) read(text, at, start, end)
    budget -= text.length
  })
  return { guide, sections, terms: Uint32Array.from(stream), passages: Int32Array.from(passages), masses: new Float32Array(passages.length / stride) }
}

function idOf(term: Term, vocabulary: Vocabulary): number {
  return vocabulary.add(term.text, term.surface, term.stop)
}
