import type { Locale, Service } from './core/catalogue.ts'
import { prices, services } from './core/catalogue.ts'
import { addMonths, dayOf } from './core/days.ts'
import type { Membership, Product, Role, Share, User } from './core/model.ts'
import type { Tables } from './core/store.ts'

/** Every demo account's password: no secret, and good for nothing outside a demo. */
export const demoPassword = 'Concierge-demo-1'
// Made by `hashPassword` once: a slow hash would double the time of the first start, and keeps nothing secret here.
const demoPasswordHash = 'jaEEAB5DEMAPWL7dy7olsw:zBw1DVWa-JywGqqvav-y6UYHkkTFZ4aJXFj8AT72VJ4'

type Belongs = Record<string, Role>

interface DemoPerson {
  id: string
  name: string
  locale: Locale
  email?: string
  belongs: Belongs
  more?: Partial<User>
  contacts?: Membership['contacts']
}

// Managers in each language, so that whoever tries it meets their own; colleagues of every role beside them.
const people: DemoPerson[] = [
  {
    id: 'claire',
    name: 'Claire Dubois',
    locale: 'fr',
    belongs: { lumiere: 'legal-representative', cimes: 'collaborator', claire: 'legal-representative' },
    more: { recoveryEmail: 'claire@secours.example' },
  },
  { id: 'oliver', name: 'Oliver Grant', locale: 'en', belongs: { lumiere: 'administrator' } },
  {
    id: 'jonas',
    name: 'Jonas Weber',
    locale: 'de',
    belongs: { lumiere: 'administrator' },
    contacts: ['technical'],
  },
  { id: 'giulia', name: 'Giulia Bernasconi', locale: 'it', belongs: { lumiere: 'administrator' } },
  { id: 'lucia', name: 'Lucía Ortega', locale: 'es', belongs: { lumiere: 'administrator' } },
  {
    id: 'colleague',
    name: 'Camille Martin',
    locale: 'fr',
    belongs: { lumiere: 'collaborator', cimes: 'legal-representative' },
    more: { newsletters: ['security', 'tips'] },
  },
  {
    id: 'nina',
    name: 'Nina Keller',
    locale: 'de',
    belongs: { lumiere: 'collaborator' },
    contacts: ['billing'],
  },
  {
    id: 'paul',
    name: 'Paul Favre',
    locale: 'fr',
    email: 'paul@lumiere.example',
    belongs: { lumiere: 'collaborator' },
  },
  { id: 'partner', name: 'Sam Taylor', locale: 'en', belongs: { lumiere: 'external-user' } },
  {
    id: 'agent',
    name: 'Elisa Conti',
    locale: 'it',
    belongs: { cimes: 'collaborator' },
    more: { supportAgent: true },
  },
]

const organisations = [
  { id: 'lumiere', name: 'Atelier Lumière', balance: 20000, defaultPayment: 'visa', initials: 'AL' },
  { id: 'cimes', name: 'Association Les Cimes', balance: 0, defaultPayment: null, initials: 'LC' },
  { id: 'claire', name: 'Claire Dubois', balance: 0, defaultPayment: null, initials: 'CD' },
]

/** What the suite of the demo holds; SUITE-3 keeps it together. */
const inSuite: readonly Service[] = ['mail', 'kdrive', 'calendar', 'contacts', 'kchat', 'kmeet']
const withWarranty: readonly Service[] = ['domain', 'hosting', 'mail', 'public-cloud']

/** Fills an empty store with the demo. Throws where it is not empty. */
export async function fillDemo(tables: Tables, now: Date): Promise<void> {
  for (const person of people) await putPerson(tables, person)
  for (const { initials, ...organisation } of organisations)
    await tables.organisations.put({
      ...organisation,
      branding: { square: { kind: 'initials', text: initials }, rectangular: null },
    })
  for (const product of productsOn(dayOf(now))) await tables.products.put(product)
  for (const share of shares) await tables.shares.put(share)
  for (const method of methods) await tables.paymentMethods.put(method)
}

async function putPerson(tables: Tables, { id, name, locale, belongs, more, contacts, email }: DemoPerson) {
  await tables.users.put({
    id,
    email: email ?? `${id}@example.org`,
    name,
    locale,
    passwordHash: demoPasswordHash,
    twoFactor: null,
    pendingSecret: null,
    recoveryEmail: null,
    currentOrganisation: Object.keys(belongs)[0] ?? 'lumiere',
    newsletters: ['product-news'],
    supportAgent: false,
    ...more,
  })
  for (const [organisation, role] of Object.entries(belongs))
    await tables.memberships.put({
      id: `${organisation}:${id}`,
      organisation,
      user: id,
      role,
      products: organisation === 'lumiere' && role === 'collaborator' ? ['lumiere-kdrive'] : [],
      contacts: organisation === 'lumiere' ? (contacts ?? []) : [],
    })
}

function productsOn(today: string): Product[] {
  const own = services.map((service, place) => productOf(service, 'lumiere', today, 2 + (place % 9)))
  const personal: Product = {
    ...productOf('ksuite', 'claire', today, 7),
    name: 'my kSuite',
    cents: 0,
    offer: { id: 'start', personal: true, users: ['claire'] },
  }
  return [...own, personal, { ...productOf('domain', 'cimes', today, 5), name: 'les-cimes.example' }]
}

const names: Record<Service, string> = {
  domain: 'atelier-lumiere.example',
  hosting: 'Hosting Lumière',
  'cloud-server': 'Cloud Server Lumière',
  'public-cloud': 'Public Cloud Lumière',
  'jelastic-cloud': 'Jelastic Cloud Lumière',
  synology: 'Synology NAS',
  housing: 'Housing Lumière',
  'swiss-backup': 'Swiss Backup Lumière',
  ksuite: 'kSuite Atelier Lumière',
  mail: 'Mail lumiere.example',
  kdrive: 'kDrive Lumière',
  calendar: 'Calendar Lumière',
  contacts: 'Contacts Lumière',
  newsletter: 'Newsletter Lumière',
  swisstransfer: 'SwissTransfer Lumière',
  'streaming-radio': 'Radio Lumière',
  'streaming-video': 'Streaming Lumière',
  'vod-aod': 'VOD Lumière',
  'guest-manager': 'Guest Manager Lumière',
  kchat: 'kChat Lumière',
  kmeet: 'kMeet Lumière',
}

function productOf(service: Service, organisation: string, today: string, months: number): Product {
  const price = prices[service]
  const dueDay = Number(today.slice(8))
  return {
    id: `${organisation}-${service}`,
    organisation,
    service,
    name: names[service],
    expiry: addMonths(today, price.months === 1 ? 1 : months, dueDay),
    dueDay,
    months: price.months,
    cents: price.cents,
    warranty: organisation === 'lumiere' && withWarranty.includes(service),
    state: 'active',
    suite: organisation === 'lumiere' && inSuite.includes(service) ? 'lumiere-ksuite' : null,
    offer: service === 'ksuite' ? { id: 'standard', personal: false, users: ['claire', 'paul'] } : null,
    mail: service === 'mail' ? { domain: 'lumiere.example', addresses: ['paul@lumiere.example'] } : null,
  }
}

const shares: Share[] = [
  {
    id: 'team',
    organisation: 'lumiere',
    owner: 'claire',
    name: 'Équipe',
    kind: 'calendar',
    with: 'everyone',
  },
  {
    id: 'clients',
    organisation: 'lumiere',
    owner: 'oliver',
    name: 'Clients',
    kind: 'address-book',
    with: 'everyone',
  },
  {
    id: 'project',
    organisation: 'lumiere',
    owner: 'jonas',
    name: 'Projekt Nord',
    kind: 'calendar',
    with: ['partner'],
  },
]

const methods = [
  {
    id: 'visa',
    organisation: 'lumiere',
    token: 'tok_test_visa',
    brand: 'Visa',
    last4: '4242',
    expiry: '2029-05',
  },
  {
    id: 'old',
    organisation: 'lumiere',
    token: 'tok_test_old',
    brand: 'Mastercard',
    last4: '4444',
    expiry: '2025-12',
  },
]

/** The demo described for scripts. */
export async function describeDemo(tables: Tables) {
  const memberships = (
    await Promise.all(people.map(({ id }) => tables.memberships.find({ user: id })))
  ).flat()
  const found = await Promise.all(people.map(({ id }) => tables.users.get(id)))
  const products = await Promise.all(
    organisations.map(({ id }) => tables.products.find({ organisation: id })),
  )
  return {
    people: found.flatMap(user =>
      user
        ? {
            id: user.id,
            login: user.email,
            password: demoPassword,
            name: user.name,
            locale: user.locale,
            supportAgent: user.supportAgent,
            roles: Object.fromEntries(
              memberships
                .filter(({ user: id }) => id === user.id)
                .map(({ organisation, role }) => [organisation, role]),
            ),
          }
        : [],
    ),
    organisations: organisations.map(({ id, name }) => ({ id, name })),
    products: products.flat().map(({ id, name, organisation, service, expiry, warranty, suite, offer }) => ({
      id,
      name,
      organisation,
      service,
      expiry,
      warranty,
      suite,
      offer: offer?.id ?? null,
    })),
  }
}

/** Whom to be at first in the demo: somebody who may do things, of one's own language. */
export const demoPersonFor = (locale: Locale): string =>
  people.find(person => person.locale === locale && person.belongs.lumiere !== 'collaborator')?.id ?? 'claire'

/** Whether a store holds nobody yet: every organisation keeps a legal representative (ROLE-3). */
export const isEmpty = async (tables: Tables): Promise<boolean> =>
  (await tables.memberships.find({ role: 'legal-representative' }, { limit: 1 })).length === 0
