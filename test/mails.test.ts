import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locales } from '../bot/core/catalogue.ts'
import type { Wish } from '../bot/core/context.ts'
import type { Mail } from '../bot/core/model.ts'
import { perform } from '../bot/core/perform.ts'
import { demoPassword } from '../bot/demo.ts'
import type { Spot } from '../bot/desk/desk.ts'
import { carryFeedback } from '../bot/post/feedback.ts'
import { writeLetter } from '../bot/post/letter.ts'
import { openRoutes } from '../bot/post/routes.ts'
import { conversation, type Desk, missing, openDesk, words } from './support/desk.ts'

const root = join(import.meta.dirname, '..')
const { mails } = JSON.parse(readFileSync(join(root, 'locales', 'fr.json'), 'utf8')) as {
  mails: Record<string, string | { subject: string; body: string }>
}
const templates = Object.keys(mails).filter(name => typeof mails[name] === 'object')
const support = { email: 'support@example.org', phone: '+41 22 000 00 00', chat: 'https://chat.example.org' }

let desk: Desk
/** One mail of every template, with the facts that the code hands over. */
const written = new Map<string, Mail>()

beforeAll(async () => {
  desk = await openDesk()
  for (const mail of await causeEveryMail(desk)) written.set(mail.template, mail)
})
afterAll(() => desk.close())

describe('every mail', () => {
  it('is caused by something, and has its words', () => {
    expect([...written.keys()].sort()).toEqual(templates.sort())
  })

  describe.each(locales)('in %s', locale => {
    it.each(templates)('%s', template => {
      const mail = written.get(template) as Mail
      missing.splice(0)
      const { subject, text, html } = writeLetter(words(locale), mail, support)
      // Neither a key without words nor a placeholder without a fact.
      expect(missing).toEqual([])
      expect(subject).toMatch(/^\S.*\S$/)
      expect(subject).not.toMatch(/[\r\n]/)
      for (const part of [subject, text, html])
        expect(part).not.toMatch(/\{\{|\}\}|\bundefined\b|\bnull\b|\[object |Invalid Date|\d{4}-\d\d-\d\dT/)
      expect(text).toContain(words(locale).t('mails.greeting'))
      expect(text).toContain(support.phone)
      const { link, code } = mail.facts
      if (link) expect(text).toContain(link)
      if (code) expect(text).toContain(code)
    })
  })

  it.each(locales)('ROLE-5 says where, from what, to what, by whom and when (%s)', locale => {
    const speech = words(locale)
    const { text } = writeLetter(speech, written.get('role-changed') as Mail, support)
    for (const fact of [
      'Atelier Lumière',
      speech.word('roles.collaborator'),
      speech.word('roles.administrator'),
      'Claire Dubois',
      '2026',
    ])
      expect(text).toContain(fact)
  })
})

const pdf = Buffer.from('%PDF-1.7 %%EOF').toString('base64')

/** Drives every action that mails through `perform`; the last mail of each template is as good as any. */
async function causeEveryMail({ setting, store, get, put, mails: waiting }: Desk): Promise<Mail[]> {
  const { domain } = setting
  const act = async (user: string | undefined, action: string, input: object, organisation?: string) => {
    const actor = user === undefined ? undefined : { user }
    const wish = { actor, action, input, from: 'test', ...(organisation && { organisation }) }
    return perform(domain, wish)
  }
  const latest = async (template: string) => (await waiting()).findLast(mail => mail.template === template)
  const tokenIn = async (template: string) =>
    String((await latest(template))?.facts.link)
      .split('/')
      .at(-1)

  await act('claire', 'change-role', { member: 'nina', role: 'administrator' })
  await act('claire', 'leave-organisation', { organisation: 'cimes' })
  await act('colleague', 'order-product', { service: 'hosting', name: 'Cimes' }, 'cimes')

  await act('claire', 'set-recovery-email', { email: 'claire@neuf.example' })
  await act('claire', 'confirm-recovery-email', { token: await tokenIn('recovery-email-confirm') })
  await act(undefined, 'request-password-reset', { login: 'claire@example.org' })
  await act('claire', 'request-password-reset', { login: 'claire@example.org' })
  await act(undefined, 'reset-password', {
    token: await tokenIn('password-reset'),
    password: 'another long one',
  })

  for (let time = 0; time < 5; time++) await act('oliver', 'enable-2fa', { password: 'wrong' })
  for (const [id, approve] of [
    ['jonas', true],
    ['lucia', false],
  ] as const) {
    const user = await get('users', id)
    const twoFactor = { secret: 'S', backupCodes: [], since: '2026-01-01T00:00:00.000Z' }
    if (user) await put('users', { ...user, twoFactor })
    await act(undefined, 'request-2fa-recovery', {
      login: user?.email,
      password: demoPassword,
      documents: [pdf, pdf],
    })
    const [request] = await store.read(tables => tables.recoveryRequests.find({ user: id }))
    await act('agent', 'decide-2fa-recovery', {
      request: request?.id,
      approve,
      ...(!approve && { reason: 'Ilegible' }),
    })
  }

  await act('oliver', 'send-feedback', { service: 'kdrive', text: 'Sort folders by colour' })
  await act('agent', 'set-feedback-state', { feedback: '1', state: 'planned' })
  const posted: Mail[] = []
  const mail = async (one: Mail) => void posted.push(one)
  const postTo = () => Promise.reject(new Error('no chat here'))
  await carryFeedback(domain, { routes: openRoutes(), words, mail, postTo })(
    { kind: 'feedback', feedback: '1' },
    'a',
  )
  const posts = await causeEveryPost(desk)
  return [...(await waiting()), ...posted, ...posts]
}

const spot: Spot = {
  account: 'slack:T1:U1',
  name: 'Nina K.',
  channel: 'slack:T1:C1',
  administers: true,
  isHome: true,
  isPublic: false,
  address: 'https://acme.slack.example/archives/C1/p1',
}

/** Links a chat account and asks for a person in it; the mails of that wait with the others, the posts come back as mails. */
async function causeEveryPost(desk: Desk): Promise<Mail[]> {
  const { domain } = desk.setting
  const act = async (user: string | undefined, action: string, input: object = {}) =>
    perform(domain, { actor: user && { user }, action, input, from: 'slack', chat: spot } as Wish)
  await act(undefined, 'link-by-code', { email: 'nina@example.org' })
  const { code } = (await desk.mails()).findLast(({ template }) => template === 'link-code')?.facts ?? {}
  await act(undefined, 'confirm-link', { code })
  await act('nina', 'set-channel', { language: 'question', answers: false, support: true })
  await conversation(desk, undefined, { from: 'slack', chat: spot }).pressId('person')
  await act('nina', 'unlink')
  const waiting = await desk.store.read(tables => tables.outbox.until('9999'))
  return waiting.flatMap(({ parcel }): Mail[] =>
    parcel.kind === 'post' ? [{ ...parcel, kind: 'mail', to: 'support@example.org' }] : [],
  )
}
