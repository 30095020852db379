import { type Library, openLibrary } from '../../kb/library.ts'
import { type Action, isAskable } from '../core/action.ts'
import { locales } from '../core/catalogue.ts'
import type { Words } from '../words/words.ts'

/** Ways to ask for each action that a person can ask for, searched by the same finding as the guides. */
export function openIntents(actions: ReadonlyMap<string, Action>, words: Words): Library {
  const asked = [...actions.values()].filter(isAskable)
  return openLibrary(
    locales.flatMap(locale =>
      asked.map(({ id }) => ({
        slug: id,
        locale,
        title: words(locale).word(`actions.${id}.name`),
        summary: words(locale).word(`actions.${id}.summary`),
        questions: words(locale).list(`actions.${id}.questions`),
        keywords: [],
        services: [],
        related: [],
        body: words(locale).word(`actions.${id}.summary`),
      })),
    ),
  )
}
