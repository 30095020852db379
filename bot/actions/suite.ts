import { z } from 'zod'
import { action, change, InvalidInput, type Policy } from '../core/action.ts'
import { type Offer, offers } from '../core/catalogue.ts'
import { addMonths, dayOf, daysBetween } from '../core/days.ts'
import { choice, productOf } from '../core/fields.ts'
import type { Product } from '../core/model.ts'
import { inTurn, manages, refusedIf } from '../core/policy.ts'
import { bill } from './billing.ts'
import { productIn } from './products.ts'

const offerIds = offers.map(offer => offer.id) as [string, ...string[]]

/** An offer by its id, which a schema has checked. */
const offerOf = (id: string): Offer => offers.find(offer => offer.id === id)!

const onlyGrows: Policy<{ suite: string; offer: string }> = async ({ suite, offer }, { tables }) => {
  const product = await tables.products.get(suite)
  if (!product?.offer) return []
  const [old, wanted] = [offerOf(product.offer.id), offerOf(offer)]
  const shrinks =
    offers.indexOf(wanted) < offers.indexOf(old) || wanted.users < old.users || wanted.storage < old.storage
  return refusedIf(shrinks, { rule: 'SUITE-1', facts: { suite: product.name, offer: old.id } })
}

export const upgradeSuite = action({
  id: 'upgrade-suite',
  guide: 'upgrade-suite',
  risk: 'change',
  input: z.object({ suite: productOf(), offer: choice(offerIds, 'offers') }),
  allow: inTurn(manages('SUITE-5'), onlyGrows),
  async effect({ suite: id, offer: wanted }, context) {
    const suite = await productIn(context, id)
    const old = currentOffer(suite)
    const next = offerOf(wanted)
    if (next === old) return { changes: [change(suite, grown(old), grown(old))] }
    const charged = untilRenewal(next.cents - old.cents, suite, context.now)
    const upgraded = { ...suite, cents: forPeriod(next, suite), offer: { ...suite.offer!, id: next.id } }
    await context.tables.products.put(upgraded)
    // An offer is reached once at most, so its invoice's id needs no number.
    const { changes, ...billing } = await bill(context, upgraded, `upgrade:${suite.id}:${next.id}`, charged)
    return { changes: [change(suite, grown(old), { ...grown(next), charged }), ...changes], ...billing }
  },
})

function currentOffer({ offer, state, name }: Product): Offer {
  if (!offer) throw new InvalidInput({ field: 'suite', problem: 'not-a-suite', facts: { text: name } })
  if (state !== 'active')
    throw new InvalidInput({ field: 'suite', problem: 'not-active', facts: { text: name } })
  return offerOf(offer.id)
}

/** What a person weighs before an upgrade (SUITE-4). */
const grown = ({ id, users, storage, cents }: Offer) => ({ offer: id, users, storage, price: cents })

/** The part of a yearly difference that falls on the days left of the suite's own period, rounded up (SUITE-4). */
function untilRenewal(yearly: number, { expiry, months, dueDay }: Product, now: Date): number {
  const days = daysBetween(addMonths(expiry, -months, dueDay), expiry)
  const daysLeft = Math.max(0, daysBetween(dayOf(now), expiry))
  return Math.ceil((yearly * months * daysLeft) / (12 * days))
}

const forPeriod = ({ cents }: Offer, { months }: Product): number => Math.round((cents * months) / 12)
