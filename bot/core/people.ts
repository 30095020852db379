import type { Membership, User } from './model.ts'
import type { Store, Tables } from './store.ts'

/** The account with this login address, however it is capitalised. */
export const userWithLogin = async (tables: Tables, login: string): Promise<User | undefined> =>
  (await tables.users.find({ email: login.toLowerCase() }))[0]

/** The account with this id or login address. */
export const userNamed = async (tables: Tables, name: string): Promise<User | undefined> =>
  (await tables.users.get(name)) ?? (await userWithLogin(tables, name))

/** As `userNamed`, where no transaction is under way. */
export const actorNamed = (store: Store, name: string): Promise<User | undefined> =>
  store.read(tables => userNamed(tables, name))

/** An external user's rights are limited: of the others they see names and roles (ROLE-6). */
export const seesWhole = (membership: Membership | undefined, { user }: Pick<Membership, 'user'>): boolean =>
  membership?.role !== 'external-user' || user === membership.user

/** The users of memberships, in their order; a membership whose user is gone has none. */
export async function usersOf(
  tables: Tables,
  memberships: readonly Pick<Membership, 'user'>[],
): Promise<User[]> {
  const users = await Promise.all(memberships.map(({ user }) => tables.users.get(user)))
  return users.filter(user => user !== undefined)
}
