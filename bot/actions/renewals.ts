import { z } from 'zod'
import { action, type Context, change, type Effect, InvalidInput } from '../core/action.ts'
import { addMonths } from '../core/days.ts'
import { choice, date, productOf, text } from '../core/fields.ts'
import type { Invoice, Product } from '../core/model.ts'
import { scheduled } from '../core/policy.ts'
import type { Tables } from '../core/store.ts'
import { bill, labelOf, payOtherwise } from './billing.ts'
import { productIn } from './products.ts'

/** One due day of one product has one invoice (WARR-3). */
export const invoiceOf = (product: string, due: string): string => `renewal:${product}:${due}`

const term = ({ expiry, state }: Product) => ({ expiry, productState: state })

export const renewProduct = action({
  id: 'renew-product',
  guide: 'set-renewal-warranty',
  risk: 'system',
  input: z.object({ product: productOf(), due: date() }),
  allow: scheduled('WARR-3'),
  async effect({ product: id, due }, context) {
    const product = await productIn(context, id)
    if (await isSettled(context.tables, product, due))
      return { changes: [change(product, term(product), term(product))] }
    return product.warranty ? renew(context, product) : expire(context.tables, product)
  },
})

async function isSettled(tables: Tables, product: Product, due: string): Promise<boolean> {
  const isDue = product.state === 'active' && product.expiry === due
  return !isDue || (await tables.invoices.get(invoiceOf(product.id, due))) !== undefined
}

async function renew(context: Context, product: Product): Promise<Effect> {
  const renewed = { ...product, expiry: addMonths(product.expiry, product.months, product.dueDay) }
  await context.tables.products.put(renewed)
  const { changes, ...billing } = await bill(
    context,
    renewed,
    invoiceOf(product.id, product.expiry),
    product.cents,
    product.expiry,
  )
  const after = { ...term(renewed), charged: product.cents }
  return { changes: [change(product, term(product), after), ...changes], ...billing }
}

async function expire(tables: Tables, product: Product): Promise<Effect> {
  const expired: Product = { ...product, state: 'expired' }
  await tables.products.put(expired)
  return { changes: [change(product, term(product), term(expired))] }
}

/** What a payment provider answers to a charge. */
const results = ['paid', 'declined'] as const

export const settleInvoice = action({
  id: 'settle-invoice',
  guide: 'add-payment-method',
  risk: 'system',
  input: z.object({ invoice: text(), result: choice(results, 'chargeResults') }),
  allow: scheduled('PAY-4'),
  async effect({ invoice: id, result }, context) {
    const { tables, organisation } = context
    const invoice = await tables.invoices.get(id)
    if (invoice?.organisation !== organisation.id)
      throw new InvalidInput({ field: 'invoice', problem: 'unknown-invoice', facts: { text: id } })
    const { changes = [], ...billing } = (await settle(context, invoice, result)) ?? {}
    const settled = (await tables.invoices.get(id))!
    const product = await tables.products.get(invoice.product)
    const subject = { id, name: product?.name ?? invoice.product }
    const own = change(subject, await payment(tables, invoice), await payment(tables, settled))
    return { changes: [own, ...changes], ...billing }
  },
})

// An invoice that no card is being charged for has been settled already: nothing is done twice.
async function settle(
  context: Context,
  invoice: Invoice,
  result: (typeof results)[number],
): Promise<Effect | undefined> {
  if (invoice.state === 'paid') return undefined
  if (result === 'paid') await context.tables.invoices.put({ ...invoice, state: 'paid' })
  return result === 'declined' && invoice.paidWith ? payOtherwise(context, invoice) : undefined
}

/** Whether an invoice is paid, and with what, as facts. */
export async function payment(tables: Tables, { state, paidWith }: Invoice) {
  const method = paidWith ? await tables.paymentMethods.get(paidWith) : undefined
  return { invoiceState: state, method: method ? labelOf(method) : paidWith === 'balance' ? 'balance' : null }
}
