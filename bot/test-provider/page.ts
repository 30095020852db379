import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import { secureHeaders } from 'hono/secure-headers'
import { locales } from '../core/catalogue.ts'
import type { Speech, Words } from '../words/words.ts'
import type { CardProblem } from './cards.ts'
import type { CardDesk } from './provider.ts'
import { style } from './style.ts'

/** The least of a form with three fields, and more. */
const largestForm = 4096

/**
 * The test provider's own page, as a provider's would be: it knows nobody, sets no cookie, and logs nothing. Whoever comes without an
 * address that `start` gave finds nothing here, so that it leads nowhere else.
 */
export function cardPage(desk: CardDesk, words: Words, publicUrl: string): Hono {
  const page = new Hono().basePath('/test-provider')
  page.use(
    headers(publicUrl),
    unkept,
    bodyLimit({ maxSize: largestForm, onError: context => context.body(null, 413) }),
  )
  page.get('/style.css', context => context.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' }))
  page.on(['GET', 'POST'], '/card', async context => {
    const { to = '', seal = '' } = context.req.query()
    const back = desk.returnOf({ to, seal })
    const speech = words(localeIn(to))
    if (back === undefined) return context.html(around(speech, gone(speech)), 404)
    if (context.req.method === 'GET') return context.html(around(speech, form(speech, back)))
    const typed = fieldsOf(await context.req.parseBody())
    const taken = desk.take(typed)
    if ('problem' in taken)
      return context.html(around(speech, form(speech, back, { ...taken, expiry: typed.expiry })), 422)
    const address = new URL(back)
    address.searchParams.set('card', taken.reference)
    return context.redirect(String(address), 303)
  })
  // Nothing of an error is told or logged: it might quote what was typed (PAY-3).
  page.onError((_, context) => context.body(null, 500))
  return page
}

/** A browser asks for leave to be led back too, where a form leads: to us, and to nobody else. */
const headers = (publicUrl: string) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      formAction: ["'self'", new URL(publicUrl).origin],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    strictTransportSecurity: false,
  })

const unkept: MiddlewareHandler = async (context, next) => {
  context.header('Cache-Control', 'no-store')
  await next()
}

const fieldsOf = (body: Record<string, unknown>) => {
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '')
  return { number: text('number'), expiry: text('expiry'), code: text('code') }
}

/** The language of the page that it leads back to. */
const localeIn = (address: string) =>
  locales.find(locale => URL.parse(address)?.pathname.startsWith(`/${locale}/`)) ?? 'fr'

type Html = ReturnType<typeof html>

const around = ({ locale, t }: Speech, body: Html): Html => html`<!doctype html>
<html lang="${locale}">
<head>
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width, initial-scale=1" />
  <title>${t('web.payment.title')} · ${t('web.payment.name')}</title>
  <link rel="stylesheet" href="/test-provider/style.css" />
</head>
<body>
  <header><p>${t('web.payment.name')}</p></header>
  <main>${body}</main>
</body>
</html>`

const gone = ({ t }: Speech): Html =>
  html`<h1>${t('web.payment.gone.title')}</h1><p>${t('web.payment.gone.text')}</p>`

interface Wrong {
  problem: CardProblem
  expiry: string
}

/** At which field a problem is told; one of the whole card is told above them. */
const fieldOf: { [problem in CardProblem]?: string } = {
  number: 'number',
  expiry: 'expiry',
  expired: 'expiry',
  code: 'code',
}

/** The number and the code are never handed back. */
function form({ t }: Speech, back: string, wrong?: Wrong): Html {
  const problem = wrong && t(`web.payment.problems.${wrong.problem}`)
  const told = wrong && fieldOf[wrong.problem]
  const field = (
    name: 'number' | 'expiry' | 'code',
    purpose: string,
    value = '',
  ) => html`<div class="${name}">
    <label for="${name}">${t(`web.payment.fields.${name}.label`)}</label>
    <p class="hint" id="${name}-hint">${t(`web.payment.fields.${name}.hint`)}</p>
    <input id="${name}" name="${name}" value="${value}" inputmode="numeric" autocomplete="${purpose}" required maxlength="30"
      aria-describedby="${name}-hint${told === name ? ` ${name}-error` : ''}" ${told === name ? html`aria-invalid="true" autofocus` : ''} />
    ${told === name ? html`<p class="error" id="${name}-error">${problem}</p>` : ''}
  </div>`
  return html`<h1>${t('web.payment.title')}</h1>
    <p class="warning">${t('web.payment.warning')}</p>
    ${problem && !told ? html`<p class="error" role="alert">${problem}</p>` : ''}
    <form method="post" novalidate>
      ${field('number', 'cc-number')}
      ${field('expiry', 'cc-exp', wrong?.expiry)}
      ${field('code', 'cc-csc')}
      <button>${t('web.payment.save')}</button>
      <p><a href="${back}">${t('web.payment.back')}</a></p>
    </form>
    ${cardsToTry(t)}`
}

const numbers = {
  '4242 4242 4242 4242': 'paid',
  '5555 5555 5555 4444': 'paid',
  '3782 822463 10005': 'paid',
  '4000 0000 0000 0341': 'declined',
  '4000 0000 0000 0002': 'refused',
  '4000 0000 0000 0119': 'again',
} as const

const cardsToTry = (t: Speech['t']): Html => html`<section>
  <h2>${t('web.payment.try.title')}</h2>
  <p>${t('web.payment.try.text')}</p>
  <dl>${Object.entries(numbers).map(
    ([number, end]) =>
      html`<div><dt><code>${number}</code></dt><dd>${t(`web.payment.try.${end}`)}</dd></div>`,
  )}</dl>
</section>`
