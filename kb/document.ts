import { sentences } from './analysis/sentences.ts'
import { terms } from './analysis/terms.ts'
import type { Forms } from './forms.ts'
import type { Guide } from './parse.ts'
import { type Section, sectionsOf } from './sections.ts'

/** What a passage is, where it is not a sentence of a section. */
export const passageKinds = { title: -1, question: -2, keyword: -3, summary: -4 } as const

/** Numbers that a passage takes in `passages`. */
export const stride = 2

/** A guide, read once: its sections, and its words passage by passage (a title, a known question, a sentence …). */
export interface Reading {
  guide: Guide
  sections: Pick<Section, 'id' | 'title'>[]
  /** The numbers of all its forms in their order. */
  forms: Uint32Array
  /** Two numbers a passage: its section or kind, and where its forms end. */
  passages: Int32Array
}

/** A guide among the others of its language. */
export interface Document extends Reading {
  /** The numbers of its terms, one a form. */
  terms: Uint32Array
}

/** A passage as it stands in its text. */
interface Passage {
  kind: number
  text: string
  start: number
  end: number
}

/** Longer guides are searched by their beginning only. */
const longestText = 200_000

/** Analyses a guide; its words enter the forms. */
export function readDocument(guide: Guide, forms: Forms): Reading {
  const sections = sectionsOf(guide)
  const stream: number[] = []
  const passages: number[] = []
  for (const { kind, text, start, end } of passagesIn(guide, sections)) {
    for (const term of terms(text.slice(start, end), guide.locale)) stream.push(forms.number(term))
    passages.push(kind, stream.length)
  }
  const headings = sections.map(({ id, title }) => ({ id, title }))
  return { guide, sections: headings, forms: Uint32Array.from(stream), passages: Int32Array.from(passages) }
}

function* passagesIn(guide: Guide, sections: readonly Section[]): Generator<Passage> {
  const whole = (kind: number, text: string): Passage => ({ kind, text, start: 0, end: text.length })
  yield whole(passageKinds.title, guide.title)
  for (const question of guide.questions) yield whole(passageKinds.question, question)
  for (const keyword of guide.keywords) yield whole(passageKinds.keyword, keyword)
  if (guide.summary) yield whole(passageKinds.summary, guide.summary)
  let budget = longestText
  for (const [kind, { title, text: all }] of sections.entries()) {
    if (title) yield whole(kind, title)
    const text = all.slice(0, Math.max(0, budget))
    for (const [start, end] of sentences(text)) yield { kind, text, start, end }
    budget -= text.length
  }
}

/**
 * A section's text, and where in it a passage stands. The text is read again from the guide: few are ever shown, and to
 * keep all of them would take more memory than the index.
 */
export function passageAt(guide: Guide, at: number): { text: string; place: [start: number, end: number] } {
  const sections = sectionsOf(guide)
  let index = 0
  for (const { kind, text, start, end } of passagesIn(guide, sections))
    if (index++ === at) return { text: sections[kind]?.text ?? text, place: [start, end] }
  return { text: '', place: [0, 0] }
}
