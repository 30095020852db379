import { currency } from '../core/catalogue.ts'
import type { Domain } from '../core/context.ts'
import { perform } from '../core/perform.ts'
import type { Carrier } from './courier.ts'

/** The port to a payment provider. */
export interface PaymentProvider {
  /** Charges once per `id` (the invoice's), however often it is asked, and answers alike each time. Throws where it cannot tell. */
  charge(charge: { id: string; token: string; cents: number; currency: string }): Promise<'paid' | 'declined'>
}

/** The carrier of charges: asks the provider, then records its answer as the system's own action (PAY-4). */
export function carryCharge(domain: Domain, provider: PaymentProvider): Carrier<'charge'> {
  return async ({ invoice: id, token, cents }) => {
    const invoice = await domain.store.read(tables => tables.invoices.get(id))
    if (!invoice) throw new Error(`no invoice ${id}`)
    const result = await provider.charge({ id, token, cents, currency })
    const { status } = await perform(domain, {
      actor: 'scheduler',
      action: 'settle-invoice',
      input: { invoice: id, result },
      organisation: invoice.organisation,
      from: 'scheduler',
    })
    if (status !== 'done' && status !== 'unchanged') throw new Error(`settle-invoice of ${id}: ${status}`)
  }
}
