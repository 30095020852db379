import { openLibrary } from '../../../kb/library.ts'
import type { Engine } from './engine.ts'

/** What `npm run -s search` asks, with the confidence as the score. */
export const ours: Engine = {
  name: 'ours',
  open(guides, locale) {
    let saved = new Uint8Array()
    const write = (_: string, bytes: Uint8Array) => {
      saved = new Uint8Array(bytes)
    }
    const library = openLibrary(guides, { read: () => undefined, write })
    library.ask('', { only: locale })
    return {
      search: (question, limit) =>
        library
          .ask(question, { only: locale, limit })
          .results.map(({ slug, confidence }) => ({ slug, score: confidence })),
      learn(questions) {
        const aliases = questions.flatMap(({ text, relevant }, at) =>
          relevant.map(slug => ({ id: `${at} ${slug}`, locale, slug, question: text, people: 2 })),
        )
        library.learn(aliases)
        return () => library.learn([])
      },
      save: () => saved,
    }
  },
}
