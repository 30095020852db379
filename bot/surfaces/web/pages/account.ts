import { Hono } from 'hono'
import { html } from 'hono/html'
import { readButton } from '../../../desk/button.ts'
import { type Home, homeOf } from '../../../desk/home.ts'
import { type ListRow, listsOf, withinRoleOf } from '../../../desk/lists.ts'
import type { Button } from '../../../desk/view.ts'
import { pathTo, signInThen } from '../answer.ts'
import type { Visit, Web, WebEnv, WebParts } from '../env.ts'
import { type AccountPart, accountParts, type Shown } from '../parts/account.ts'
import type { Html } from '../parts/html.ts'
import { layout } from '../parts/layout.ts'
import { listHtml } from '../parts/list.ts'
import { signOutForm } from '../parts/sign-out.ts'
import { personOf } from '../visitor.ts'

/** Where somebody who is signed in finds all that is theirs, and all that can be done: what the actions themselves say. */
export function accountPages(parts: WebParts): Web {
  const pages: Web = new Hono<WebEnv>()
  pages.get('/account', async context => {
    const speech = context.get('speech')
    const visitor = context.get('visitor')
    if (!visitor.user) return context.redirect(signInThen(speech.locale, `/${speech.locale}/account`), 303)
    const person = personOf(visitor, speech.locale)
    const [home, lists, offered] = await Promise.all([
      homeOf(parts.setting, person),
      listsOf(parts.setting, person),
      withinRoleOf(parts.setting, person),
    ])
    const title = speech.t('web.account.title')
    const shown: Shown = { lists, offered }
    const sections = accountParts.flatMap(part => sectionHtml(context, part, shown))
    const body = html`<h1>${title}</h1>
      <p class="who">${visitor.user.name}<br />${visitor.user.email}</p>
      ${signOutForm(speech, visitor)}
      ${pendingHtml(context, home)}
      ${sections}
      ${canHtml(context, home, offered)}`
    return context.html(await layout(parts, context, { title, body }))
  })
  return pages
}

/** A part of the page; none where nothing of it is the person's to read or to do. */
function sectionHtml(context: Visit, part: AccountPart, { lists, offered }: Shown): Html[] {
  const speech = context.get('speech')
  const read = part.lists.flatMap(({ read, each }) => {
    const list = lists.get(read)
    return list
      ? [{ list, each: (row: ListRow) => (each?.(speech)(row) ?? []).filter(isOffered(offered)) }]
      : []
  })
  const own = read.map(({ list, each }) =>
    listHtml(list, speech, context.get('visitor'), each, read.length === 1),
  )
  const ways = part.also.filter(id => offered.has(id))
  if (!own.length && (part.lists.length || !ways.length)) return []
  const title = speech.word(`web.account.parts.${part.id}`)
  return [
    html`<section class="part" aria-labelledby="part-${part.id}">
      <h2 id="part-${part.id}">${title}</h2>
      ${own}
      ${ways.length ? waysHtml(context, ways) : ''}
    </section>`,
  ]
}

/** Whether a button begins something that its reader may have done. */
const isOffered =
  (offered: ReadonlySet<string>) =>
  ({ id }: Button) => {
    const press = readButton(id)
    return press?.kind === 'do' && offered.has(press.action)
  }

const waysHtml = (context: Visit, actions: readonly string[]): Html => {
  const { locale, word } = context.get('speech')
  return html`<ul class="chips">${actions.map(id => html`<li><a href="/${locale}/do/${id}">${word(`actions.${id}.name`)}</a></li>`)}</ul>`
}

function pendingHtml(context: Visit, { pending }: Home): Html | '' {
  const { locale, t } = context.get('speech')
  if (!pending.length) return ''
  const link = ({ title, buttons }: Home['pending'][number]) =>
    buttons.map(
      ({ id, label }) =>
        html`<li><strong>${title}</strong> <a href="${pathTo(locale, { kind: 'press', button: id })}">${label}<span class="unseen"> ${title}</span></a></li>`,
    )
  return html`<section class="part pending" aria-labelledby="part-pending">
    <h2 id="part-pending">${t('desk.home.pending')}</h2>
    <ul class="chips">${pending.map(link)}</ul>
  </section>`
}

/** Everything that can be done, guide by guide. */
function canHtml(context: Visit, { can }: Home, offered: ReadonlySet<string>): Html {
  const { locale, t } = context.get('speech')
  const may = can
    .map(({ title, buttons }) => ({ title, buttons: buttons.filter(isOffered(offered)) }))
    .filter(({ buttons }) => buttons.length)
  return html`<section class="part" aria-labelledby="part-can">
    <h2 id="part-can">${t('desk.home.can')}</h2>
    <details><summary>${t('web.account.all')}</summary>
      ${may.map(
        ({ title, buttons }) => html`<h3>${title}</h3>
        <ul class="chips">${buttons.map(({ id, label }) => html`<li><a href="${pathTo(locale, { kind: 'press', button: id })}">${label}</a></li>`)}</ul>`,
      )}
    </details>
  </section>`
}
