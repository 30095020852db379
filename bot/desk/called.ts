import type { Action } from '../core/action.ts'
import { fieldsOf } from '../core/fields.ts'
import type { Tables } from '../core/store.ts'
import type { Turn } from './desk.ts'

type Values = Record<string, unknown>

/**
 * Values in which a member or a product that is named by its id is called as a form's own choices call it, so that the form can show
 * which one is chosen. An id of anything that does not belong to the organisation is left as it came.
 */
export function asCalled({ setting, account }: Turn, { input }: Action, values: Values): Promise<Values> {
  return setting.domain.store.read(async tables => {
    const called = fieldsOf(input).map(async ({ name, kind }) => {
      const id = values[name]
      const call = calls[kind]
      if (typeof id !== 'string' || !call || !account) return [name, id] as const
      return [name, (await call(tables, id, account.currentOrganisation)) ?? id] as const
    })
    const known = (await Promise.all(called)).filter(([, value]) => value !== undefined)
    return { ...values, ...Object.fromEntries(known) }
  })
}

type Call = (tables: Tables, id: string, organisation: string) => Promise<string | undefined>

const calls: { [kind: string]: Call } = {
  async member(tables, id, organisation) {
    const belongs = await tables.memberships.get(`${organisation}:${id}`)
    return belongs && (await tables.users.get(id))?.email
  },
  async product(tables, id, organisation) {
    const product = await tables.products.get(id)
    return product?.organisation === organisation ? product.name : undefined
  },
}
