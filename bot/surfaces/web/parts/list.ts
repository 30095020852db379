import { html } from 'hono/html'
import type { List, ListRow } from '../../../desk/lists.ts'
import type { Speech } from '../../../words/words.ts'
import { visible } from '../../text.ts'
import type { Visitor } from '../visitor.ts'
import type { RowButtons } from './account.ts'
import type { Html } from './html.ts'
import { buttonHtml } from './view.ts'

/** More rows than these are folded away. */
const mostOpen = 8

/** A list as a table, with what can be done about each row. `isAlone`: the heading above it says what it is to the eye. */
export function listHtml(
  list: List,
  speech: Speech,
  visitor: Visitor,
  each: RowButtons,
  isAlone: boolean,
): Html {
  if (!list.rows.length)
    return html`${isAlone ? '' : html`<h3>${list.title}</h3>`}<p class="empty">${list.empty}</p>`
  const isTitled = !isAlone && list.rows.length <= mostOpen
  const table = tableHtml(list, speech, visitor, each, isTitled)
  if (list.rows.length <= mostOpen) return table
  return html`<details><summary>${speech.t('web.account.rows', { what: list.title, count: list.rows.length })}</summary>${table}</details>`
}

function tableHtml(
  list: List,
  { t, locale }: Speech,
  { csrf, user }: Visitor,
  each: RowButtons,
  isTitled: boolean,
): Html {
  // Each row of what is one's own alone is called like oneself: its first figure says which one it is.
  const isNamed = !list.rows.every(({ title }) => title === user?.email)
  const labels = [...new Set(list.rows.flatMap(({ shown }) => shown.map(({ label }) => label)))]
  const rows = list.rows.map(row => ({ row, buttons: each(row) }))
  const hasButtons = rows.some(({ buttons }) => buttons.length)
  const table = html`<table class="list">
    <caption>${isTitled ? list.title : html`<span class="unseen">${list.title}</span>`}</caption>
    <thead><tr>${isNamed ? html`<th scope="col">${t('web.account.name')}</th>` : ''}${labels.map(label => html`<th scope="col">${label}</th>`)}${hasButtons ? html`<td></td>` : ''}</tr></thead>
    <tbody>${rows.map(
      ({ row, buttons }) => html`<tr>
        ${isNamed ? html`<th scope="row">${visible(row.title)}</th>` : ''}
        ${labels.map(label => html`<td data-label="${label}">${cell(row, label)}</td>`)}
        ${hasButtons ? html`<td class="do">${buttons.map(button => buttonHtml(button, row.title))}</td>` : ''}
      </tr>`,
    )}</tbody>
  </table>`
  if (!hasButtons) return table
  return html`<form method="post" action="/${locale}/ask"><input type="hidden" name="csrf" value="${csrf}" />${table}</form>`
}

const cell = ({ shown }: ListRow, label: string): string =>
  visible(shown.find(row => row.label === label)?.value ?? '')
