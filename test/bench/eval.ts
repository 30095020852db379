import { parseArgs } from 'node:util'
import { bar } from '../../kb/confidence.ts'
import type { Guide, Locale } from '../../kb/guide.ts'
import type { Engine, Opened } from './engines/engine.ts'
import { enginesOf } from './engines/index.ts'
import { foldsOf, someOfEach } from './folds.ts'
import {
  answeredAt,
  aurocOf,
  average,
  curveOf,
  type Outcome,
  type Relevance,
  relevanceOf,
} from './measures.ts'
import { type Question, type QuestionSet, readSets } from './sets.ts'
import { withTypo } from './typos.ts'

/**
 * `npm run eval -- --set DIR [--split KIND,…] [--typos] [--engines NAME,…] [--content DIR]`: relevance of ours and the
 * peers, from the same files, one index a language. Ours goes the way of `npm run -s search`: `openLibrary` and `ask`.
 * `--learn [--folds N]` is ours alone, cross-validated: each question is asked when those of the other folds are
 * confirmed answers; `--each N` confirms so many a guide at most.
 * `--split kept-apart` asks of our own questions only those that nothing was learnt from.
 */
const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'test/questions' },
    split: { type: 'string' },
    typos: { type: 'boolean', default: false },
    engines: { type: 'string' },
    content: { type: 'string', default: 'content' },
    learn: { type: 'boolean', default: false },
    folds: { type: 'string', default: '10' },
    each: { type: 'string' },
  },
})

const limit = 10

function outcomeOf(opened: Opened, { text, relevant }: Question, seed: number): Outcome {
  const hits = opened.search(values.typos ? withTypo(text, seed) : text, limit)
  const places = hits.flatMap(({ slug }, at) => (relevant.includes(slug) ? [at + 1] : []))
  return { places, relevant: relevant.length, found: hits.length, confidence: hits[0]?.score ?? 0 }
}

function evaluate(engine: Engine, set: QuestionSet): { all: Outcome[]; relevance: Relevance } {
  const all: Outcome[] = []
  const byLanguage = Map.groupBy(set.questions, ({ locale }) => locale)
  const each = [...byLanguage].map(([locale, questions]) => {
    const outcomes = outcomesOf(engine, set.guides, locale, questions)
    all.push(...outcomes)
    const relevance = relevanceOf(outcomes)
    if (byLanguage.size > 1) {
      print(set.name, locale, engine.name, relevance)
      if (engine.name === 'ours') printAnswered(set.name, locale, outcomes)
    }
    return relevance
  })
  const relevance = average(each)
  print(set.name, byLanguage.size > 1 ? 'all' : [...byLanguage.keys()][0]!, engine.name, relevance)
  return { all, relevance }
}

function outcomesOf(engine: Engine, guides: Guide[], locale: Locale, questions: Question[]): Outcome[] {
  const own = guides.filter(guide => guide.locale === locale)
  const opened = engine.open(own, locale)
  if (values.learn) return learntOutcomes(opened, questions)
  return questions.map((question, at) => outcomeOf(opened, question, at))
}

/** The outcomes of each fold, asked when the other folds were learnt; whatever was learnt is forgotten again. */
function learntOutcomes(opened: Opened, questions: Question[]): Outcome[] {
  return foldsOf(questions, Number(values.folds)).flatMap(({ asked, others }) => {
    const forget = opened.learn!(values.each ? someOfEach(others, Number(values.each)) : others)
    const outcomes = asked.map((question, at) => outcomeOf(opened, question, at))
    forget()
    return outcomes
  })
}

const write = (line: string) => process.stdout.write(`${line}\n`)
const columns = (...cells: string[]) =>
  cells.map((cell, at) => (at < 3 ? cell.padEnd(13) : cell.padStart(8))).join('')

function print(set: string, locale: string, engine: string, relevance: Relevance): void {
  const { questions, hit1, hit3, hit10, mrr, ndcg, none } = relevance
  const shares = [hit1, hit3, hit10, mrr, ndcg, none].map(value => value.toFixed(4))
  write(columns(set, locale, engine, String(questions), ...shares))
}

/** What is answered at the shipped bar: of the questions that a guide answers, and of those that none does. */
function printAnswered(set: string, locale: string, outcomes: Outcome[]): void {
  const { answerable, others } = answeredAt(bar, outcomes)
  const cells = [`answered ${answerable.toFixed(3)}`, `of others ${others.toFixed(3)}`]
  write(`${columns(set, locale, 'ours')}AUROC ${aurocOf(outcomes).toFixed(3)}  ${cells.join('  ')}`)
}

function printConfidence(set: string, engine: string, outcomes: Outcome[]): void {
  const curve = curveOf(outcomes).map(
    ({ bar, answered, precision }) => `${bar}: ${answered.toFixed(3)}/${precision.toFixed(3)}`,
  )
  const shown = engine === 'ours' ? `  bar: answered/right  ${curve.join('  ')}` : ''
  write(`${columns(set, 'confidence', engine)}AUROC ${aurocOf(outcomes).toFixed(3)}${shown}`)
}

const sets = await readSets(values.set, { splits: values.split?.split(','), content: values.content })
write(columns('set', 'language', 'engine', 'n', 'hit@1', 'hit@3', 'hit@10', 'MRR@10', 'nDCG@10', 'no result'))
for (const engine of enginesOf(values.learn ? 'ours' : values.engines)) {
  const totals = sets.map(set => {
    const { all, relevance } = evaluate(engine, set)
    if (engine.name === 'ours') printAnswered(set.name, 'all', all)
    printConfidence(set.name, engine.name, all)
    return relevance
  })
  if (sets.length > 1) print('macro', '', engine.name, average(totals))
}
