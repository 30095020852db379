import type { PaymentProvider } from './payment.ts'

/** A provider that moves no money, for the demo and for tests: pays what is charged to `tok_test_…`, declines all else, such as `tok_declined_…`. */
export function openTestProvider(): PaymentProvider & {
  readonly charged: ReadonlyMap<string, 'paid' | 'declined'>
} {
  const charged = new Map<string, 'paid' | 'declined'>()
  return {
    charged,
    async charge({ id, token }) {
      const result = charged.get(id) ?? (token.startsWith('tok_test_') ? 'paid' : 'declined')
      charged.set(id, result)
      return result
    },
  }
}
