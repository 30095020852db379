import { type Document, passageKinds } from './document.ts'

/** What speaks for a guide, on a close look. Shares are of the question's weight, 0..1. */
export interface Evidence {
  document: Document
  /** BM25+ by unit of the question's weight, and what all evidence comes to: both are the ranking's. */
  impact: number
  score: number
  /** Share found anywhere in the guide. */
  coverage: number
  /** Likeness to the title, or to the nearest known question or keyword. */
  likeness: number
  /** Likeness to the nearest of title and known questions, and to the second nearest. */
  nearest: number
  second: number
  /** Likeness to the body's best passage. */
  passageLikeness: number
  /** The section that answers, −1 for none, and its best passage: which of the guide's. */
  section: number
  passage: number
  /** Stop words aside: how many of the question's words were found, how many as they stand, how many of these are rare. */
  found: number
  exact: number
  exactRare: number
  /** Stop words aside: what the words found in title, known questions and keywords weigh. */
  prominent: number
  /** Stop words aside: share found in keywords of which no word is missing. */
  keyed: number
  /** How many names the question holds that no guide knows. */
  foreign: number
  /** 1 where people confirmed that the guide answers this very question: the ranking's too. */
  confirmed: number
  /** What its aliases added to the score: the ranking's too. */
  told: number
}

/** What the section being read has shown, and the most that any has. */
export interface Tally {
  section: number
  sum: number
  best: number
  passage: number
  highest: number
}

/** Enters a passage of the body: the section that answers is the one whose squared likenesses are the most. */
export function enter(
  tally: Tally,
  evidence: Evidence,
  likeness: number,
  section: number,
  passage: number,
): void {
  if (section !== tally.section) {
    tally.section = section
    tally.sum = 0
    tally.best = 0
    tally.passage = -1
  }
  tally.sum += likeness * likeness
  if (likeness > tally.best) {
    tally.best = likeness
    tally.passage = passage
    evidence.passageLikeness = Math.max(evidence.passageLikeness, likeness)
  }
  if (tally.sum <= tally.highest) return
  tally.highest = tally.sum
  evidence.section = section
  evidence.passage = tally.passage
}

/** What speaks for a guide before it is looked at. */
export const nothingOf = (document: Document): Evidence => ({
  document,
  impact: 0,
  score: 0,
  coverage: 0,
  likeness: 0,
  nearest: 0,
  second: 0,
  passageLikeness: 0,
  section: -1,
  passage: -1,
  found: 0,
  exact: 0,
  exactRare: 0,
  prominent: 0,
  keyed: 0,
  foreign: 0,
  confirmed: 0,
  told: 0,
})

/** Notes a title, known question or keyword that is like the question. */
export function near(evidence: Evidence, likeness: number, kind: number): void {
  evidence.likeness = Math.max(evidence.likeness, likeness)
  if (kind === passageKinds.keyword) return
  evidence.second = Math.max(evidence.second, Math.min(evidence.nearest, likeness))
  evidence.nearest = Math.max(evidence.nearest, likeness)
}
