import type { Locale } from '../../bot/core/catalogue.ts'
import type { OpenStage, Seen as Shown, Talker } from '../contracts/talker.ts'
import { loginOf } from '../support/demo.ts'
import { openLasting } from '../support/lasting.ts'
import { codeFrom } from '../support/mailbox.ts'
import { openSlackEdge } from './edge/edge.ts'
import type { Seen, SeenInput, SeenMessage, SeenView, SlackEdge, Value } from './edge/types.ts'

const tags: Record<Locale, string> = { fr: 'fr-FR', en: 'en-GB', de: 'de-DE', it: 'it-IT', es: 'es-ES' }

/** Concierge as a process, in a Slack where the demo's people are. */
export const openSlackStage: OpenStage = async (locale, people) => {
  const edge = await openSlackEdge({ users: people.map(name => ({ name, locale: tags[locale] })) })
  const house = await openLasting(locale, edge.environment('socket'))
  await edge.connected()
  const talkers = new Map<string, Talker>()
  return {
    async talker(user) {
      const known = talkers.get(user)
      if (known) return known
      const talker = slackTalker(edge, user)
      talkers.set(user, talker)
      await link(edge, user, house.dataDir)
      return talker
    },
    complaints: () => [...edge.violations, ...edge.pings(people as string[])],
    async close() {
      await house.close()
      await edge.close()
    },
  }
}

/** Links somebody's Slack account by the code that is mailed to them. */
export async function link(edge: SlackEdge, user: string, dataDir: string): Promise<void> {
  const asked = await edge.command(user, 'direct', '/concierge', 'link-by-code')
  if (!asked.modal) throw new Error(`no form to link with: ${asked.text}`)
  await edge.submit(user, 'modal', { email: loginOf(user) }, { until: ({ modal }) => modal !== undefined })
  const code = await codeFrom(dataDir, 'link-code', loginOf(user))
  await edge.submit(user, 'modal', { code })
  if (edge.modal(user)) await edge.dismiss(user, 'modal', { all: true })
}

function slackTalker(edge: SlackEdge, user: string): Talker {
  let last: Seen | undefined
  const see = (seen: Seen): Shown => {
    last = seen
    return { text: seen.text, buttons: labelsIn(seen), form: (seen.modal?.inputs.length ?? 0) > 0 }
  }
  const fill = async (values: Record<string, unknown>) => {
    const view = edge.modal(user)
    if (!view) throw new Error('no form is open')
    const typed = await Promise.all(
      Object.entries(values).map(([name, value]) => handed(edge, user, view, name, value)),
    )
    return see(await edge.submit(user, 'modal', Object.fromEntries(typed)))
  }
  return {
    ask: async question => see(await edge.direct(user, question)),
    async press(label) {
      const view = edge.modal(user)
      if (view?.submit === label) return see(await edge.submit(user, 'modal'))
      const where = view?.buttons.some(button => button.label === label) ? view : messageWith(last, label)
      return see(await edge.click(user, where, label))
    },
    fill,
    async want(action, input) {
      const typed = Object.entries(input).map(([name, value]) => `${name}="${String(value)}"`)
      if (edge.modal(user)) await edge.dismiss(user, 'modal', { all: true })
      const seen = see(await edge.command(user, 'direct', '/concierge', [action, ...typed].join(' ')))
      return seen.form ? fill(input) : seen
    },
  }
}

const labelsIn = ({ modal, messages, ephemerals }: Seen): string[] =>
  [modal, ...messages, ...ephemerals].flatMap(seen =>
    seen ? [...seen.buttons.map(({ label }) => label)] : [],
  )

function messageWith(seen: Seen | undefined, label: string): SeenMessage | SeenView {
  const found = [...(seen?.ephemerals ?? []), ...(seen?.messages ?? [])].find(message =>
    message.buttons.some(button => button.label === label),
  )
  if (!found) throw new Error(`no button ${label} in ${seen?.text}`)
  return found
}

/** A value as somebody hands it to the input of a field; a member who is not picked is typed. */
async function handed(
  edge: SlackEdge,
  user: string,
  view: SeenView,
  name: string,
  value: unknown,
): Promise<[string, Value]> {
  const input = view.inputs.find(({ blockId }) => blockId === `${name}~typed`) ?? inputOf(view, name)
  if (input.type !== 'external_select') return [input.blockId, value as Value]
  const suggested = await edge.suggest(user, 'modal', input.blockId, '')
  const option = suggested.find(one => one.value === value || one.text === value)
  if (!option) throw new Error(`${String(value)} is not suggested for ${name}`)
  return [input.blockId, option]
}

function inputOf(view: SeenView, name: string): SeenInput {
  const input = view.inputs.find(({ blockId }) => blockId === name)
  if (!input) throw new Error(`no field ${name} in ${view.text}`)
  return input
}
