import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Card, Payments } from '../core/ports.ts'
import { newId } from '../core/secrets.ts'
import type { PaymentProvider } from '../post/payment.ts'
import { type CardProblem, readCard, type Typed } from './cards.ts'

/** What its own page needs of the provider. */
export interface CardDesk {
  /** Where a page that `start` gave the address of leads back to; `undefined` for an address that we did not give. */
  returnOf(page: { to: string; seal: string }): string | undefined
  /** Takes a card: a reference to it, or what is wrong with it. The number is kept nowhere (PAY-3). */
  take(typed: Typed): { reference: string } | { problem: CardProblem }
}

export interface TestProvider extends PaymentProvider, Payments, CardDesk {
  readonly charged: ReadonlyMap<string, 'paid' | 'declined'>
}

/** Cards that are always there, for whoever has no browser: `act` and tests. */
const known: Readonly<Record<string, Card>> = {
  ref_test_visa: { token: 'tok_test_visa_4242', brand: 'Visa', last4: '4242', expiry: '2034-12' },
  ref_test_mastercard: {
    token: 'tok_test_mastercard_4444',
    brand: 'Mastercard',
    last4: '4444',
    expiry: '2034-12',
  },
  ref_test_declined: { token: 'tok_declined_0341', brand: 'Visa', last4: '0341', expiry: '2034-12' },
}

const minutesValid = 30
/** More than are ever being typed at once. */
const mostKept = 1000

/**
 * A payment provider that moves no money, for the demo and for tests. It pays what is charged to `tok_test_…`, and declines all else,
 * such as `tok_declined_…`. Of a card it keeps what its reference stands for, for half an hour: token, brand, last digits, expiry.
 */
export function openTestProvider(publicUrl: string, now: () => Date = () => new Date()): TestProvider {
  const key = randomBytes(32)
  const charged = new Map<string, 'paid' | 'declined'>()
  const taken = new Map<string, { card: Card; until: number }>()
  const sealOf = (to: string): string => createHmac('sha256', key).update(to).digest('base64url')
  return {
    charged,
    async charge({ id, token }) {
      const result = charged.get(id) ?? (token.startsWith('tok_test_') ? 'paid' : 'declined')
      charged.set(id, result)
      return result
    },
    start: to => `${publicUrl}/test-provider/card?${new URLSearchParams({ to, seal: sealOf(to) })}`,
    returnOf({ to, seal }) {
      const [given, own] = [Buffer.from(seal), Buffer.from(sealOf(to))]
      return given.length === own.length && timingSafeEqual(given, own) ? to : undefined
    },
    take(typed) {
      const read = readCard(typed, now())
      if ('problem' in read) return read
      const reference = `ref_${newId()}`
      const token = `tok_${read.isDeclined ? 'declined' : 'test'}_${newId()}`
      taken.set(reference, { card: { token, ...read.card }, until: now().getTime() + minutesValid * 60_000 })
      for (const oldest of [...taken.keys()].slice(0, -mostKept)) taken.delete(oldest)
      return { reference }
    },
    async card(reference) {
      if (Object.hasOwn(known, reference)) return known[reference]
      const found = taken.get(reference)
      return found && found.until > now().getTime() ? found.card : undefined
    },
  }
}
