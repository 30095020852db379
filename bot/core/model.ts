import { z } from 'zod'
import { contactKinds, locales, offers, services, topics } from './catalogue.ts'

/** Roles, weakest first: a role's place in the list is its height (ROLE-8). */
export const roles = ['external-user', 'collaborator', 'administrator', 'legal-representative'] as const
export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

const id = z.string().min(1)
/** An instant, ISO 8601 in UTC. */
const instant = z.iso.datetime()
/** A calendar day, `2027-01-31`. */
const day = z.iso.date()
const cents = z.int()

const Fact = z.json()
/** Named values that a surface can show: see `facts.ts` for what each name means. */
export const Facts = z.record(z.string(), Fact)

export const Change = z.object({
  /** What changed, as a person calls it, and its id. */
  of: z.string(),
  id,
  before: Facts,
  after: Facts,
})
export type Change = z.infer<typeof Change>

export const TwoFactor = z.object({
  secret: z.string(),
  /** Hashes of the backup codes that are still unused (TFA-3). */
  backupCodes: z.array(z.string()),
  since: instant,
  /** The time step of the last code of the app that was accepted: it and earlier ones are not accepted again (RFC 6238 §5.2). */
  lastStep: z.int().optional(),
})

export type TwoFactor = z.infer<typeof TwoFactor>

export const User = z.object({
  id,
  /** The login address, lower case. */
  email: z.string(),
  name: z.string(),
  locale: z.enum(locales),
  passwordHash: z.string(),
  twoFactor: TwoFactor.nullable(),
  /** Set while 2FA is being switched on and not yet confirmed by a code. */
  pendingSecret: z.string().nullable(),
  recoveryEmail: z.string().nullable(),
  currentOrganisation: id,
  newsletters: z.array(z.enum(topics)),
  /** Support agents decide recovery requests and what becomes of feedback. */
  supportAgent: z.boolean(),
})
export type User = z.infer<typeof User>

export const Branding = z.object({
  square: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('initials'), text: z.string() }),
    z.object({ kind: z.literal('logo'), image: id }),
  ]),
  rectangular: id.nullable(),
})
export type Branding = z.infer<typeof Branding>

export const Organisation = z.object({
  id,
  name: z.string(),
  /** Prepaid balance. */
  balance: cents,
  /** A payment method's id, `balance`, or none yet. */
  defaultPayment: z.string().nullable(),
  branding: Branding,
})
export type Organisation = z.infer<typeof Organisation>

export const Membership = z.object({
  /** `<organisation>:<user>` */
  id,
  organisation: id,
  user: id,
  role: Role,
  /** Products that the user may reach, beside what the role gives (ROLE-6). */
  products: z.array(id),
  /** Administrative mail that the user gets (ROLE-6). */
  contacts: z.array(z.enum(contactKinds)),
})
export type Membership = z.infer<typeof Membership>

export const Product = z.object({
  id,
  organisation: id,
  service: z.enum(services),
  name: z.string(),
  expiry: day,
  /** The day of the month on which it was first due, so that 31 January + 1 month + 1 month is 31 March. */
  dueDay: z.int().min(1).max(31),
  months: z.int().positive(),
  cents,
  warranty: z.boolean(),
  state: z.enum(['active', 'expired', 'cancelled']),
  /** The suite that it is part of (SUITE-3), if any. */
  suite: id.nullable(),
  /** Set on a suite itself. `users` are those who belong to it (ORG-3). */
  offer: z
    .object({ id: z.enum(offers.map(offer => offer.id)), personal: z.boolean(), users: z.array(id) })
    .nullable(),
  /** Set on a Mail Service: its domain and the addresses in it. */
  mail: z.object({ domain: z.string(), addresses: z.array(z.string()) }).nullable(),
})
export type Product = z.infer<typeof Product>

/** A calendar or address book that its owner shared (ROLE-4). */
export const Share = z.object({
  id,
  organisation: id,
  owner: id,
  name: z.string(),
  kind: z.enum(['calendar', 'address-book']),
  /** `everyone`: the whole organisation; else the named users only. */
  with: z.union([z.literal('everyone'), z.array(id)]),
})
export type Share = z.infer<typeof Share>

export const PaymentMethod = z.object({
  id,
  organisation: id,
  /** The payment provider's token: never a card number (PAY-3). */
  token: z.string(),
  brand: z.string(),
  last4: z.string().regex(/^\d{4}$/),
  /** `2028-05`, good to the end of that month. */
  expiry: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
})
export type PaymentMethod = z.infer<typeof PaymentMethod>

export const Invoice = z.object({
  /** For a renewal `renewal:<product>:<due day>`, so that one due day has one invoice (WARR-3). */
  id,
  organisation: id,
  product: id,
  cents,
  issued: day,
  state: z.enum(['open', 'paid']),
  /** How it was or shall be paid: a method's id, `balance`, or nothing yet. */
  paidWith: z.string().nullable(),
})
export type Invoice = z.infer<typeof Invoice>

export const feedbackStates = ['received', 'discussed', 'planned', 'done', 'declined'] as const
export const Feedback = z.object({
  /** The receipt's number, as text. */
  id,
  author: id,
  service: z.enum(services),
  /** The language of the route that it goes to (FEED-2). */
  locale: z.enum(locales),
  text: z.string(),
  state: z.enum(feedbackStates),
  /** Users who support it, one vote each (FEED-5). */
  votes: z.array(id),
  at: instant,
})
export type Feedback = z.infer<typeof Feedback>

/** An image that was checked and re-encoded (BRAND-4). */
export const Image = z.object({
  id,
  organisation: id,
  width: z.number().positive(),
  height: z.number().positive(),
  /** PNG, base64 */
  png: z.string(),
})
export type Image = z.infer<typeof Image>

/** A pending confirmation by code or link; the code itself is never stored (RECO-2, RECO-5). */
export const Ticket = z.object({
  /** Hash of the link's token. */
  id,
  user: id,
  purpose: z.enum(['recovery-email', 'password-reset', 'chat-link', 'sign-in']),
  /** Hash of the six-digit code, where a code may be typed instead. */
  codeHash: z.string().nullable(),
  email: z.string(),
  /** Wrong codes that were typed, where they are counted by ticket. */
  tries: z.int().optional(),
  expires: instant,
})
export type Ticket = z.infer<typeof Ticket>

/** Wrong passwords and codes of one user (TFA-5), or codes that were sent (CHAT-2). */
export const Attempts = z.object({
  /** The user's id; `link:<id>` for codes sent to a user, or asked for by a chat account. */
  id,
  failures: z.array(instant),
  closedUntil: instant.nullable(),
})
export type Attempts = z.infer<typeof Attempts>

export const Session = z.object({ id, user: id, expires: instant })
export type Session = z.infer<typeof Session>

/** A page of our own that was handed out to one person, to finish there what is secret (ACT-7). */
export const OncePage = z.object({
  /** Hash of the link's token. */
  id,
  /** Whose it is: a user's id, else the chat account that it was handed out to, else `nobody`. */
  holder: id,
  /** The account that it is for; `null` where nobody was known: it is then for whoever signs in. */
  user: id.nullable(),
  /** The chat that it was handed out in, if any. */
  chat: z
    .object({ account: id, name: z.string(), workspace: id.optional(), workspaceName: z.string().optional() })
    .optional(),
  /** What is to be done; the next step once one is done. */
  action: z.string(),
  /** Whether a step before it was done on this page. */
  isNext: z.literal(true).optional(),
  /** What is known of its input: never a secret. */
  input: z.record(z.string(), z.json()),
  locale: z.enum(locales),
  /** The surface that it was handed out on. */
  from: z.string(),
  expires: instant,
  /** What became of it, without secrets; `null` while it can be used. */
  outcome: z.json().nullable(),
})
export type OncePage = z.infer<typeof OncePage>

/** A request to remove 2FA by proof of identity (TFA-4). */
export const RecoveryRequest = z.object({
  id,
  user: id,
  /** `closed`: 2FA was removed before anybody decided. */
  state: z.enum(['waiting', 'approved', 'refused', 'closed']),
  /** Names of the sealed files that lie beside the store; emptied once nothing is left to decide. */
  documents: z.array(z.string()),
  reason: z.string().nullable(),
  at: instant,
})
export type RecoveryRequest = z.infer<typeof RecoveryRequest>

/** A previewed change that waits for its confirmation (ACT-2). */
export const Proposal = z.object({
  id,
  actor: id,
  organisation: id,
  action: z.string(),
  input: z.record(z.string(), z.json()),
  /** Hash of the changes that the person saw: applied only if the effect still says the same. */
  digest: z.string(),
  expires: instant,
  /** Where in a chat it was previewed, and by which chat account, if in one. */
  place: z
    .object({ account: id, workspace: id, channel: id.optional(), channelName: z.string().optional() })
    .optional(),
  /** The applied proposal that it would take back. */
  undoes: id.optional(),
  /** The proposal that was shown in its place, when it no longer held. */
  replacedBy: id.optional(),
  /** Set once applied: pressing again answers with the same receipt. */
  receipt: z.json().nullable(),
})
export type Proposal = z.infer<typeof Proposal>

/** A chat account bound to a user (ACT-1). */
export const Link = z.object({
  /** `<surface>:<workspace>:<account>` */
  id,
  user: id,
  at: instant,
})
export type Link = z.infer<typeof Link>

/** What an administrator set for a channel of a chat. */
export const Channel = z.object({
  /** `<surface>:<workspace>:<channel>` */
  id,
  /** `<surface>:<workspace>`; on Discord `discord:<guild>`. */
  workspace: id,
  /** What it is called there, where the platform said. */
  name: z.string().optional(),
  /** What is said to everybody there is said in this language; `null`: in that of the question. */
  locale: z.enum(locales).nullable(),
  /** Questions are answered without a mention, where the answer is certain. */
  answers: z.boolean(),
  /** Who asks for a person is announced here; one channel of a workspace. */
  support: z.boolean(),
})
export type Channel = z.infer<typeof Channel>

/** A feedback route that was set in a chat: wins over the file's (FEED-3). */
export const Route = z.object({
  /** `<service>:<locale>` */
  id,
  /** `<surface>:<workspace>:<channel>` */
  channel: id,
})
export type Route = z.infer<typeof Route>

/** A workspace that a chat app was installed in by OAuth. */
export const Installation = z.object({
  /** `<surface>:<workspace>` */
  id,
  /** What the platform's library keeps, tokens among it: sealed. */
  sealed: z.string(),
})
export type Installation = z.infer<typeof Installation>

/** A question and the guides that were found for it, kept a while: for *It helped*, for what follows in its thread, and for whoever is asked to help. */
export const Asked = z.object({
  id,
  /** Addresses and numbers blotted out. */
  question: z.string(),
  locale: z.enum(locales),
  /** Slugs of the guides, best first: the first one was the answer. */
  guides: z.array(z.string()),
  /** The thread of a chat that it was asked in, if any. */
  thread: z.string().optional(),
  /** The chat account that asked, where it is known: nobody else says what the answer was worth to them. */
  asker: z.string().optional(),
  /** What the asker said of the answer. */
  verdict: z.enum(['helped', 'wrong', 'person']).nullable(),
  /** The guide that would have been right. */
  right: z.string().optional(),
  /** Set where it says nothing by itself: it went on from what was said before. */
  follows: z.literal(true).optional(),
  expires: instant,
})
export type Asked = z.infer<typeof Asked>

export const aliasStates = ['heard', 'learnt', 'forgotten'] as const
/** A question of which people said that a guide answers it. */
export const Alias = z.object({
  /** Of language, guide and what the question is about: one question, however it is put, has one alias for a guide. */
  id,
  locale: z.enum(locales),
  guide: id,
  /** As it was first put, without names, addresses and numbers. */
  question: z.string(),
  /** Of language and what it is about: the same for every guide. */
  matter: id,
  /** Who said so, hashed. */
  people: z.array(z.string()),
  /** `heard` from one person alone, it counts for nothing; `forgotten`, for nothing until an agent restores it. */
  state: z.enum(aliasStates),
  last: instant,
})
export type Alias = z.infer<typeof Alias>

/** A question that found no answer. */
export const Gap = z.object({
  id,
  locale: z.enum(locales),
  question: z.string(),
  count: z.int(),
  last: instant,
})
export type Gap = z.infer<typeof Gap>

export const AuditEntry = z.object({
  /** The number in the chain, zero-padded to twelve digits. */
  id,
  at: instant,
  actor: z.string(),
  actorName: z.string(),
  action: z.string(),
  organisation: z.string(),
  /** On whom or what: ids. The first one is the main one. */
  subject: z.string(),
  subjectName: z.string(),
  from: z.string(),
  outcome: z.enum(['done', 'unchanged', 'refused']),
  rules: z.array(z.string()),
  changes: z.array(Change),
  previous: z.string(),
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** The end of the audit chain and other running numbers. */
export const Counter = z.object({ id, value: z.int(), hash: z.string() })
export type Counter = z.infer<typeof Counter>

export const Mail = z.object({
  kind: z.literal('mail'),
  to: z.string(),
  locale: z.enum(locales),
  /** The root of its words: `mails.<template>.*` */
  template: z.string(),
  facts: Facts,
})
export type Mail = z.infer<typeof Mail>

export const FeedbackPost = z.object({ kind: z.literal('feedback'), feedback: id })
/** A message to a channel of a chat. */
export const ChannelPost = z.object({
  kind: z.literal('post'),
  /** `<surface>:<workspace>:<channel>` */
  channel: id,
  locale: z.enum(locales),
  /** The root of its words: `mails.<template>.*` */
  template: z.string(),
  facts: Facts,
})
export type ChannelPost = z.infer<typeof ChannelPost>
export const Charge = z.object({ kind: z.literal('charge'), invoice: id, token: z.string(), cents })
/** Documents that nobody needs any more: what lies beside the store goes once the store says so (TFA-4). */
export const Shredding = z.object({ kind: z.literal('shred'), documents: z.array(z.string()) })

/** What leaves the system after the commit (ACT-5). */
export const Parcel = z.discriminatedUnion('kind', [Mail, FeedbackPost, ChannelPost, Charge, Shredding])
export type Parcel = z.infer<typeof Parcel>

export const OutboxEntry = z.object({
  /** Also the message id outside, so that a duplicate is harmless. */
  id,
  parcel: Parcel,
  tries: z.int(),
  /** When to try (again). */
  due: instant,
})
export type OutboxEntry = z.infer<typeof OutboxEntry>
