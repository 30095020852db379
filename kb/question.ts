import { splitCompound } from './analysis/compounds.ts'
import { synonymsOf } from './analysis/synonyms.ts'
import { terms } from './analysis/terms.ts'
import { isCommonWord } from './lexicon.ts'
import { tuning } from './scoring.ts'
import { type Shelf, stopWeight } from './shelf.ts'

/** A word of a question as a shelf understands it. */
export interface QuestionTerm {
  /** The terms of the vocabulary that stand for it, with how well (0..1). None: the shelf does not know the word. */
  variants: { id: number; nearness: number }[]
  /** How telling the word is. */
  weight: number
  stop: boolean
  alien?: boolean
}

/** Longer questions are cut: nobody asks in more words. */
const longestQuestion = 1_000
const mostTerms = 48

/** A question's distinct words, repaired and weighed for a shelf. */
export function readQuestion(text: string, shelf: Shelf): QuestionTerm[] {
  const seen = new Set<string>()
  const found: QuestionTerm[] = []
  for (const { text: term, surface, stop, joined } of terms(text.slice(0, longestQuestion), shelf.locale)) {
    if (seen.has(term) || found.length >= mostTerms) continue
    seen.add(term)
    const id = shelf.vocabulary.find(term, surface)
    if (id === undefined && joined) continue
    if (id === undefined && !stop) {
      const parts = splitCompound(surface, part => shelf.vocabulary.surfaces().has(part))
      if (parts.length) {
        for (const part of parts) {
          const pid = shelf.vocabulary.surfaces().get(part)!
          if (seen.has(shelf.vocabulary.terms[pid]!)) continue
          seen.add(shelf.vocabulary.terms[pid]!)
          found.push({ variants: [{ id: pid, nearness: 1 }], weight: shelf.weights[pid]!, stop: false })
        }
        continue
      }
    }
    const common = tuning.lexicon > 0 && isCommonWord(surface, shelf.locale)
    const variants = id === undefined ? (stop || common ? [] : [...shelf.repair(term)]) : [{ id, nearness: 1 }]
    const rarity = id !== undefined ? shelf.weights[id]! : variants[0] ? Math.max(shelf.weights[variants[0].id]!, tuning.uw * shelf.unknownWeight) : shelf.unknownWeight * (stop ? stopWeight : 1)
    const weight = joined ? rarity * tuning.joined : rarity
    if (!stop && id !== undefined) {
      if (tuning.compound) for (const c of shelf.compounds().wholes.get(id) ?? []) if (!variants.some(v => v.id === c)) variants.push({ id: c, nearness: tuning.compound })
      if (tuning.part) for (const c of shelf.compounds().parts.get(id) ?? []) if (!variants.some(v => v.id === c)) variants.push({ id: c, nearness: tuning.part })
    }
    if (!stop) {
      const near = id === undefined ? tuning.synUnknown : tuning.synKnown
      if (near) for (const synonym of synonymsOf(term, shelf.locale)) {
        const other = shelf.vocabulary.find(synonym)
        if (other !== undefined && !variants.some(v => v.id === other)) variants.push({ id: other, nearness: near })
      }
    }
    if (tuning.gram && !stop) for (const n of shelf.grams(term)) if (!variants.some(v => v.id === n.id)) variants.push({ id: n.id, nearness: n.nearness * tuning.gram })
    found.push({ variants, weight, stop, alien: id === undefined && common && !stop })
  }
  return found
}
