import { z } from 'zod'
import { action, type Context, change, InvalidInput, type Policy, type Refusal } from '../core/action.ts'
import { dayOf } from '../core/days.ts'
import { card, choice, methodOf, tick } from '../core/fields.ts'
import type { Change, Organisation, PaymentMethod } from '../core/model.ts'
import { all, inTurn, managesOrBills, refusedIf } from '../core/policy.ts'
import { productsOf } from '../core/products.ts'
import { newId } from '../core/secrets.ts'
import { isExpired, labelOf } from './billing.ts'
import { payment } from './renewals.ts'

const mayPay = managesOrBills('PAY-1', 'role')

export const listPaymentMethods = action({
  id: 'list-payment-methods',
  guide: 'add-payment-method',
  risk: 'read',
  input: z.object({}),
  allow: mayPay,
  async answer(_, { tables, organisation }) {
    const { name, balance, defaultPayment } = organisation
    const methods = await tables.paymentMethods.find({ organisation: organisation.id })
    const cards = methods.map(method => ({
      title: labelOf(method),
      id: method.id,
      facts: cardFacts(method, organisation),
    }))
    const prepaid = { method: 'balance', balance, default: defaultPayment === 'balance' }
    return { rows: [...cards, { title: name, id: 'balance', facts: prepaid }] }
  },
})

export const listInvoices = action({
  id: 'list-invoices',
  guide: 'add-payment-method',
  risk: 'read',
  input: z.object({ state: choice(['open', 'paid'], 'invoiceStates').optional() }),
  allow: mayPay,
  async answer({ state }, { tables, organisation }) {
    const invoices = await tables.invoices.find({ organisation: organisation.id })
    const asked = invoices.filter(invoice => !state || invoice.state === state)
    const newest = asked.sort((a, b) => b.issued.localeCompare(a.issued)).slice(0, mostListed)
    const rows = newest.map(async invoice => {
      const product = await tables.products.get(invoice.product)
      const facts = {
        price: invoice.cents,
        issued: invoice.issued,
        ...(await payment(tables, invoice)),
        invoice: invoice.id,
      }
      return { title: product?.name ?? invoice.product, facts }
    })
    return { rows: await Promise.all(rows) }
  },
})

/** What a person can take in, and a chat can show. */
const mostListed = 50

// A code of three or four digits alone, or one that is named as such. Card numbers are refused before any action (PAY-3).
const securityCode = /^\d{3,4}$|\b(?:cvc|cvv|cvn|csc|cid)\d?\b\D{0,5}\d{3,4}\b/iu

const takesNoSecurityCode: Policy<NewMethod> = ({ card }) =>
  refusedIf(securityCode.test(card), { rule: 'PAY-3', because: 'security-code' })

interface NewMethod {
  card: string
}

const isGood: Policy<NewMethod> = async ({ card: reference }, { ports, now }) => {
  const card = await ports.payments.card(reference)
  return card && isExpired(card, dayOf(now)) ? [expired(card.expiry)] : []
}

const expired = (expiryMonth: string): Refusal => ({
  rule: 'PAY-1',
  because: 'expired',
  facts: { expiryMonth },
})

export const addPaymentMethod = action({
  id: 'add-payment-method',
  guide: 'add-payment-method',
  risk: 'secret',
  input: z.object({
    card: card(),
    replaces: methodOf().optional(),
    makeDefault: tick().optional(),
  }),
  allow: inTurn(mayPay, takesNoSecurityCode, isGood),
  async effect({ card: reference, replaces, makeDefault = false }, context) {
    const { tables, organisation, ports } = context
    const typed = await ports.payments.card(reference)
    if (!typed) throw new InvalidInput({ field: 'card', problem: 'unknown-card' })
    const replaced = replaces === undefined ? undefined : await cardIn(context, replaces, 'replaces')
    const own = await tables.paymentMethods.find({ organisation: organisation.id })
    // A provider may keep a card's token when its date moves on: then the method is updated in place.
    const known = own.find(method => method.token === typed.token)
    const method = { id: known?.id ?? newId(), organisation: organisation.id, ...typed }
    const gone = replaced?.id === method.id ? undefined : replaced
    await tables.paymentMethods.put(method)
    if (gone) await tables.paymentMethods.remove(gone.id)
    const takesOver = makeDefault || [null, gone?.id].includes(organisation.defaultPayment)
    const defaultPayment = takesOver ? method.id : organisation.defaultPayment
    const others = await changeDefault(context, defaultPayment, [method, gone])
    const added = change(
      subjectOf(method),
      known ? { ...labelUnless(known, method), ...cardFacts(known, organisation) } : {},
      { ...(known && labelUnless(method, known)), ...cardFacts(method, { defaultPayment }) },
    )
    return { changes: [added, ...(gone ? [removal(gone, organisation)] : []), ...others] }
  },
})

const subjectOf = (method: PaymentMethod) => ({ id: method.id, name: labelOf(method) })

const cardFacts = (
  { id, expiry }: PaymentMethod,
  { defaultPayment }: Pick<Organisation, 'defaultPayment'>,
) => ({
  expiryMonth: expiry,
  default: id === defaultPayment,
})

/** How a card is known, where that is not how the other one is. */
const labelUnless = (method: PaymentMethod, other: PaymentMethod) =>
  labelOf(method) === labelOf(other) ? {} : { method: labelOf(method) }

const removal = (method: PaymentMethod, organisation: Organisation): Change =>
  change(subjectOf(method), cardFacts(method, organisation), {})

/** A card of the organisation. The prepaid balance is none: it can be neither replaced nor removed. */
async function cardIn({ tables }: Context, id: string, field: string): Promise<PaymentMethod> {
  const method = await tables.paymentMethods.get(id)
  if (!method) throw new InvalidInput({ field, problem: 'balance-is-no-card' })
  return method
}

/** Makes `next` the default. Out: a change for the new and the old one, but for those that the caller tells of itself. */
async function changeDefault(
  context: Context,
  next: string | null,
  told: readonly (PaymentMethod | undefined)[] = [],
): Promise<Change[]> {
  const { tables, organisation } = context
  const old = organisation.defaultPayment
  if (next === old) return []
  await tables.organisations.put({ ...organisation, defaultPayment: next })
  const touched = [next, old].filter(
    (id): id is string => id !== null && !told.some(method => method?.id === id),
  )
  return Promise.all(touched.map(id => defaultChange(context, id, id === old, id === next)))
}

async function defaultChange(
  { tables, organisation }: Context,
  id: string,
  before: boolean,
  after: boolean,
): Promise<Change> {
  const method = await tables.paymentMethods.get(id)
  const subject = method ? subjectOf(method) : organisation
  const name = method ? labelOf(method) : 'balance'
  return change(subject, { method: name, default: before }, { method: name, default: after })
}

/** A card that has expired cannot become the default: the next renewal would fail (PAY-1). */
async function unlessExpired(id: string, { tables, now }: Context): Promise<Refusal[]> {
  const method = await tables.paymentMethods.get(id)
  return method && isExpired(method, dayOf(now)) ? [expired(method.expiry)] : []
}

export const setDefaultPaymentMethod = action({
  id: 'set-default-payment-method',
  guide: 'add-payment-method',
  risk: 'change',
  input: z.object({ method: methodOf() }),
  allow: inTurn(mayPay, ({ method }, context) => unlessExpired(method, context)),
  async effect({ method }, context) {
    const changes = await changeDefault(context, method)
    return { changes: changes.length ? changes : [await defaultChange(context, method, true, true)] }
  },
  undo(_, changes) {
    const old = changes.find(({ before }) => before.default === true)
    return old && { method: old.before.method === 'balance' ? 'balance' : old.id }
  },
})

const keepsADefault: Policy<{ method: string; newDefault?: string | undefined }> = async (input, context) => {
  const { tables, organisation } = context
  if (input.method !== organisation.defaultPayment || input.newDefault) return []
  const renewing = (await productsOf(tables, organisation.id)).filter(
    ({ state, warranty }) => state === 'active' && warranty,
  )
  const products = renewing.map(({ name }) => name).sort()
  return refusedIf(products.length > 0, { rule: 'PAY-5', facts: { products } })
}

export const removePaymentMethod = action({
  id: 'remove-payment-method',
  guide: 'add-payment-method',
  risk: 'change',
  input: z.object({ method: methodOf(), newDefault: methodOf().optional() }),
  allow: inTurn(
    mayPay,
    all(keepsADefault, ({ newDefault }, context) => (newDefault ? unlessExpired(newDefault, context) : [])),
  ),
  async effect({ method: id, newDefault }, context) {
    const { tables, organisation } = context
    const method = await cardIn(context, id, 'method')
    if (newDefault === id) throw new InvalidInput({ field: 'newDefault', problem: 'same-method' })
    const remaining = organisation.defaultPayment === id ? null : organisation.defaultPayment
    const others = await changeDefault(context, newDefault ?? remaining, [method])
    await tables.paymentMethods.remove(id)
    return { changes: [removal(method, organisation), ...others] }
  },
})
