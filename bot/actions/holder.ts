import { type Facts, mailTo } from '../core/action.ts'
import type { Parcel, User } from '../core/model.ts'

/** A mail to the login address and to the recovery address, if there is one (TFA-6). */
export const tellHolder = (user: Readonly<User>, template: string, facts: Facts): Parcel[] =>
  [user.email, ...(user.recoveryEmail ? [user.recoveryEmail] : [])].map(to =>
    mailTo(user, template, facts, to),
  )
