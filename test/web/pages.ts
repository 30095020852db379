import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html as kinds, parse, parseFragment } from 'parse5'
import type { Locale } from '../../bot/core/catalogue.ts'
import { openSession } from '../../bot/core/sessions.ts'
import { openBrake } from '../../bot/surfaces/web/brake.ts'
import { siteOf } from '../../bot/surfaces/web/site.ts'
import type { Desk } from '../support/desk.ts'
import { publicUrl } from './site.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
export type Element = DefaultTreeAdapterTypes.Element

/** The whole site over a desk, without a server; its style and script are left out. */
export const siteFor = ({ setting }: Desk) =>
  siteOf({
    setting,
    publicUrl,
    brake: openBrake(setting.domain.now, 0),
    assets: { style: '/assets/x.css', script: '/assets/x.js', files: new Map() },
  })

/** What `html` is not well-formed by, as a real parser tells. Code points that stand for no character are only odd: browsers take them. */
export function faultsIn(text: string): string[] {
  const faults: string[] = []
  const onParseError = ({ code, startOffset }: { code: string; startOffset: number }) =>
    code === 'noncharacter-in-input-stream' ||
    faults.push(`${code}: …${text.slice(Math.max(0, startOffset - 40), startOffset + 40)}…`)
  if (text.trimStart().startsWith('<!doctype')) parse(text, { onParseError, sourceCodeLocationInfo: true })
  else parseFragment(text, { onParseError, sourceCodeLocationInfo: true })
  return faults
}

export function* elementsIn(node: { childNodes?: Node[] }): Generator<Element> {
  for (const child of node.childNodes ?? []) {
    if (defaultTreeAdapter.isElementNode(child)) {
      yield child
      yield* elementsIn(child)
    }
  }
}

export const attribute = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find(one => one.name === name)?.value

export const textIn = (node: Node | { childNodes: Node[] }): string => {
  if ('value' in node) return node.value
  if (!('childNodes' in node)) return ''
  const isBlock = 'tagName' in node && !['span', 'strong', 'em', 'a', 'code', 'cite'].includes(node.tagName)
  const text = node.childNodes.map(textIn).join('')
  return isBlock ? `${text}\n` : text
}

/** A page as somebody's browser without a script has it. */
export interface PageSeen {
  status: number
  /** Where it was led to. */
  path: string
  html: string
  headers: Headers
  title: string
  /** All that is read in the main part. */
  text: string
  elements: Element[]
}

const hasClass = (element: Element, name: string): boolean =>
  (attribute(element, 'class') ?? '').split(' ').includes(name)

export const withClass = ({ elements }: PageSeen, name: string): Element[] =>
  elements.filter(element => hasClass(element, name))

export const tagged = ({ elements }: { elements: Element[] }, ...names: string[]): Element[] =>
  elements.filter(({ tagName }) => names.includes(tagName))

/** Somebody's browser: it keeps cookies, follows redirects, and sends forms as they stand. No script runs. */
export function browse(desk: Desk, locale: Locale, site = siteFor(desk)) {
  const cookies = new Map<string, string>()
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await site.request(path, { ...init, headers })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(name, value)
    }
    return response
  }
  async function load(path: string, init?: RequestInit): Promise<PageSeen> {
    const response = await request(path, init)
    const next = response.headers.get('Location')
    if (next !== null && response.status >= 300 && response.status < 400) return load(next)
    return seen(path, response, await response.text())
  }
  return {
    request,
    load,
    cookies,
    go: (path: string) => load(`/${locale}${path}`),
    /** Signs in without a page: the session is real. */
    async signIn(user: string): Promise<void> {
      const { token } = await desk.store.transact(tables => openSession(tables, user, desk.clock.now))
      cookies.set('session', token)
    },
    /** Sends a form as a browser does: hidden fields, what is ticked and chosen, `values` in place of what stands there, the button pressed. */
    submit: (form: Element, values: Record<string, unknown> = {}, pressed?: Element): Promise<PageSeen> =>
      load(attribute(form, 'action') ?? '', { method: 'POST', body: bodyOf(form, values, pressed) }),
  }
}

export type Browse = ReturnType<typeof browse>

/** The browser of somebody who is signed in. */
export async function browseAs(desk: Desk, user: string, locale: Locale): Promise<Browse> {
  const browser = browse(desk, locale)
  await browser.signIn(user)
  return browser
}

function seen(path: string, { status, headers }: Response, text: string): PageSeen {
  const document = text.trimStart().startsWith('<!doctype') ? parse(text) : parseFragment(text)
  const elements = [...elementsIn(document)]
  const main = elements.find(({ tagName }) => tagName === kinds.TAG_NAMES.MAIN)
  const title = elements.find(({ tagName }) => tagName === 'title')
  return {
    status,
    path,
    html: text,
    headers,
    title: title ? textIn(title).trim() : '',
    text: textIn(main ?? document),
    elements,
  }
}

/** What a form sends: `values` by the names of its fields; a list is several. */
export function bodyOf(
  form: Element,
  values: Record<string, unknown>,
  pressed?: Element,
): FormData | URLSearchParams {
  const data = new FormData()
  const controls = [...elementsIn(form)].filter(({ tagName }) =>
    ['input', 'select', 'textarea'].includes(tagName),
  )
  for (const control of controls) {
    const name = attribute(control, 'name')
    if (name === undefined || name in values) continue
    for (const value of valuesOf(control)) data.append(name, value)
  }
  for (const [name, value] of Object.entries(values))
    for (const one of [value].flat())
      if (one instanceof Blob) data.append(name, one, 'file')
      else if (one !== undefined) data.append(name, String(one))
  if (pressed) data.append(attribute(pressed, 'name') ?? '', attribute(pressed, 'value') ?? '')
  if (attribute(form, 'enctype') === 'multipart/form-data') return data
  return new URLSearchParams([...data] as [string, string][])
}

function valuesOf(control: Element): string[] {
  if (control.tagName === 'textarea') return [control.childNodes.map(textIn).join('')]
  if (control.tagName === 'select') {
    const options = [...elementsIn(control)].filter(({ tagName }) => tagName === 'option')
    const chosen = options.find(option => attribute(option, 'selected') !== undefined) ?? options[0]
    return chosen ? [attribute(chosen, 'value') ?? ''] : []
  }
  const type = attribute(control, 'type')
  if (type === 'file') return []
  if ((type === 'checkbox' || type === 'radio') && attribute(control, 'checked') === undefined) return []
  return [attribute(control, 'value') ?? '']
}
