import { z } from 'zod'
import { action } from '../core/action.ts'
import { anyone } from '../core/policy.ts'
import { surfaceOf, titleOf } from './chat.ts'

/** Where else than here somebody is known to be who they are (ACT-1). */
export const listLinks = action({
  id: 'list-links',
  guide: 'remove-2fa',
  risk: 'read',
  scope: 'person',
  input: z.object({}),
  allow: anyone,
  async answer(_, { tables, actor }) {
    const links = await tables.links.find({ user: actor.id })
    const oldestFirst = [...links].sort((a, b) => (a.at < b.at ? -1 : 1))
    return {
      rows: oldestFirst.map(({ id, at }) => ({
        title: titleOf(id),
        id,
        facts: { surface: surfaceOf(id), when: at },
      })),
    }
  },
})
