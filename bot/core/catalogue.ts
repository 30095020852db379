/** What the provider offers: fixed lists that guides, forms and rules share. Words for the ids live in `locales/`. */

export const locales = ['fr', 'en', 'de', 'it', 'es'] as const
export type Locale = (typeof locales)[number]

export const services = [
  'domain',
  'hosting',
  'cloud-server',
  'public-cloud',
  'jelastic-cloud',
  'synology',
  'housing',
  'swiss-backup',
  'ksuite',
  'mail',
  'kdrive',
  'calendar',
  'contacts',
  'newsletter',
  'swisstransfer',
  'streaming-radio',
  'streaming-video',
  'vod-aod',
  'guest-manager',
  'kchat',
  'kmeet',
] as const
export type Service = (typeof services)[number]

export const topics = [
  'product-news',
  'tips',
  'security',
  'maintenance',
  'events',
  'offers',
  'ecology',
  'developers',
] as const
export type Topic = (typeof topics)[number]

/** What guides are about, in the order of the help centre. */
export const subjects = ['account', 'organisation', 'products', 'payment', 'communication'] as const
export type Subject = (typeof subjects)[number]

export const contactKinds = ['billing', 'technical', 'commercial'] as const
export type ContactKind = (typeof contactKinds)[number]

export const currency = 'CHF'

/** What a new product costs a period, in cents, and how many months a period has. */
export const prices: Record<Service, { cents: number; months: number }> = {
  domain: { cents: 1500, months: 12 },
  hosting: { cents: 9900, months: 12 },
  'cloud-server': { cents: 34800, months: 12 },
  'public-cloud': { cents: 2500, months: 1 },
  'jelastic-cloud': { cents: 1900, months: 1 },
  synology: { cents: 59000, months: 12 },
  housing: { cents: 7900, months: 1 },
  'swiss-backup': { cents: 6000, months: 12 },
  ksuite: { cents: 7200, months: 12 },
  mail: { cents: 1800, months: 12 },
  kdrive: { cents: 6700, months: 12 },
  calendar: { cents: 1200, months: 12 },
  contacts: { cents: 1200, months: 12 },
  newsletter: { cents: 900, months: 12 },
  swisstransfer: { cents: 3600, months: 12 },
  'streaming-radio': { cents: 1000, months: 1 },
  'streaming-video': { cents: 3900, months: 1 },
  'vod-aod': { cents: 2900, months: 1 },
  'guest-manager': { cents: 12000, months: 12 },
  kchat: { cents: 3600, months: 12 },
  kmeet: { cents: 3600, months: 12 },
}

export interface Offer {
  id: string
  users: number
  /** gigabytes */
  storage: number
  /** cents for twelve months */
  cents: number
}

/** The suite's offers, smallest first; an upgrade only ever goes to a later one (SUITE-1). */
export const offers: readonly Offer[] = [
  { id: 'start', users: 1, storage: 20, cents: 0 },
  { id: 'standard', users: 5, storage: 1000, cents: 7200 },
  { id: 'business', users: 20, storage: 6000, cents: 43200 },
  { id: 'enterprise', users: 100, storage: 30000, cents: 216000 },
]
