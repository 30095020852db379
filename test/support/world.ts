import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actions } from '../../bot/actions/index.ts'
import type { Locale } from '../../bot/core/catalogue.ts'
import type { Actor, Chat, Domain } from '../../bot/core/context.ts'
import type { Organisation, Parcel, Product, Role, User } from '../../bot/core/model.ts'
import { perform, preview } from '../../bot/core/perform.ts'
import type { Ports } from '../../bot/core/ports.ts'
import { confirm, propose, undo } from '../../bot/core/proposals.ts'
import type { RowOf, TableName } from '../../bot/core/store.ts'
import { openLowdb } from '../../bot/stores/lowdb.ts'
import { openTestProvider } from '../../bot/test-provider/provider.ts'

const start = new Date('2026-11-22T10:00:00.000Z')

/** Ports that the domain asks of, as plain as they can be. A test that needs the real part names it. */
export const plainPorts: Ports = {
  images: {
    read: async () => undefined,
    crop: async png => png,
    photograph: async bytes => (bytes[0] === 0xff || bytes[0] === 0x89 ? bytes : undefined),
    preview: async () => Buffer.from('picture'),
  },
  codes: {
    secret: () => 'SECRET',
    picture: async (secret, account) => Buffer.from(`${secret} ${account}`),
    verify: (_, code, now) => (code === '123456' ? Math.floor(now.getTime() / 30_000) : undefined),
  },
  vault: { seal: text => `sealed:${text.length}`, open: sealed => sealed },
  documents: undefined,
  payments: openTestProvider('https://help.example.org', () => start),
  address: path => `https://help.example.org${path}`,
  hasRoute: (service, locale) => !['kchat', 'kmeet'].includes(service) || locale === 'fr',
}

export const person = (id: string, more: Partial<User> = {}): User => ({
  id,
  email: `${id}@example.org`,
  name: id[0]?.toUpperCase() + id.slice(1),
  locale: 'fr' as Locale,
  passwordHash: 'none',
  twoFactor: null,
  pendingSecret: null,
  recoveryEmail: null,
  currentOrganisation: 'acme',
  newsletters: [],
  supportAgent: false,
  ...more,
})

export const organisation = (id: string, more: Partial<Organisation> = {}): Organisation => ({
  id,
  name: id[0]?.toUpperCase() + id.slice(1),
  balance: 0,
  defaultPayment: null,
  branding: { square: { kind: 'initials', text: id.slice(0, 2).toUpperCase() }, rectangular: null },
  ...more,
})

export const product = (id: string, more: Partial<Product> = {}): Product => ({
  id,
  organisation: 'acme',
  service: 'hosting',
  name: `${id}.example`,
  expiry: '2027-01-31',
  dueDay: 31,
  months: 12,
  cents: 9900,
  warranty: false,
  state: 'active',
  suite: null,
  offer: null,
  mail: null,
  ...more,
})

/**
 * A small world on a real store in a temporary folder: organisation `acme` with `owner`, `admin`, `collaborator` and `external`
 * (roles as their ids say), organisation `other` with `stranger` as its legal representative, and `agent`, a support agent.
 */
export async function openWorld(ports: Partial<Ports> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'concierge-world-'))
  const store = await openLowdb(join(folder, 'concierge.json'))
  const clock = { now: start }
  const domain: Domain = { store, ports: { ...plainPorts, ...ports }, actions, now: () => clock.now }

  const put = <Name extends TableName>(table: Name, ...rows: RowOf<Name>[]) =>
    store.transact(async tables => {
      for (const row of rows) await (tables[table].put as (row: RowOf<Name>) => Promise<void>)(row)
    })
  const get = <Name extends TableName>(table: Name, id: string) =>
    store.read(tables => tables[table].get(id)) as Promise<RowOf<Name> | undefined>
  const join_ = (user: string, role: Role, id = 'acme') =>
    put('memberships', { id: `${id}:${user}`, organisation: id, user, role, products: [], contacts: [] })

  await put('organisations', organisation('acme'), organisation('other'))
  await put(
    'users',
    person('owner'),
    person('admin'),
    person('collaborator', { locale: 'de' }),
    person('external'),
  )
  await put('users', person('stranger', { currentOrganisation: 'other' }))
  await put('users', person('agent', { currentOrganisation: 'other', supportAgent: true }))
  await join_('owner', 'legal-representative')
  await join_('admin', 'administrator')
  await join_('collaborator', 'collaborator')
  await join_('external', 'external-user')
  await join_('stranger', 'legal-representative', 'other')
  await join_('agent', 'collaborator', 'other')

  const wish = (who: string | Actor, action: string, input: unknown) => ({
    actor: typeof who === 'string' && who !== 'scheduler' ? { user: who } : (who as Actor),
    action,
    input,
    from: 'test',
  })
  return {
    domain,
    store,
    folder,
    clock,
    put,
    get,
    join: join_,
    /** Moves the clock on. */
    later: (minutes: number) => {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000)
    },
    perform: (who: string | Actor, action: string, input: unknown = {}, organisation?: string) =>
      perform(domain, { ...wish(who, action, input), ...(organisation && { organisation }) }),
    preview: (who: string | Actor, action: string, input: unknown = {}) =>
      preview(domain, wish(who, action, input)),
    propose: (who: string | Actor, action: string, input: unknown = {}) =>
      propose(domain, wish(who, action, input)),
    confirm: (who: string, proposal: string) => confirm(domain, proposal, { user: who }, 'test'),
    undo: (who: string, proposal: string) => undo(domain, proposal, { user: who }, 'test'),
    /** The same in a chat. */
    inChat: (chat: Chat) => ({
      perform: (who: string | Actor, action: string, input: unknown = {}) =>
        perform(domain, { ...wish(who, action, input), from: 'slack', chat }),
      propose: (who: string | Actor, action: string, input: unknown = {}) =>
        propose(domain, { ...wish(who, action, input), from: 'slack', chat }),
      confirm: (who: string, proposal: string) => confirm(domain, proposal, { user: who }, 'slack', chat),
      undo: (who: string, proposal: string) => undo(domain, proposal, { user: who }, 'slack', chat),
    }),
    /** What happened in `acme`, and what is its linked people's own. */
    audit: () =>
      store.read(async tables => {
        const own = await tables.audit.find({ organisation: '' })
        const entries = [...(await tables.audit.find({ organisation: 'acme' })), ...own]
        return entries.filter(({ actor }) => actor !== 'unlinked').sort((a, b) => (a.id < b.id ? -1 : 1))
      }),
    /** What waits to leave, oldest first. */
    outbox: async (): Promise<Parcel[]> =>
      (await store.read(tables => tables.outbox.until('9999'))).map(entry => entry.parcel),
    close: async () => {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
