import { tuning } from './scoring.ts'
import type { Neighbour, Repair } from './repair.ts'
import type { Vocabulary } from './vocabulary.ts'

const size = 4
export function gramsIn(word: string): string[] {
  const w = `^${word}$`
  const out: string[] = []
  for (let i = 0; i + size <= w.length; i++) out.push(w.slice(i, i + size))
  return out
}
export function gramsOf(vocabulary: Vocabulary): Repair {
  let index: Map<string, number[]> | undefined
  const cache = new Map<string, Neighbour[]>()
  let shared = new Uint8Array(0)
  return word => {
    const c = cache.get(word)
    if (c) return c
    if (!index) {
      index = new Map()
      vocabulary.terms.forEach((t, id) => { for (const g of gramsIn(t)) { const l = index!.get(g); if (l) l.push(id); else index!.set(g, [id]) } })
      shared = new Uint8Array(vocabulary.terms.length)
    }
    const gs = gramsIn(word)
    const touched: number[] = []
    for (const g of gs) for (const id of index.get(g) ?? []) { if (shared[id]! === 0) touched.push(id); shared[id]!++ }
    const out: Neighbour[] = []
    for (const id of touched) {
      const t = vocabulary.terms[id]!
      const dice = 2 * shared[id]! / (gs.length + Math.max(1, t.length - 1))
      shared[id] = 0
      if (dice >= tuning.dice && t !== word) out.push({ id, nearness: dice })
    }
    out.sort((a, b) => b.nearness - a.nearness)
    out.length = Math.min(out.length, tuning.gramMax)
    cache.set(word, out)
    return out
  }
}
