import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

/** Sends a request as it stands; the answer, head and body. */
const raw = (request: string, body = '') =>
  sent(`${request}\r\nHost: localhost\r\nConnection: close\r\n\r\n${body}`)

async function sent(request: string): Promise<string> {
  const socket = connect(Number(new URL(site.url).port), '127.0.0.1')
  socket.end(request)
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
const statusOf = (answer: string) => Number(answer.split(' ')[1])

describe('addresses', () => {
  it.each([
    ['de-CH,de;q=0.9,en;q=0.8', '/de'],
    ['pt,es;q=0.5', '/es'],
    ['zh', '/fr'],
    ['', '/fr'],
    ['it;q=0.2,en;q=0.9', '/en'],
  ])('the front door leads %j to %s', async (languages, path) => {
    const response = await site.get('/', { headers: { 'Accept-Language': languages } })
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe(path)
    expect(response.headers.get('vary')).toContain('Accept-Language')
  })

  it.each([
    ['/fr/', '/fr'],
    ['/fr//', '/fr'],
    ['/de/change-role/?a=b', '/de/change-role?a=b'],
    ['//evil.example/', '/evil.example'],
    ['///evil.example/%2e%2e/', '/'],
  ])('%s is tidied to %s, never to another site', async (path, tidied) => {
    const answer = await raw(`GET ${path} HTTP/1.1`)
    expect(statusOf(answer)).toBe(301)
    expect(/^location: (.*)\r$/im.exec(answer)?.[1]).toBe(tidied)
  })

  it.each([
    ['/fr/../../etc/passwd', 404],
    ['/fr/..%2f..%2fetc%2fpasswd', 404],
    ['/%2e%2e/%2e%2e/etc/passwd', 404],
    ['/assets/../../package.json', 404],
    ['/fr/nothing', 404],
    ['/xx', 404],
    ['/fr/a/b/c', 404],
    ['/fr/__proto__', 404],
    ['/fr/constructor.md', 404],
    ['/fr/guides/__proto__', 404],
    ['/fr/guides/nothing', 404],
    ['/fr/%', 400],
    ['/fr/%zz', 400],
    ['/fr/%E0%A4%A', 400],
    ['/fr/x%00', 400],
    ['/fr/%0d%0aSet-Cookie:%20a=b', 400],
    ['/fr/%0d%0aSet-Cookie:%20a=b/', 400],
    [`/fr/search?q=${'x'.repeat(20_000)}`, 414],
    [`/fr/search?q=${'x'.repeat(100_000)}`, 414],
  ])('%.60s is answered with %i and a page that says so', async (path, status) => {
    const answer = await raw(`GET ${path} HTTP/1.1`)
    expect(statusOf(answer)).toBe(status)
    const [head = '', body = ''] = answer.split('\r\n\r\n', 2)
    expect(head).not.toMatch(/^set-cookie: a=b/im)
    expect(body).toContain(site.desk.setting.words('fr').t(`web.problems.${status as 404}.title`))
    expect(body).toContain('noindex')
  })

  it('a path that is none is refused, and leads nowhere', async () => {
    const answer = await raw('GET /\\evil.example/ HTTP/1.1')
    expect(statusOf(answer)).toBe(400)
    expect(answer).not.toMatch(/^location/im)
  })

  it('a misspelt address is answered with the guides that it may have meant', async () => {
    const page = await (await site.get('/de/chnage-role')).text()
    expect(page).toContain('href="/de/change-role"')
    expect(await (await site.get('/it/recupero-password')).text()).toContain('href="/it/set-recovery-email"')
  })

  it('they come in the reader’s language, whatever language the address is in', async () => {
    const page = await (await site.get('/it/feedback-requests')).text()
    const [, suggested = ''] = page.split(site.desk.setting.words('it').t('web.search.near'))
    expect(suggested).toContain('href="/it/send-feedback"')
    expect(suggested).not.toMatch(/href="\/(?:fr|en|de|es)\/[\w-]+">/)
  })

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'FOO'])(
    '%s of a guide: 405, and what is allowed',
    async method => {
      const answer = await raw(`${method} /fr/change-role HTTP/1.1`)
      expect(statusOf(answer)).toBe(method === 'FOO' ? 400 : 405)
      if (method !== 'FOO') expect(answer).toMatch(/^allow: GET, HEAD, OPTIONS\r$/im)
    },
  )

  it('OPTIONS says what is allowed, HEAD what GET would say, without it', async () => {
    const options = await site.get('/fr/ask', { method: 'OPTIONS' })
    expect({ status: options.status, allow: options.headers.get('allow') }).toEqual({
      status: 204,
      allow: 'GET, POST, HEAD, OPTIONS',
    })
    const head = await site.get('/fr/change-role', { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
    expect((await site.get('/fr/nothing', { method: 'HEAD' })).status).toBe(404)
  })
})

describe('what is sent', () => {
  it.each([
    ['Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000', 413, 'a=b'],
    [
      'Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked',
      400,
      '3\r\na=b\r\n0\r\n\r\n',
    ],
    ['Content-Type: multipart/form-data\r\nContent-Length: 3', 400, 'a=b'],
    ['Content-Type: application/json\r\nContent-Length: 2', 403, '{}'],
    ['Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0', 403, ''],
  ])('%j is answered with %i', async (head, status, body) => {
    const answer = await raw(`POST /fr/ask HTTP/1.1\r\n${head}`, body)
    expect(statusOf(answer)).toBe(status)
    expect(answer).toContain(site.desk.setting.words('fr').t(`web.problems.${status as 403}.title`))
    expect(site.desk.warnings).toEqual([])
  })
})

describe('what may be kept', () => {
  const kept = async (path: string, init: RequestInit = {}) => {
    const { headers } = await site.get(path, init)
    return headers.get('cache-control')
  }

  it('a page that is everybody’s, by anybody; one with a mark of its visitor, by them alone; a problem, by nobody', async () => {
    expect(await kept('/fr')).toBe('public, no-cache')
    expect(await kept('/fr/search?q=role')).toBe('public, no-cache')
    expect(await kept('/fr/guides/account')).toBe('public, no-cache')
    expect(await kept('/fr/change-role')).toBe('private, no-cache')
    expect(await kept('/fr/nothing')).toBe('no-store')
    expect(await kept('/fr/ask')).toBe('no-store')
  })

  it('nobody is given a cookie by a page without a form of its own', async () => {
    expect((await site.get('/fr')).headers.get('set-cookie')).toBeNull()
    expect((await site.get('/fr/change-role')).headers.get('set-cookie')).toMatch(
      /^visit=.*HttpOnly; Secure; SameSite=Lax/,
    )
  })

  it.each(['/fr', '/fr/feed.xml', '/sitemap.xml', '/fr/change-role.md', '/favicon.svg'])(
    'what has not changed is not sent again (%s)',
    async path => {
      const first = await site.get(path)
      const etag = first.headers.get('etag')!
      const again = await site.get(path, { headers: { 'If-None-Match': etag } })
      expect(again.status).toBe(304)
      expect(await again.text()).toBe('')
      expect((await site.get(path, { headers: { 'If-None-Match': '"other"' } })).status).toBe(200)
    },
  )

  it('style and script have names that change with them, and are kept for good', async () => {
    const page = await (await site.get('/fr')).text()
    for (const [, address = ''] of page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g))
      expect(await kept(address)).toBe('public, max-age=31536000, immutable')
  })

  it('a page runs and loads nothing but ours', async () => {
    const { headers } = await site.get('/fr/change-role')
    const policy = headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    const page = await (await site.get('/fr/change-role')).text()
    expect(page).not.toMatch(/ style=| on[a-z]+="|<style/)
  })
})
