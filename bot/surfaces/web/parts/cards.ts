import { html } from 'hono/html'
import type { Card } from '../../../desk/reading.ts'
import { guidePath } from '../addresses.ts'
import type { Html } from './html.ts'

/** Guides to choose from. */
export const cards = (guides: readonly Card[]): Html =>
  html`<ul class="cards">${guides.map(
    ({ slug, locale, title, summary }) =>
      html`<li><a href="${guidePath(locale, slug)}">${title}</a>${summary ? html`<p>${summary}</p>` : ''}</li>`,
  )}</ul>`
