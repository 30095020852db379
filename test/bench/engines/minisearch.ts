import MiniSearch from 'minisearch'
import { terms } from '../../../kb/analysis/terms.ts'
import { bytesOf, type Engine, textOf } from './engine.ts'

/** MiniSearch with full language analysis: our words, stems and folding; nearest words for unknown ones. */
export const minisearch: Engine = {
  name: 'minisearch',
  open(guides, locale) {
    const index = new MiniSearch({
      fields: ['title', 'body'],
      tokenize: text => terms(text, locale).map(term => term.text),
      processTerm: term => term,
      searchOptions: {
        boost: { title: 2 },
        fuzzy: term => (term.length > 4 ? 1 : false),
        weights: { fuzzy: 0.2, prefix: 0.2 },
      },
    })
    index.addAll(guides.map((guide, id) => ({ id, title: guide.title, body: textOf(guide) })))
    return {
      search: (question, limit) =>
        index
          .search(question)
          .slice(0, limit)
          .map(({ id, score }) => ({ slug: guides[id as number]!.slug, score })),
      save: () => bytesOf(index),
    }
  },
}
