import { type Context, mailTo, type Policy, type Refusal } from '../core/action.ts'
import { inMinutes } from '../core/days.ts'
import type { Parcel } from '../core/model.ts'
import { refusedIf } from '../core/policy.ts'

// TFA-5: five in fifteen minutes close for fifteen minutes.
const mostFailures = 5
const minutes = 15

/** A password or code was wrong. Says no more to whom nobody is found by the login typed. */
export const wrong: Refusal = { rule: 'TFA-5', because: 'wrong', field: '' }

type Test<Input> = (input: Input, context: Context) => Promise<boolean> | boolean

/** Refuses what `isRight` does not find right and counts it, and refuses everything while attempts are closed (TFA-5). */
export const counted =
  <Input>(isRight: Test<Input>, refusal = wrong, closed = closedUntil): Policy<Input> =>
  async (input, context) => {
    const until = await closing(context)
    if (until) return [closed(until)]
    return refusedIf(!(await isRight(input, context)), { ...refusal, record: countFailure })
  }

/**
 * The same where nobody is signed in yet: closed is told as wrong, after as long a look, so that it tells nothing of who is a customer.
 * The holder learns of the closing by mail (TFA-5).
 */
export const countedUnseen = <Input>(isRight: Test<Input>): Policy<Input> => {
  const policy = counted(isRight, wrong, () => wrong)
  return async (input, context) => {
    if (await closing(context)) await isRight(input, context)
    return policy(input, context)
  }
}

const closedUntil = (until: string): Refusal => ({ rule: 'TFA-5', because: 'closed', facts: { until } })

async function closing({ tables, actor, now }: Context): Promise<string | undefined> {
  const until = (await tables.attempts.get(actor.id))?.closedUntil
  return until && until > now.toISOString() ? until : undefined
}

/** Counts one more; the one too many closes, and the holder is told once. */
async function countFailure({ tables, actor, now }: Context): Promise<Parcel[]> {
  const since = inMinutes(now, -minutes)
  const earlier = (await tables.attempts.get(actor.id))?.failures.filter(failure => failure > since) ?? []
  const failures = [...earlier, now.toISOString()]
  const closes = failures.length >= mostFailures
  const until = inMinutes(now, minutes)
  await tables.attempts.put(
    closes
      ? { id: actor.id, failures: [], closedUntil: until }
      : { id: actor.id, failures, closedUntil: null },
  )
  return closes ? [mailTo(actor, 'attempts-closed', { until, minutes })] : []
}
