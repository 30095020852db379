/** How a field counts: its weight, how soon repetition stops counting, how much length matters, what one match is worth. */
const fields = {
  title: { weight: 1.5, k1: 0.6, b: 0.5, delta: 0.5 },
  question: { weight: 1.5, k1: 1.2, b: 0.5, delta: 0.5 },
  keyword: { weight: 1.5, k1: 0.6, b: 0, delta: 0.5 },
  body: { weight: 1, k1: 1.2, b: 0.8, delta: 0.5 },
}
export type FieldName = keyof typeof fields
export const fieldNames = Object.keys(fields) as FieldName[]

/** What stop words count, beside other words as rare: removing them altogether finds less. */
export const stopWeight = 0.5

/** A term's rarity is taken among passages by this share, and among whole guides by the rest. */
const passageShare = 0.6

/**
 * BM25+ without its idf: δ + tf·(k1+1) / (tf + k1·(1 − b + b·length/average)), times the field's weight.
 * Lv & Zhai, "Lower-bounding term frequency normalization", CIKM 2011.
 */
export function impact(field: FieldName, count: number, relativeLength: number): number {
  const { weight, k1, b, delta } = fields[field]
  return weight * (delta + (count * (k1 + 1)) / (count + k1 * (1 - b + b * relativeLength)))
}

/** How rare a term is: ln(1 + (N − n + ½) / (n + ½)), Robertson & Spärck Jones 1976, kept above zero. */
export function idf(all: number, holding: number): number {
  return Math.log(1 + (all - holding + 0.5) / (holding + 0.5))
}

export interface Spread {
  guides: number
  passages: number
}

/**
 * How telling a term is. Among ten guides a word such as `organisation` stands in every one and its idf is nil; among
 * their passages it is still told from `and`. So both count.
 */
export function termWeight(all: Spread, holding: Spread, stop: boolean): number {
  const rarity =
    (1 - passageShare) * idf(all.guides, holding.guides) + passageShare * idf(all.passages, holding.passages)
  return stop ? rarity * stopWeight : rarity
}

/** How far a passage's own weight lowers its likeness: ½ would be the cosine, 0 mere coverage. */
const lengthExponent = 0.3

/** What a likeness is divided by, for the weight of one of the two texts. */
export const normOf = (mass: number): number => mass ** lengthExponent
