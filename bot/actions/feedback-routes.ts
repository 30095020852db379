import { z } from 'zod'
import { action, type Context, change, InvalidInput, type Policy } from '../core/action.ts'
import { type Locale, locales, type Service, services } from '../core/catalogue.ts'
import { choice, text } from '../core/fields.ts'
import type { Channel } from '../core/model.ts'
import { all, refusedIf } from '../core/policy.ts'
import { administers, channelIn, inChannel, subjectOf } from './channels.ts'
import { chatOf } from './chat.ts'

interface Wanted {
  service: Service
  language: Locale
  channel?: string | undefined
}

/** What customers suggest is for the provider: it is read in the provider's own workspace only. */
const atHome: Policy<unknown> = (_, context) =>
  refusedIf(!chatOf(context).isHome, { rule: 'CHAT-1', because: 'home' })

/** Only what has a route can have another one (FEED-1). */
const routed: Policy<Wanted> = ({ service, language }, { ports }) => {
  const languages = locales.filter(locale => ports.hasRoute(service, locale))
  return refusedIf(!languages.includes(language), {
    rule: 'FEED-1',
    field: 'language',
    facts: { service, languages },
  })
}

/** Back to what the file says. */
const asInFile = 'file'

/** What the ids of all channels begin with that can be named from one: those of the same Slack workspace, or of Discord. */
const realmOf = ({ id }: Channel): string => id.slice(0, id.lastIndexOf(':') + 1)

/** The channel that is meant: this one, another one of the same realm by its id, or none. */
function targetOf(typed: string | undefined, here: Channel): string | null {
  if (typed === undefined) return here.id
  if (typed.toLowerCase() === asInFile) return null
  const id = typed.startsWith(realmOf(here)) ? typed : `${realmOf(here)}${typed}`
  if (!/^\w+:\w+:\w+$/.test(id)) throw new InvalidInput({ field: 'channel', problem: 'not-a-channel' })
  return id
}

/** What a channel is called, as far as it was ever told. */
async function nameOf(id: string | null, here: Channel, { tables }: Context): Promise<string | null> {
  if (id === null) return null
  return subjectOf(id === here.id ? here : ((await tables.channels.get(id)) ?? { id })).name
}

export const setFeedbackRoute = action({
  id: 'set-feedback-route',
  risk: 'change',
  inChat: true,
  forAdministrators: true,
  scope: 'person',
  input: z.object({
    service: choice(services, 'services'),
    language: choice(locales, 'languages'),
    channel: text(100).optional(),
  }),
  allow: all(atHome, administers, inChannel, routed),
  async effect({ service, language, channel }, context) {
    const { routes } = context.tables
    const here = await channelIn(context)
    const id = `${service}:${language}`
    const before = (await routes.get(id))?.channel ?? null
    const after = targetOf(channel, here)
    await (after === null ? routes.remove(id) : routes.put({ id, channel: after }))
    const named = async (route: string | null) => ({ channel: await nameOf(route, here, context) })
    const back = { service, language, channel: before ?? asInFile }
    return {
      changes: [change({ id, name: subjectOf(here).name }, await named(before), await named(after))],
      note: { id: 'feedback-route', facts: { service, language } },
      ...(isWithin(before, here) && { back }),
    }
  },
})

/** Whether a route can be set from a channel: one of another realm cannot. */
const isWithin = (route: string | null, here: Channel): boolean =>
  route === null || route.startsWith(realmOf(here))
