import { create, insert, save, search } from '@orama/orama'
import { terms } from '../../../kb/analysis/terms.ts'
import { bytesOf, type Engine, textOf } from './engine.ts'

interface Found {
  hits: { id: string; score: number }[]
}

/** Orama with our words, stems and folding, stop words left out, any word will do. */
export const orama: Engine = {
  name: 'orama',
  open(guides, locale) {
    const tokenizer = {
      language: 'english',
      normalizationCache: new Map<string, string>(),
      tokenize: (text: string) =>
        terms(text, locale)
          .filter(term => !term.stop)
          .map(term => term.text),
    }
    const db = create({ schema: { title: 'string', body: 'string' } as const, components: { tokenizer } })
    guides.forEach((guide, id) => {
      void insert(db, { id: String(id), title: guide.title, body: textOf(guide) })
    })
    return {
      search(question, limit) {
        const found = search(db, { term: question, limit, boost: { title: 2 }, threshold: 1 }) as Found
        return found.hits.map(({ id, score }) => ({ slug: guides[Number(id)]!.slug, score }))
      },
      save: () => bytesOf(save(db)),
    }
  },
}
