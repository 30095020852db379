import { html } from 'hono/html'
import type { Speech } from '../../../words/words.ts'
import type { Html } from './html.ts'

export interface Crumb {
  path: string
  name: string
}

/** The way from the front door to a page: the steps in between. */
export const crumbs = (speech: Speech, between: readonly Crumb[]): Html =>
  html`<nav class="crumbs" aria-label="${speech.t('web.guide.path')}"><ol>
    ${wayTo(speech, between).map(({ path, name }) => html`<li><a href="${path}">${name}</a></li>`)}
  </ol></nav>`

/** The same with the front door. */
export const wayTo = ({ locale, t }: Speech, between: readonly Crumb[]): Crumb[] => [
  { path: `/${locale}`, name: t('web.home.back') },
  ...between,
]
