import { type Context, change, type Effect, mailTo } from '../core/action.ts'
import { dayOf } from '../core/days.ts'
import type { Change, Invoice, Organisation, Parcel, PaymentMethod, Product, User } from '../core/model.ts'
import { usersOf } from '../core/people.ts'
import type { Tables } from '../core/store.ts'

/** A method as a person knows it: `Visa •••• 4242`. */
export const labelOf = ({ brand, last4 }: PaymentMethod): string => `${brand} •••• ${last4}`

/** Whether a card can no longer be charged on a day: it is good to the end of its month. */
export const isExpired = ({ expiry }: Pick<PaymentMethod, 'expiry'>, day: string): boolean =>
  expiry < day.slice(0, 7)

/**
 * Issues one invoice for a product and has it paid (PAY-4): charged to the default method; where that is the prepaid balance, has
 * expired or is missing, taken from the balance if it covers the sum; else left open, and the billing contacts are told.
 * What is due on a later `day` than today is issued and judged as of that day.
 */
export async function bill(
  context: Context,
  product: Product,
  id: string,
  cents: number,
  day = dayOf(context.now),
): Promise<Effect> {
  const today = dayOf(context.now)
  const issued = day > today ? day : today
  const invoice: Invoice = {
    id,
    organisation: context.organisation.id,
    product: product.id,
    cents,
    issued,
    state: cents === 0 ? 'paid' : 'open',
    paidWith: null,
  }
  await context.tables.invoices.put(invoice)
  if (cents === 0) return { changes: [] }
  const method = await chargeable(context, issued)
  return method ? charge(context.tables, invoice, method) : payOtherwise(context, invoice)
}

async function chargeable(
  { tables, organisation }: Context,
  day: string,
): Promise<PaymentMethod | undefined> {
  const method = organisation.defaultPayment && (await tables.paymentMethods.get(organisation.defaultPayment))
  return method && !isExpired(method, day) ? method : undefined
}

// The provider is asked after the commit, and answers through `settle-invoice`.
async function charge(tables: Tables, invoice: Invoice, method: PaymentMethod): Promise<Effect> {
  await tables.invoices.put({ ...invoice, paidWith: method.id })
  return {
    changes: [],
    parcels: [{ kind: 'charge', invoice: invoice.id, token: method.token, cents: invoice.cents }],
    note: { id: 'card-charged', facts: { price: invoice.cents, method: labelOf(method) } },
  }
}

/** What is left where no card pays: the prepaid balance if it covers the sum, else an open invoice and a mail (PAY-4). */
export async function payOtherwise(context: Context, invoice: Invoice): Promise<Effect> {
  const { tables, organisation } = context
  const balance = organisation.balance - invoice.cents
  if (balance >= 0) {
    await tables.invoices.put({ ...invoice, state: 'paid', paidWith: 'balance' })
    await tables.organisations.put({ ...organisation, balance })
    return {
      changes: [balanceChange(organisation, balance)],
      note: { id: 'balance-charged', facts: { price: invoice.cents, balance } },
    }
  }
  await tables.invoices.put({ ...invoice, paidWith: null })
  return {
    changes: [],
    parcels: await invoiceMails(context, invoice),
    note: { id: 'invoice-open', facts: { price: invoice.cents } },
  }
}

const balanceChange = (organisation: Organisation, balance: number): Change =>
  change(organisation, { balance: organisation.balance }, { balance })

async function invoiceMails(context: Context, invoice: Invoice): Promise<Parcel[]> {
  const product = await context.tables.products.get(invoice.product)
  const facts = {
    organisation: context.organisation.name,
    product: product?.name ?? invoice.product,
    price: invoice.cents,
    invoice: invoice.id,
  }
  return (await billingContacts(context)).map(user => mailTo(user, 'invoice-open', facts))
}

/** Who gets billing mail: the members who have that contact kind (ROLE-6), else the legal representatives. */
async function billingContacts({ tables, organisation }: Context): Promise<User[]> {
  const members = await tables.memberships.find({ organisation: organisation.id })
  const contacts = members.filter(({ contacts }) => contacts.includes('billing'))
  const told = contacts.length ? contacts : members.filter(({ role }) => role === 'legal-representative')
  return usersOf(tables, told)
}
