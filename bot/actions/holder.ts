import { type Facts, mailTo } from '../core/action.ts'
import type { Parcel, User } from '../core/model.ts'
import type { Tables } from '../core/store.ts'

/** The user who has this login address, if any. */
export async function userOf(login: string, tables: Tables): Promise<Readonly<User> | undefined> {
  return (await tables.users.find({ email: login.toLowerCase() }))[0]
}

/** A mail to the login address and to the recovery address, if there is one (TFA-6). */
export const tellHolder = (user: Readonly<User>, template: string, facts: Facts): Parcel[] =>
  [user.email, ...(user.recoveryEmail ? [user.recoveryEmail] : [])].map(to =>
    mailTo(user, template, facts, to),
  )
