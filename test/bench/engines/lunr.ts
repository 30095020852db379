import lunr from 'lunr'
import { terms } from '../../../kb/analysis/terms.ts'
import { bytesOf, type Engine, textOf } from './engine.ts'

/** lunr with our words, stems and folding. */
export const lunrEngine: Engine = {
  name: 'lunr',
  open(guides, locale) {
    const tokens = (text: string) => terms(text, locale).map(term => new lunr.Token(term.text, {}))
    const builder = new lunr.Builder()
    builder.tokenizer = Object.assign((text?: unknown) => tokens(String(text)), { separator: / / })
    builder.ref('id')
    builder.field('title', { boost: 2 })
    builder.field('body')
    guides.forEach((guide, id) => {
      builder.add({ id: String(id), title: guide.title, body: textOf(guide) })
    })
    const index = builder.build()
    return {
      search: (question, limit) =>
        index
          .query(query => {
            for (const { text } of terms(question, locale)) query.term(text, { usePipeline: false })
          })
          .slice(0, limit)
          .map(({ ref, score }) => ({ slug: guides[Number(ref)]!.slug, score })),
      save: () => bytesOf(index),
    }
  },
}
