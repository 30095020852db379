import { html } from 'hono/html'
import type { Html } from './html.ts'

/** Drawings that stand beside words: nothing that a reader without eyes would miss. */
const icon = (paths: Html): Html =>
  html`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`

export const icons = {
  bell: icon(
    html`<path d="M4 17a8 8 0 0 1 16 0z" fill="currentColor" /><path d="M3 20.5h18M12 8.5V6M10 5h4" />`,
  ),
  search: icon(html`<circle cx="11" cy="11" r="6.5" /><path d="m16 16 4.5 4.5" />`),
  globe: icon(
    html`<circle cx="12" cy="12" r="8.5" /><path d="M3.5 12h17M12 3.5c3 3 3 14 0 17M12 3.5c-3 3-3 14 0 17" />`,
  ),
  inbox: icon(html`<path d="M3.5 13.5h5l1.5 3h4l1.5-3h5M6 4.5h12l2.5 9v6h-17v-6z" />`),
  arrow: icon(html`<path d="M5 12h14m-6-6 6 6-6 6" />`),
  person: icon(html`<circle cx="12" cy="8" r="4" /><path d="M4.5 20.5c1-4.5 4-6 7.5-6s6.5 1.5 7.5 6" />`),
}
