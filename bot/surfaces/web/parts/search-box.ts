import { html } from 'hono/html'
import type { Speech } from '../../../words/words.ts'
import type { Html } from './layout.ts'

/** Where one types a question to search the guides. */
export const searchBox = ({ locale, t }: Speech, question: string): Html =>
  html`<form class="search" role="search" action="/${locale}/search">
    <label for="q">${t('web.search.label')}</label>
    <input id="q" name="q" type="search" value="${question}" maxlength="1000" autocomplete="off" />
    <button>${t('web.search.send')}</button>
  </form>`
