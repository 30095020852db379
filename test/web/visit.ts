import { TOTP } from 'otpauth'
import { hashOfBackupCode } from '../../bot/actions/codes.ts'
import type { Locale } from '../../bot/core/catalogue.ts'
import { demoPassword } from '../../bot/demo.ts'
import type { View } from '../../bot/desk/view.ts'
import { bundleAssets } from '../../bot/surfaces/web/assets.ts'
import { openBrake } from '../../bot/surfaces/web/brake.ts'
import { siteOf } from '../../bot/surfaces/web/site.ts'
import { loginOf } from '../support/demo.ts'
import { openDesk } from '../support/desk.ts'

const publicUrl = 'https://help.example.org'

/** The help centre over a demo of its own. */
export async function openSite({ proxies = 0 } = {}) {
  const desk = await openDesk()
  const { setting } = desk
  const brake = openBrake(setting.domain.now, proxies)
  const site = siteOf({ setting, publicUrl, brake, assets: await bundleAssets() })
  return { ...desk, site, browser: () => browser((path, init) => site.request(path, init)) }
}

export type Site = Awaited<ReturnType<typeof openSite>>

/** What came back: `text` as it is in the page. */
export interface Came {
  status: number
  text: string
  headers: Headers
  /** Where it leads on to, if it does. */
  location: string | undefined
  /** The cookies that it sets, as sent. */
  cookies: string[]
}

type Fields = Record<string, string>

type Ask = (path: string, init: RequestInit) => Response | Promise<Response>

/** A browser before a help centre that runs in a process of its own. */
export const browserAt = (url: string) =>
  browser((path, init) => fetch(`${url}${path}`, { redirect: 'manual', ...init }))

/** Somebody's browser: it keeps cookies, and hands back the mark that forms carry. */
function browser(ask: Ask) {
  const cookies = new Map<string, string>()
  let csrf = ''
  async function send(path: string, init: RequestInit = {}): Promise<Came> {
    const headers = new Headers(init.headers)
    headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await ask(path, { ...init, headers })
    const set = response.headers.getSetCookie()
    for (const cookie of set) keep(cookies, cookie)
    const text = await response.text()
    csrf = /name="csrf" value="([^"]*)"/.exec(text)?.[1] ?? csrf
    const location = response.headers.get('Location') ?? undefined
    return { status: response.status, text, headers: response.headers, location, cookies: set }
  }
  const post = (path: string, fields: Fields, headers: Fields = {}) =>
    send(path, { method: 'POST', headers, body: new URLSearchParams({ csrf, ...fields }) })
  const self = {
    cookies,
    send,
    get: (path: string) => send(path),
    post,
    /** Opens a page and sends its form. */
    async fill(path: string, fields: Fields) {
      await send(path)
      return post(path, fields)
    },
    async signIn(user: string, password = demoPassword) {
      return self.fill('/en/sign-in', { login: loginOf(user), password })
    },
  }
  return self
}

export type Browser = ReturnType<typeof browser>

function keep(cookies: Map<string, string>, cookie: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
  if (value === '' || /Max-Age=0/i.test(cookie)) cookies.delete(name)
  else cookies.set(name, value)
}

/** The path of the page that a view leads to. */
export function pathIn({ buttons }: View, locale?: Locale): string {
  const url = buttons.find(button => button.url?.startsWith(publicUrl))?.url
  if (!url) throw new Error(`no page in ${JSON.stringify(buttons)}`)
  const path = url.slice(publicUrl.length)
  return locale ? path.replace(/^\/[a-z]{2}/, `/${locale}`) : path
}

export const backupCode = 'aaaaa-bbbbb'
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

/** Switches 2FA on for somebody of the demo, and gives the codes of their app. */
export async function withTwoFactor({ get, put, clock }: Site, id: string): Promise<() => string> {
  const user = (await get('users', id))!
  const twoFactor = {
    secret,
    backupCodes: [backupCode, 'ccccc-ddddd'].map(hashOfBackupCode),
    since: clock.now.toISOString(),
  }
  await put('users', { ...user, twoFactor })
  return () => TOTP.generate({ secret: secretOf(), timestamp: clock.now.getTime() })
}

const secretOf = () => new TOTP({ secret }).secret
