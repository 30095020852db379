import { html } from 'hono/html'
import type { Speech } from '../../../words/words.ts'
import type { Html } from './html.ts'
import { icons } from './icons.ts'

/** Where one types a question to search the guides. A script shows the first results below it while one types. */
export const searchBox = ({ locale, t }: Speech, question: string): Html =>
  html`<form class="search" role="search" action="/${locale}/search">
    <label class="unseen" for="q">${t('web.search.label')}</label>
    <input id="q" name="q" type="search" value="${question}" placeholder="${t('web.search.label')}" maxlength="1000" autocomplete="off" autocapitalize="none" enterkeyhint="search" title="${t('web.search.hint')}" />
    <button>${icons.search}<span class="unseen">${t('web.search.send')}</span></button>
    <p class="unseen" role="status"></p>
  </form>`
