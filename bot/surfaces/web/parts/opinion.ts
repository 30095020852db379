import { html } from 'hono/html'
import type { Visit } from '../env.ts'
import type { Html } from './html.ts'

/** What a reader has said of a guide so far. */
export const states = ['yes', 'no', 'told'] as const
export type State = (typeof states)[number]

/** *Did this guide help you?*, and what follows from the answer. Its forms are sent to `path`. */
export function opinion(context: Visit, path: string, state: State | undefined): Html {
  const { t, locale } = context.get('speech')
  if (state === 'yes') return box(html`<p class="notice good">${t('web.guide.opinion.thanks')}</p>`)
  if (state === 'told')
    return box(html`<p class="notice good">${t('web.guide.opinion.told')}</p>
      <p><a class="button" href="/${locale}/ask">${t('web.search.ask')}</a></p>`)
  const mark = html`<input type="hidden" name="csrf" value="${context.get('visitor').csrf}" />`
  if (state === 'no')
    return box(html`<form class="fields" method="post" action="${path}">${mark}
      <div class="field">
        <label for="missing">${t('web.guide.opinion.missing')}</label>
        <p class="hint" id="missing-hint">${t('web.guide.opinion.hint')}</p>
        <textarea id="missing" name="missing" rows="3" maxlength="1000" aria-describedby="missing-hint"></textarea>
      </div>
      <p><button class="primary" name="helpful" value="told">${t('web.guide.opinion.send')}</button></p>
    </form>`)
  return box(html`<form class="buttons" method="post" action="${path}">${mark}
      <h2>${t('web.guide.opinion.question')}</h2>
      <button name="helpful" value="yes">${t('web.guide.opinion.yes')}</button>
      <button name="helpful" value="no">${t('web.guide.opinion.no')}</button>
    </form>`)
}

/** A script that sends the form puts the answer in the place of the question. */
const box = (inner: Html): Html =>
  html`<section class="opinion" id="opinion" tabindex="-1" data-answers>${inner}</section>`
