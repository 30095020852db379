import type { User } from './model.ts'
import type { Store } from './store.ts'

/** The account with this id or login address. */
export const actorNamed = (store: Store, name: string): Promise<User | undefined> =>
  store.read(
    async tables =>
      (await tables.users.get(name)) ?? (await tables.users.find({ email: name.toLowerCase() }))[0],
  )
