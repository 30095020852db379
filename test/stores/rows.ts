import type {
  AuditEntry,
  Counter,
  Membership,
  OncePage,
  OutboxEntry,
  Product,
  Proposal,
  Role,
  Ticket,
} from '../../bot/core/model.ts'

/** Small whole rows, to be varied by what a test is about. */

export const counter = (id: string, value: number): Counter => ({ id, value, hash: '' })

export const membership = (organisation: string, user: string, role: Role = 'collaborator'): Membership => ({
  id: `${organisation}:${user}`,
  organisation,
  user,
  role,
  products: [],
  contacts: ['billing'],
})

export const ticket = (id: string, expires: string, user = 'ada'): Ticket => ({
  id,
  user,
  purpose: 'password-reset',
  codeHash: null,
  email: 'ada@example.org',
  expires,
})

export const oncePage = (id: string, expires: string, changes: Partial<OncePage> = {}): OncePage => ({
  id,
  holder: 'ada',
  user: 'ada',
  action: 'enable-2fa',
  input: {},
  locale: 'fr',
  from: 'test',
  expires,
  outcome: null,
  ...changes,
})

export const product = (id: string, changes: Partial<Product> = {}): Product => ({
  id,
  organisation: 'acme',
  service: 'domain',
  name: `${id}.example`,
  expiry: '2027-01-31',
  dueDay: 31,
  months: 12,
  cents: 1500,
  warranty: false,
  state: 'active',
  suite: null,
  offer: null,
  mail: null,
  ...changes,
})

export const proposal = (id: string, receipt: Proposal['receipt'] = null): Proposal => ({
  id,
  actor: 'ada',
  organisation: 'acme',
  action: 'change-role',
  input: { member: 'ben', role: 'administrator', nested: { list: [1, 'zwei', null] } },
  digest: 'digest',
  expires: '2027-01-01T00:10:00.000Z',
  receipt,
})

export const auditEntry = (id: string): AuditEntry => ({
  id,
  at: '2027-01-01T00:00:00.000Z',
  actor: 'ada',
  actorName: 'Ada Müller',
  action: 'change-role',
  organisation: 'acme',
  subject: 'ben',
  subjectName: 'Ben Garçon',
  from: 'test',
  outcome: 'done',
  rules: ['ROLE-1'],
  changes: [
    { of: 'membership', id: 'acme:ben', before: { role: 'collaborator' }, after: { role: 'administrator' } },
  ],
  previous: '',
  hash: 'hash',
})

export const outboxEntry = (id: string): OutboxEntry => ({
  id,
  parcel: {
    kind: 'mail',
    to: 'ben@example.org',
    locale: 'fr',
    template: 'role-changed',
    facts: { role: 'administrator' },
  },
  tries: 0,
  due: '2027-01-01T00:00:00.000Z',
})
