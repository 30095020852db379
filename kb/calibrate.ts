import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Sign, signs, weights } from './confidence.ts'
import { Elsewhere, elsewhereOf, questionsElsewhere } from './elsewhere.ts'
import { loadGuides } from './load.ts'
import { type Locale, locales } from './locales.ts'
import type { Guide } from './parse.ts'
import { readQuestion } from './question.ts'
import { rank } from './ranking.ts'
import { buildShelf, type Shelf } from './shelf.ts'

/**
 * Makes the weights of `confidence.ts` anew: `node kb/calibrate.ts CONTENT QUESTIONS …`. CONTENT is a folder of guides,
 * QUESTIONS folders of `<locale>.jsonl` with people's questions and the guide that answers each, or null.
 */

const { bias: _, ...used } = weights
const names = Object.keys(used) as Sign[]

/** A question, and the guide that answers it. */
export interface Asked {
  question: string
  slug: string | null
}

/** What the signs say of the first guide found, whether it is the right one, and how much that counts. */
export interface Example {
  signs: number[]
  right: boolean
  weight: number
}

/** Half of people's questions, by hash, is kept apart and never learnt from. */
export const isKeptApart = (question: string): boolean =>
  createHash('sha256').update(question).digest()[0]! % 2 === 1

/** What each kind of example counts in all. */
const shares = { asked: 800, askedOfOthers: 140, known: 400, knownOfOthers: 150, elsewhere: 100 }
type Kind = keyof typeof shares
/** Questions without an answer are fewer, and are taken so many times; the bias gives back what this costs. */
const strictness = 2

/**
 * Examples of one language: people's questions, and the known questions of each guide, each asked while it is left out
 * of the index itself; as questions without an answer, all of these asked while the guide that answers is left out, and
 * those about other things (`elsewhere`), each while it is left out of them.
 */
export function examplesOf(
  guides: Guide[],
  asked: Asked[],
  locale: Locale,
  elsewhere: string[] = [],
): Example[] {
  const learnt = asked.filter(({ question }) => !isKeptApart(question))
  const found: Record<Kind, Example[]> = {
    asked: [],
    askedOfOthers: [],
    known: [],
    knownOfOthers: [],
    elsewhere: [],
  }
  const note = (
    kind: Kind,
    shelf: Shelf,
    question: string,
    slug: string | null,
    likenessElsewhere = elsewhereOf(question, locale),
  ) => {
    const example = exampleOf(shelf, question, slug, likenessElsewhere)
    if (example) found[kind].push(example)
  }
  const whole = buildShelf(guides, locale)
  for (const { question, slug } of learnt) note('asked', whole, question, slug)
  for (const question of elsewhere) {
    const rest = new Elsewhere(
      elsewhere.filter(other => other !== question),
      locale,
    )
    note('elsewhere', whole, question, null, () => rest.likeness(question))
  }
  guides.forEach((guide, at) => {
    const others = buildShelf(guides.toSpliced(at, 1), locale)
    for (const { question, slug } of learnt)
      if (slug === guide.slug) note('askedOfOthers', others, question, null)
    for (const question of guide.questions) {
      note('known', shelfWithout(question, guides, at, locale), question, guide.slug)
      note('knownOfOthers', others, question, null)
    }
  })
  return Object.entries(found).flatMap(([kind, some]) => shareOut(some, shares[kind as Kind]))
}

function shelfWithout(question: string, guides: Guide[], at: number, locale: Locale): Shelf {
  const guide = guides[at]!
  const questions = guide.questions.filter(other => other !== question)
  return buildShelf(guides.with(at, { ...guide, questions }), locale)
}

/** None where the wrong guide comes first although one answers: that is the ranking's mistake. */
function exampleOf(
  shelf: Shelf,
  question: string,
  slug: string | null,
  elsewhere: () => number,
): Example | undefined {
  const [first, next] = rank(readQuestion(question, shelf), shelf, 2)
  const right = first?.document.guide.slug === slug
  if (!first || (slug !== null && !right)) return undefined
  const values = names.map(name => signs[name](first, next, elsewhere))
  return { signs: values, right, weight: slug ? 1 : strictness }
}

function shareOut(examples: Example[], share: number): Example[] {
  const total = examples.reduce((sum, { weight }) => sum + weight, 0)
  return examples.map(one => ({ ...one, weight: (one.weight * share) / total }))
}

/** Logistic regression with a ridge, by Newton's method (Bishop 2006, 4.3.3): the bias, then a weight a sign. */
export function regress(examples: Example[], ridge = 1): number[] {
  const rows = examples.map(example => [1, ...example.signs])
  const size = rows[0]!.length
  const weights: number[] = new Array(size).fill(0)
  for (let turn = 0; turn < 20; turn++) {
    const slope = weights.map((weight, at) => (at === 0 ? 0 : -ridge * weight))
    const curve = weights.map((_, i) => weights.map((_, j) => (i === j && i > 0 ? ridge : 0)))
    rows.forEach((row, at) => {
      const { right, weight } = examples[at]!
      const chance = 1 / (1 + Math.exp(-row.reduce((sum, value, i) => sum + value * weights[i]!, 0)))
      row.forEach((value, i) => {
        slope[i]! += weight * ((right ? 1 : 0) - chance) * value
        row.forEach((other, j) => {
          curve[i]![j]! += weight * chance * (1 - chance) * value * other
        })
      })
    })
    solve(curve, slope).forEach((step, at) => {
      weights[at]! += step
    })
  }
  weights[0]! += Math.log(strictness)
  return weights
}

/** Solves a symmetric positive definite system by elimination. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length
  for (let i = 0; i < size; i++)
    for (let row = i + 1; row < size; row++) {
      const factor = matrix[row]![i]! / matrix[i]![i]!
      for (let column = i; column < size; column++) matrix[row]![column]! -= factor * matrix[i]![column]!
      right[row]! -= factor * right[i]!
    }
  for (let i = size - 1; i >= 0; i--) {
    for (let column = i + 1; column < size; column++) right[i]! -= matrix[i]![column]! * right[column]!
    right[i]! /= matrix[i]![i]!
  }
  return right
}

if (import.meta.main) {
  const [content = '', ...folders] = process.argv.slice(2)
  const { guides } = await loadGuides(content)
  const read = (folder: string, locale: Locale): Asked[] =>
    readFileSync(join(folder, `${locale}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
  const examples = locales.flatMap(locale =>
    examplesOf(
      guides.filter(guide => guide.locale === locale),
      folders.flatMap(folder => read(folder, locale)),
      locale,
      questionsElsewhere(locale),
    ),
  )
  const made = regress(examples).map(weight => Number(weight.toFixed(2)))
  process.stdout.write(
    `${JSON.stringify(Object.fromEntries(['bias', ...names].map((name, at) => [name, made[at]])))}\n`,
  )
}
