import { html } from 'hono/html'
import type { Speech } from '../../../words/words.ts'
import type { Html } from './html.ts'
import { icons } from './icons.ts'

/** The way out of every page that does not help: the desk itself, and a person. */
export const wayOn = ({ locale, t }: Speech): Html =>
  html`<aside class="way-on">
    <h2>${t('web.home.nothing-found')}</h2>
    <p>${t('web.home.ask')}</p>
    <p><a class="button primary" href="/${locale}/ask">${t('web.search.ask')}${icons.arrow}</a></p>
  </aside>`
