import { html, raw } from 'hono/html'
import type { Block, Button, Row, View } from '../../../desk/view.ts'
import type { Speech } from '../../../words/words.ts'
import { visible } from '../../text.ts'
import type { Visitor } from '../visitor.ts'
import { formHtml } from './form.ts'
import type { Html } from './html.ts'
import { markdown } from './markdown.ts'

/** Where a view stands. */
export interface Standing {
  /** Its title is the page's. */
  isPage?: boolean
  /** Where its form is sent to, if not to the action's own page. */
  to?: string
  /** Where one signs in for what needs an account, and comes back. */
  signIn?: string | undefined
  /** More to press or to follow below it. */
  more?: Html
}

/** A view of the desk as a part of a page, in the page's words. Its buttons are a form of their own: they work without a script. */
export function viewHtml(view: View, speech: Speech, visitor: Visitor, standing: Standing = {}): Html {
  const title = visible(view.title ?? '')
  const heading = standing.isPage ? html`<h1>${title}</h1>` : html`<h2>${title}</h2>`
  const signIn = view.needsAccount && standing.signIn
  return html`<section class="view ${view.tone}${view.private ? ' private' : ''}" lang="${view.locale}" tabindex="-1" ${view.keeps ? html`data-keeps` : ''}>
    ${title ? heading : ''}
    ${view.blocks.map(block => blockHtml(block, speech, standing.isPage))}
    ${view.form ? formHtml(view.form, speech, visitor, standing.to) : ''}
    ${signIn ? html`<p class="buttons"><a class="button primary" href="${signIn}">${speech.t('web.do.sign-in')}</a></p>` : ''}
    ${view.buttons.length ? buttonsHtml(view.buttons, speech, visitor) : ''}
    ${standing.more ?? ''}
  </section>`
}

/** Buttons of the desk: what is pressed goes to the conversation. */
const buttonsHtml = (buttons: readonly Button[], { locale }: Speech, { csrf }: Visitor): Html =>
  html`<form class="buttons" method="post" action="/${locale}/ask">
    <input type="hidden" name="csrf" value="${csrf}" />
    ${buttons.map(button => buttonHtml(button))}
  </form>`

/** A button of the desk, to stand in a form. `of` is what it is about, where only the eye sees that. */
export const buttonHtml = ({ id, label, style, url }: Button, of = ''): Html =>
  url !== undefined
    ? html`<a class="button ${style}" href="${url}">${visible(label)}</a>`
    : html`<button class="${style}" name="press" value="${visible(id)}">${visible(label)}${of && html`<span class="unseen"> ${visible(of)}</span>`}</button>`

/** Labels and their values. */
export const rowsHtml = (rows: readonly Row[]): Html =>
  html`<dl>${rows.map(({ label, value }) => html`<div><dt>${visible(label)}</dt><dd>${visible(value)}</dd></div>`)}</dl>`

type Render<Kind extends Block['kind']> = (
  block: Extract<Block, { kind: Kind }>,
  speech: Speech,
  isPage?: boolean,
) => Html

const renderers: { [Kind in Block['kind']]: Render<Kind> } = {
  text: ({ text }) => html`<div class="text">${raw(markdown(visible(text)))}</div>`,
  facts: ({ title, rows }, _, isPage) => html`<div class="facts">
    ${title ? (isPage ? html`<h2>${visible(title)}</h2>` : html`<h3>${visible(title)}</h3>`) : ''}
    ${rowsHtml(rows)}
  </div>`,
  changes: ({ of, rows }, { t }) => html`<table class="changes">
    <caption>${visible(of)}</caption>
    <thead><tr><th scope="col">${t('web.do.what')}</th><th scope="col">${t('web.before')}</th><th scope="col">${t('web.after')}</th></tr></thead>
    <tbody>${rows.map(
      ({ label, before, after }) =>
        html`<tr ${before === after ? '' : html`class="changed"`}><th scope="row">${visible(label)}</th><td>${visible(before)}</td><td>${visible(after)}</td></tr>`,
    )}</tbody>
  </table>`,
  guide: ({ slug, locale, title, section }, { t }) => html`<p class="guide">
    <a href="/${locale}/${slug}${section?.id ? `#${section.id}` : ''}">${t('chat.fact', { label: t('chat.read-guide'), value: visible(title) })}</a>
    ${section?.title && section.title !== title ? html`<span class="section">${visible(section.title)}</span>` : ''}
  </p>`,
  secrets: (
    { values },
    { t },
  ) => html`<div class="codes" data-copy="${t('web.form.copy')}" data-copied="${t('web.form.copied')}">
    <ul class="secrets">${values.map(value => html`<li><code>${visible(value)}</code></li>`)}</ul>
    <p><a class="button" download="${t('web.form.secrets-file')}" href="data:text/plain;charset=utf-8,${encodeURIComponent(values.join('\n').toWellFormed())}">${t('web.form.download')}</a></p>
  </div>`,
  picture: ({ png, alt }) =>
    html`<p class="picture"><img src="data:image/png;base64,${png.toString('base64')}" alt="${visible(alt)}" /></p>`,
}

const blockHtml = (block: Block, speech: Speech, isPage?: boolean): Html =>
  (renderers[block.kind] as Render<Block['kind']>)(block as never, speech, isPage)
