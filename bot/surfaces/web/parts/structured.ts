import { html, raw } from 'hono/html'
import type { Reading } from '../../../desk/reading.ts'
import type { Crumb } from './crumbs.ts'
import type { Html } from './html.ts'
import { plain, stepsIn } from './markdown.ts'

/** A guide as search engines read it: steps where it has some, else questions with their answers (schema.org). */
export function structured(guide: Reading, url: string, way: readonly Crumb[], publicUrl: string): Html {
  const graph = [guideData(guide, url), crumbData([...way, { path: '', name: guide.title }], url, publicUrl)]
  return jsonLd({ '@context': 'https://schema.org', '@graph': graph })
}

/** No text of a guide can end the script that holds it, or begin a comment in it. */
const jsonLd = (data: object): Html =>
  html`<script type="application/ld+json">${raw(
    JSON.stringify(data).replace(
      /[<>&\u2028\u2029]/g,
      letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  )}</script>`

function guideData(guide: Reading, url: string): object {
  const { title, summary, locale, changed } = guide
  const common = {
    '@id': url,
    url,
    name: title,
    ...(summary && { description: summary }),
    inLanguage: locale,
    ...(changed && { dateModified: changed }),
  }
  const ways = guide.sections
    .map(({ id, title, markdown }) => ({ id, title, steps: stepsIn(markdown) }))
    .filter(({ steps }) => steps.length > 0)
  return ways.length
    ? { '@type': 'HowTo', ...common, step: ways.map(way => wayData(way, guide.title, url)) }
    : { '@type': 'FAQPage', ...common, mainEntity: questionsIn(guide) }
}

interface Way {
  id: string
  title: string
  steps: readonly string[]
}

const wayData = ({ id, title, steps }: Way, guide: string, url: string): object => ({
  '@type': 'HowToSection',
  name: title || guide,
  url: id ? `${url}#${encodeURIComponent(id)}` : url,
  itemListElement: steps.map((text, place) => ({ '@type': 'HowToStep', position: place + 1, text })),
})

/** What a guide without steps answers, heading by heading; one without headings answers its title. */
function questionsIn({ title, summary, sections }: Reading): object[] {
  const answers = sections
    .filter(({ id }) => id)
    .map(({ title, markdown }) => ({ title, text: plain(markdown) }))
  const whole = {
    title,
    text: [summary, ...sections.map(({ markdown }) => plain(markdown))].join(' ').trim(),
  }
  return (answers.length ? answers : [whole]).map(({ title, text }) => ({
    '@type': 'Question',
    name: title,
    acceptedAnswer: { '@type': 'Answer', text },
  }))
}

const crumbData = (crumbs: readonly Crumb[], url: string, publicUrl: string): object => ({
  '@type': 'BreadcrumbList',
  itemListElement: crumbs.map(({ path, name }, place) => ({
    '@type': 'ListItem',
    position: place + 1,
    name,
    item: path ? `${publicUrl}${path}` : url,
  })),
})
