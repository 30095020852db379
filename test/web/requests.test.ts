import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locales } from '../../bot/core/catalogue.ts'
import type { TwoFactor } from '../../bot/core/model.ts'
import { perform } from '../../bot/core/perform.ts'
import { openSession } from '../../bot/core/sessions.ts'
import { type Desk, missing, openDesk, words } from '../support/desk.ts'
import { applied } from '../support/outcomes.ts'
import { password, passwordHash } from '../support/password.ts'
import { siteFor } from './pages.ts'

const twoFactor: TwoFactor = { secret: 'S', backupCodes: [], since: '2026-01-01T00:00:00.000Z' }
const pdf = Buffer.from('%PDF-1.7 <script>alert(1)</script> %%EOF\n')

let desk: Desk
let site: ReturnType<typeof siteFor>
beforeAll(async () => {
  desk = await openDesk()
  site = siteFor(desk)
  for (const id of ['colleague', 'agent'])
    await desk.put('users', { ...(await desk.get('users', id))!, passwordHash, twoFactor })
})
afterAll(() => desk.close())

/** A browser in which somebody is signed in. */
async function browserOf(user: string) {
  const { token } = await desk.store.transact(tables => openSession(tables, user, desk.clock.now))
  const headers = { cookie: `session=${token}` }
  const get = (path: string) => site.request(path, { headers })
  return {
    get,
    async post(path: string, body: Record<string, string>, from = path) {
      const csrf = /name="csrf" value="([^"]+)"/.exec(await (await get(from)).text())?.[1] ?? ''
      return site.request(path, { method: 'POST', headers, body: new URLSearchParams({ csrf, ...body }) })
    },
  }
}

const ask = async (login: string, files: Buffer[]) => {
  const documents = files.map(file => file.toString('base64'))
  const input = { login, password, documents }
  const wish = { actor: undefined, action: 'request-2fa-recovery', input, from: 'web' }
  return perform(desk.setting.domain, wish)
}
const requestOf = async (user: string) =>
  (await desk.store.read(tables => tables.recoveryRequests.find({ user }))).at(-1)!
const selfie = () =>
  sharp({ create: { width: 4000, height: 3000, channels: 3, background: 'tan' } })
    .withExif({ IFD0: { Copyright: 'GPS of home' } })
    .jpeg()
    .toBuffer()

describe('the queue of support agents', () => {
  beforeAll(async () => {
    applied(await ask('colleague@example.org', [await selfie(), pdf]))
    desk.later(1)
    applied(await ask('agent@example.org', [pdf, pdf]))
  })

  it.each(locales)('TFA-4 in %s shows who waits, oldest first, without a word missing', async locale => {
    const { get } = await browserOf('agent')
    const list = await get(`/${locale}/requests`)
    const html = await list.text()
    expect(list.headers.get('Cache-Control')).toBe('no-store')
    expect(html.indexOf('Camille Martin')).toBeGreaterThan(0)
    expect(html.lastIndexOf('Elisa Conti')).toBeGreaterThan(html.indexOf('Camille Martin'))
    const one = await (await get(`/${locale}/requests/${(await requestOf('colleague')).id}`)).text()
    expect(one).toContain(words(locale).t('web.recovery.decision'))
    expect(missing).toEqual([])
  })

  it('TFA-4 is not there for anybody else', async () => {
    const { id, documents } = await requestOf('colleague')
    const paths = ['/fr/requests', `/fr/requests/${id}`, `/fr/requests/${id}/${documents[0]}`]
    const { get, post } = await browserOf('claire')
    for (const path of paths) {
      expect((await get(path)).status).toBe(404)
      expect((await site.request(path)).status).toBe(404)
    }
    expect((await post(`/fr/requests/${id}`, { approve: 'true' }, '/fr/ask')).status).toBe(404)
    expect((await requestOf('colleague')).state).toBe('waiting')
  })

  it('TFA-4 a picture is shown as a new one, with nothing of the file that came', async () => {
    const { id, documents } = await requestOf('colleague')
    const picture = documents.find(name => name.endsWith('.jpeg'))
    const answer = await (await browserOf('agent')).get(`/fr/requests/${id}/${picture}`)
    const { width, format, exif } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
    expect({ width, format, exif }).toEqual({ width: 3000, format: 'jpeg', exif: undefined })
    expect(answer.headers.get('Content-Type')).toBe('image/jpeg')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
  })

  it('TFA-4 a PDF is saved, never opened', async () => {
    const { id, documents } = await requestOf('colleague')
    const name = documents.find(document => document.endsWith('.pdf'))
    const answer = await (await browserOf('agent')).get(`/fr/requests/${id}/${name}`)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(pdf)
    const said = ['Content-Type', 'Content-Disposition', 'X-Content-Type-Options', 'Content-Security-Policy']
    expect(said.map(header => answer.headers.get(header))).toEqual([
      'application/pdf',
      `attachment; filename="${name}"`,
      'nosniff',
      "default-src 'none'; sandbox",
    ])
  })

  it('TFA-4 ACT-3 every look is in the audit', async () => {
    const looks = (await desk.audit()).filter(({ action }) => action === 'show-2fa-document')
    expect(looks.map(({ actor, subjectName, outcome }) => [actor, subjectName, outcome])).toEqual([
      ['agent', 'Camille Martin', 'done'],
      ['agent', 'Camille Martin', 'done'],
    ])
  })

  it('TFA-4 nobody looks into or decides the own request', async () => {
    const { id, documents } = await requestOf('agent')
    const { get, post } = await browserOf('agent')
    expect((await get(`/it/requests/${id}/${documents[0]}`)).status).toBe(404)
    const html = await (await post(`/it/requests/${id}`, { approve: 'true' })).text()
    expect(html).toContain(words('it').t('refusals.TFA-4.own'))
    expect(html).not.toContain('confirm:')
  })

  it('TFA-4 a refusal needs its reason; a decision is previewed, confirmed, mailed, and its files go', async () => {
    const { id, documents } = await requestOf('colleague')
    const { post } = await browserOf('agent')
    const bare = await post(`/en/requests/${id}`, { approve: 'false' })
    expect(bare.status).toBe(422)
    const again = await bare.text()
    expect(again).toContain(words('en').t('refusals.TFA-4.reason'))
    for (const name of documents) expect(again).toContain(`/en/requests/${id}/${name}`)
    expect(again).not.toMatch(/<select|type="radio"/)
    const preview = await (await post(`/en/requests/${id}`, { approve: 'false', reason: 'Blurred' })).text()
    expect((await requestOf('colleague')).state).toBe('waiting')
    const press = /value="(confirm:[^"]+)"/.exec(preview)?.[1] ?? ''
    await post('/en/ask', { press }, '/en/ask')
    expect(await requestOf('colleague')).toMatchObject({ state: 'refused', documents: [] })
    const told = (await desk.mails()).filter(({ template }) => template === 'recovery-refused')
    expect(told.map(({ to, facts }) => [to, facts.reason])).toEqual([['colleague@example.org', 'Blurred']])
    const outbox = await desk.store.read(tables => tables.outbox.until('9999'))
    expect(outbox.map(({ parcel }) => parcel)).toContainEqual({ kind: 'shred', documents })
  })
})

describe('documents that came: TFA-4', () => {
  it('TFA-4 lie sealed beside the store, not in it', async () => {
    const folder = join(dirname(desk.file), 'documents')
    for (const name of await readdir(folder))
      expect((await readFile(join(folder, name))).includes('%PDF')).toBe(false)
    expect(await desk.bytes()).not.toContain(pdf.toString('base64').slice(0, 20))
  })

  it('TFA-4 a picture that is a page too becomes a picture alone', async () => {
    await desk.put('users', { ...(await desk.get('users', 'nina'))!, passwordHash, twoFactor })
    const polyglot = Buffer.concat([await selfie(), Buffer.from('<script>alert(1)</script>%PDF-1.7 %%EOF')])
    applied(await ask('nina@example.org', [polyglot, polyglot]))
    const { documents } = await requestOf('nina')
    for (const name of documents) {
      expect(name).toMatch(/\.jpeg$/)
      expect((await desk.setting.domain.ports.documents?.read(name))?.includes('<script>')).toBe(false)
    }
  })
})
