import { html } from 'hono/html'
import type { Speech } from '../../../words/words.ts'
import type { Visitor } from '../visitor.ts'
import type { Html } from './html.ts'

/** The way out, for whoever is signed in. */
export const signOutForm = ({ locale, word }: Speech, { csrf }: Visitor): Html =>
  html`<form class="sign-out" method="post" action="/${locale}/sign-out">
    <input type="hidden" name="csrf" value="${csrf}" />
    <button class="plain">${word('actions.sign-out.name')}</button>
  </form>`
