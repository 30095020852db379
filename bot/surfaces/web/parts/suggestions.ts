import type { Setting } from '../../../desk/desk.ts'
import { completionsOf, type Finding } from '../../../desk/search.ts'
import type { Speech } from '../../../words/words.ts'
import { doPath, guidePath, searchPath } from '../addresses.ts'

/** What is shown below a search box while one types: in words and in order, so that the script only sets it. */
export interface Suggestions {
  /** What is there, in a sentence. */
  status: string
  groups: { label: string; options: Suggestion[] }[]
}

export interface Suggestion {
  url: string
  title: string
  /** The language of the title, where it is not the page's. */
  lang?: string
  section?: string
  /** Text in turns: as it is, marked, as it is … */
  snippet?: string[]
}

const mostGuides = 4
const mostQuestions = 3
const mostActions = 2

/** The first results of a half-typed question, the known questions that it may become, and what can be done at once. */
export function suggestionsFor(
  setting: Setting,
  speech: Speech,
  question: string,
  finding: Finding | undefined,
): Suggestions {
  if (!question || !finding) return { status: '', groups: [] }
  const { locale, t, word } = speech
  const { results, respelt } = finding
  const guides = results.slice(0, mostGuides).map(
    ({ slug, locale: own, title, section, snippet, marks }): Suggestion => ({
      url: guidePath(own, slug, section.id),
      title,
      ...(own !== locale && { lang: own }),
      ...(section.title && { section: section.title }),
      snippet: markedParts(snippet, marks),
    }),
  )
  const search = (text: string): Suggestion => ({ url: searchPath(locale, text), title: text })
  const actions = finding.actions
    .slice(0, mostActions)
    .map(({ id }): Suggestion => ({ url: doPath(locale, id), title: word(`actions.${id}.name`) }))
  const shown = guides.map(({ title }) => title)
  const questions = completionsOf(setting, question, locale, mostQuestions + mostGuides).filter(
    text => !shown.includes(text),
  )
  const all = { url: searchPath(locale, question), title: t('web.search.all', { question }) }
  const groups = [
    { label: t('web.search.respelt'), options: respelt ? [search(respelt)] : [] },
    { label: t('web.search.guides'), options: guides },
    { label: t('web.search.actions'), options: actions },
    {
      label: t('web.search.questions'),
      options: questions.slice(0, mostQuestions).map(search),
    },
    { label: '', options: [all] },
  ]
  return {
    status: t('web.search.results', { count: results.length }),
    groups: groups.filter(({ options }) => options.length),
  }
}

/** A text in turns, as it is and marked: every second part is marked. */
export function markedParts(text: string, marks: readonly [start: number, end: number][]): string[] {
  const cuts = marks.flat()
  return [...cuts, text.length].map((end, place) => text.slice(cuts[place - 1] ?? 0, end))
}
