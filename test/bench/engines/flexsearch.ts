import { Index } from 'flexsearch'
import { terms } from '../../../kb/analysis/terms.ts'
import { bytesOf, type Engine, textOf } from './engine.ts'

/** FlexSearch by itself at its best: our words, stems and folding, stop words left out, any word will do. */
export const flexsearch: Engine = {
  name: 'flexsearch',
  open(guides, locale) {
    const encode = (text: string) =>
      terms(text, locale)
        .filter(term => !term.stop)
        .map(term => term.text)
    const index = new Index({ encode, tokenize: 'strict', resolution: 9 })
    guides.forEach((guide, id) => {
      index.add(id, `${guide.title}\n${textOf(guide)}`)
    })
    return {
      search(question, limit) {
        const ids = index.search(question, { limit, suggest: true }) as number[]
        return ids.map((id, at) => ({ slug: guides[id]!.slug, score: -at }))
      },
      save() {
        const parts: Record<string, string> = {}
        index.export((key, data) => {
          parts[key] = data
        })
        return bytesOf(parts)
      },
    }
  },
}
