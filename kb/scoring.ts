/** How a field counts: its weight, how soon repetition stops counting, how much length matters, what one match is worth. */
export const fieldSettings = {
  title: { weight: 1.5, k1: 0.6, b: 0.5, delta: 0.5 },
  question: { weight: 1.5, k1: 1.2, b: 0.5, delta: 0.5 },
  keyword: { weight: 1.5, k1: 0.6, b: 0, delta: 0.5 },
  body: { weight: 1, k1: 1.2, b: 0.8, delta: 0.5 },
}

/**
 * BM25+ without its idf: δ + tf·(k1+1) / (tf + k1·(1 − b + b·length/average)), times the field's weight.
 * Lv & Zhai, "Lower-bounding term frequency normalization", CIKM 2011.
 */
export function impact(field: keyof typeof fieldSettings, count: number, relativeLength: number): number {
  const { weight, k1, b, delta } = fieldSettings[field]
  return weight * (delta + (count * (k1 + 1)) / (count + k1 * (1 - b + b * relativeLength)))
}

/** How rare a term is: ln(1 + (N − n + ½) / (n + ½)), Robertson & Spärck Jones 1976, kept above zero. */
export function idf(documents: number, holding: number): number {
  return Math.log(1 + (documents - holding + 0.5) / (holding + 0.5))
}

export const tuning = { skip: 0, lexicon: 1, uw: 0.5, r0: 0.9, r1: 1, synKnown: 0.3, synUnknown: 0.6, pidf: 0.6, second: 0, question: 0, depth: 24, likeness: 1.5, passage: 3, coord: 3, coordStops: 2, qexp: 0.7, tqexp: 0.7, pair: 0.6, gap: 1, likenessStops: 3, joined: 0.5, compound: 0.3, part: 0.3, stop: 0.5, gram: 0.6, dice: 0.4, gramMax: 16 }
if (process.env.T) Object.assign(tuning, JSON.parse(process.env.T))
if (process.env.F) for (const [k, v] of Object.entries(JSON.parse(process.env.F))) Object.assign(fieldSettings[k as 'body'], v)
