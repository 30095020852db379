import { html, raw } from 'hono/html'
import type { Block, Button, View } from '../../../desk/view.ts'
import type { Speech } from '../../../words/words.ts'
import type { Visitor } from '../visitor.ts'
import { formHtml } from './form.ts'
import type { Html } from './layout.ts'
import { markdown } from './markdown.ts'

/** A view of the desk as a part of a page. Its buttons are a form of their own: they work without a script. */
export function viewHtml(view: View, speech: Speech, visitor: Visitor): Html {
  return html`<section class="view ${view.tone}" lang="${view.locale}">
    ${view.title ? html`<h2>${view.title}</h2>` : ''}
    ${view.blocks.map(block => blockHtml(block, speech))}
    ${view.form ? formHtml(view.form, speech, visitor) : ''}
    ${view.buttons.length ? buttonsHtml(view.buttons, speech, visitor) : ''}
  </section>`
}

const buttonsHtml = (buttons: readonly Button[], { locale }: Speech, { csrf }: Visitor): Html =>
  html`<form class="buttons" method="post" action="/${locale}/ask">
    <input type="hidden" name="csrf" value="${csrf}" />
    ${buttons.map(({ id, label, style }) => html`<button class="${style}" name="press" value="${id}">${label}</button>`)}
  </form>`

function blockHtml(block: Block, speech: Speech): Html {
  switch (block.kind) {
    case 'text':
      return html`<div class="text">${raw(markdown(block.text))}</div>`
    case 'facts':
      return html`<div class="facts">${block.title ? html`<h3>${block.title}</h3>` : ''}
        <dl>${block.rows.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl></div>`
    case 'changes':
      return html`<table class="changes"><caption>${block.of}</caption>
        <thead><tr><th scope="col">${speech.t('chat.fact')}</th><th scope="col">${speech.t('web.before')}</th><th scope="col">${speech.t('web.after')}</th></tr></thead>
        <tbody>${block.rows.map(
          ({ label, before, after }) =>
            html`<tr><th scope="row">${label}</th><td>${before}</td><td>${after}</td></tr>`,
        )}</tbody></table>`
    case 'guide':
      return html`<p class="guide"><a href="/${block.locale}/${block.slug}${block.section?.id ? `#${block.section.id}` : ''}">${block.title}</a></p>`
    case 'secrets':
      return html`<ul class="secrets">${block.values.map(value => html`<li><code>${value}</code></li>`)}</ul>`
    case 'picture':
      return html`<img src="data:image/png;base64,${block.png.toString('base64')}" alt="${block.alt}" />`
  }
}
