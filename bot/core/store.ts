import type { z } from 'zod'
import * as model from './model.ts'

/**
 * The tables of the domain: the shape of a row, the field sets that `find` may ask by, and the field that `until` may ask by.
 * Every store keeps an index for each, so nothing ever scans.
 */
export const tables = {
  users: { row: model.User, by: [['email']] },
  organisations: { row: model.Organisation, by: [] },
  memberships: {
    row: model.Membership,
    by: [['organisation'], ['user'], ['role'], ['organisation', 'role']],
  },
  products: { row: model.Product, by: [['organisation'], ['suite']], until: 'expiry' },
  shares: { row: model.Share, by: [['organisation']] },
  paymentMethods: { row: model.PaymentMethod, by: [['organisation']] },
  invoices: { row: model.Invoice, by: [['organisation'], ['product']] },
  feedback: { row: model.Feedback, by: [['author'], ['service', 'locale']] },
  images: { row: model.Image, by: [['organisation']] },
  tickets: { row: model.Ticket, by: [['user', 'purpose']], until: 'expires' },
  attempts: { row: model.Attempts, by: [] },
  oncePages: { row: model.OncePage, by: [['holder']], until: 'expires' },
  sessions: { row: model.Session, by: [['user']], until: 'expires' },
  recoveryRequests: { row: model.RecoveryRequest, by: [['user'], ['state']] },
  proposals: { row: model.Proposal, by: [['actor']], until: 'expires' },
  links: { row: model.Link, by: [['user']] },
  channels: { row: model.Channel, by: [['workspace']] },
  routes: { row: model.Route, by: [['channel']] },
  installations: { row: model.Installation, by: [] },
  asked: { row: model.Asked, by: [['thread']], until: 'expires' },
  aliases: {
    row: model.Alias,
    by: [['matter'], ['state'], ['guide', 'state'], ['locale', 'state'], ['guide', 'locale', 'state']],
  },
  gaps: { row: model.Gap, by: [['locale']] },
  audit: {
    row: model.AuditEntry,
    by: [['actor'], ['subject'], ['organisation'], ['organisation', 'subject'], ['organisation', 'actor']],
  },
  counters: { row: model.Counter, by: [] },
  outbox: { row: model.OutboxEntry, by: [], until: 'due' },
} as const satisfies Record<string, Description>

interface Description {
  row: z.ZodObject
  by: readonly (readonly string[])[]
  until?: string
}

export type TableName = keyof typeof tables
export type RowOf<Name extends TableName> = z.infer<(typeof tables)[Name]['row']>

export interface Page {
  limit?: number
  /** Highest id first. */
  reverse?: boolean
}

export interface Table<Row extends { id: string }> {
  get(id: string): Promise<Readonly<Row> | undefined>
  /** Rows whose fields equal those of `where`, ordered by id. Throws where no declared index has exactly these fields. */
  find(where: Partial<Row>, page?: Page): Promise<readonly Readonly<Row>[]>
  /** Rows whose `until` field is at most `value`, earliest first (then by id). Throws where the table has no such field. */
  until(value: string, limit?: number): Promise<readonly Readonly<Row>[]>
  /** Inserts or replaces by id. Throws on a row that its schema refuses. */
  put(row: Row): Promise<void>
  remove(id: string): Promise<void>
}

export type Tables = { readonly [Name in TableName]: Table<RowOf<Name>> }

/** The port that every store implements; `test/contracts/store.ts` is its contract. */
export interface Store {
  /** Runs `work` on a draft. What it wrote is on disk when the promise resolves; if it throws, nothing of it happened. Transactions run one after the other. */
  transact<T>(work: (tables: Tables) => Promise<T>): Promise<T>
  /** Runs `work` on a draft that is thrown away. Resolves only once all that it may have seen is on disk. */
  read<T>(work: (tables: Tables) => Promise<T>): Promise<T>
  /** Waits for what is under way and lets go of the store. */
  close(): Promise<void>
}

export type StoreProblem = 'busy' | 'damaged' | 'unwritable' | 'closed'

/** Why a store cannot serve; `problem` is the stable id that is put into words at the edge. */
export class StoreError extends Error {
  readonly problem: StoreProblem
  readonly facts: Record<string, string>

  constructor(problem: StoreProblem, facts: Record<string, string>, options?: ErrorOptions) {
    super(`store ${problem}: ${Object.values(facts).join(', ')}`, options)
    this.name = 'StoreError'
    this.problem = problem
    this.facts = facts
  }
}
