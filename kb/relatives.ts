import { alikeIn } from './alike.ts'
import { type Compounds, compoundsIn } from './analysis/compounds.ts'
import { isName } from './analysis/names.ts'
import { stem } from './analysis/stem.ts'
import { synonymsOf } from './analysis/synonyms.ts'
import type { Term } from './analysis/terms.ts'
import { isCommonWord } from './lexicon.ts'
import type { Locale } from './locales.ts'
import { repairOf } from './repair.ts'
import type { Variant, Vocabulary } from './vocabulary.ts'

/** What a vocabulary knows of words like others. Its tables are made when they are first needed. */
export interface Relatives {
  /** The terms that stand for a word, itself first where the guides hold it. None: nothing in the guides is like it. */
  of(term: Term): Variant[]
  /** Makes the tables beforehand, one a step. */
  steps: (() => void)[]
  /** The German compounds. */
  compounds(): Compounds
  /** Those that were made last: of this vocabulary, or of an earlier one. */
  made: Compounds | undefined
}

const leastLikeness = 0.4
/** Eight find as much as six, sixteen less: what is hardly alike hides what is. */
const mostVariants = 6
const nearness = { synonym: 0.3, synonymOfUnknown: 0.6, compound: 0.3, part: 0.3, alike: 0.6 }

/**
 * Finds a word's relatives in a vocabulary: the word, or its repair where it is misspelt; synonyms; German compounds that
 * hold it, or that it is made of; words spelt alike. A stop word has none but itself. Compounds are made from
 * those of an earlier vocabulary where there are any.
 */
export function relativesOf(
  vocabulary: Vocabulary,
  locale: Locale,
  earlier?: Pick<Relatives, 'made'>,
): Relatives {
  const alike = alikeIn(vocabulary)
  const repair = repairOf(vocabulary, alike)
  const compounds = () => {
    const { made } = relatives
    if (made?.vocabulary === vocabulary) return made
    relatives.made = compoundsIn(vocabulary, made)
    return relatives.made
  }
  const of = (term: Term): Variant[] => {
    const id = findTerm(term, vocabulary, locale)
    const found: Variant[] = []
    const seen = new Set<number>()
    const add = (other: number | undefined, near: number) => {
      if (other === undefined || seen.has(other)) return
      seen.add(other)
      found.push({ id: other, nearness: near })
    }
    add(id, 1)
    if (term.stop) return list(found)
    if (id === undefined && isName(term.surface)) return []
    if (id === undefined && !isCommonWord(term.surface, locale))
      for (const neighbour of repair(term.text)) add(neighbour.id, neighbour.nearness)
    for (const synonym of synonymsOf(term.text, locale))
      add(vocabulary.find(synonym), id === undefined ? nearness.synonymOfUnknown : nearness.synonym)
    if (locale === 'de' && id !== undefined) {
      for (const whole of compounds().wholes.get(id) ?? []) add(whole, nearness.compound)
      for (const part of compounds().parts.get(id) ?? []) add(part, nearness.part)
    }
    for (const other of alike(term.text, leastLikeness)) add(other.id, other.nearness * nearness.alike)
    return list(found)
  }
  const steps = [() => void alike('', 1), () => void repair('----')]
  if (locale === 'de') steps.push(() => void compounds())
  const relatives: Relatives = { of, steps, compounds, made: earlier?.made }
  return relatives
}

/** The nearest of what was found. */
function list(found: Variant[]): Variant[] {
  return found.sort((a, b) => b.nearness - a.nearness).slice(0, mostVariants)
}

/** German is also typed without umlauts, as `aendern`. */
function findTerm({ text, surface }: Term, vocabulary: Vocabulary, locale: Locale): number | undefined {
  const id = vocabulary.find(text, surface)
  if (id !== undefined || locale !== 'de' || !/[aou]e/.test(surface)) return id
  const umlauts = surface.replace(/ae/g, 'ä').replace(/oe/g, 'ö').replace(/ue/g, 'ü')
  return vocabulary.find(stem(umlauts, locale), surface.replace(/([aou])e/g, '$1'))
}
