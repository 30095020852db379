import type { Locale } from '../../bot/core/catalogue.ts'
import type { OpenStage, Seen as Shown, Talker } from '../contracts/talker.ts'
import { loginOf } from '../support/demo.ts'
import { openLasting } from '../support/lasting.ts'
import { codeFrom } from '../support/mailbox.ts'
import { openDiscordEdge } from './edge/edge.ts'
import type { Answer, DiscordEdge, FieldValue, OptionValue, SeenMessage, SeenModal } from './edge/types.ts'

const tags: Record<Locale, string> = { fr: 'fr', en: 'en-GB', de: 'de', it: 'it', es: 'es-ES' }

/** Concierge as a process, in a Discord where the demo's people are. */
export const openDiscordStage: OpenStage = async (locale, people) => {
  const edge = await openDiscordEdge({ people: people.map(name => ({ name, locale: tags[locale] })) })
  const house = await openLasting(locale, edge.environment)
  await edge.connected()
  await edge.until(() => edge.registrations > 0, 'the commands are registered', 20_000)
  const talkers = new Map<string, Talker>()
  return {
    async talker(user) {
      const known = talkers.get(user)
      if (known) return known
      const talker = discordTalker(edge, user)
      talkers.set(user, talker)
      await link(edge, user, house.dataDir)
      return talker
    },
    complaints: () => [...edge.violations],
    async close() {
      await house.close()
      await edge.close()
    },
  }
}

/** Links somebody's Discord account by the code that is mailed to them. */
export async function link(edge: DiscordEdge, user: string, dataDir: string): Promise<void> {
  const talker = discordTalker(edge, user)
  await talker.want('link-by-code', { email: loginOf(user) })
  const code = await codeFrom(dataDir, 'link-code', loginOf(user))
  await talker.fill({ code })
}

/** The type of an option in which a person is picked. */
const userOption = 6

interface Now {
  message?: SeenMessage | undefined
  modal?: SeenModal | undefined
}

function discordTalker(edge: DiscordEdge, user: string): Talker {
  let now: Now = {}
  const see = (message: SeenMessage | undefined, modal?: SeenModal): Shown => {
    now = { message, modal }
    return {
      text: message?.text ?? modal?.texts.join('\n') ?? '',
      buttons: message?.buttons.map(({ label }) => label) ?? [],
      form: modal !== undefined,
    }
  }
  const seen = ({ message, modal }: Answer) => see(message, modal)
  /** A form that could not open by itself is opened by its button. */
  async function openForm(): Promise<SeenModal> {
    if (now.modal) return now.modal
    const button = now.message?.buttons.find(({ customId }) => /^(form|do):/.test(customId ?? ''))
    if (!now.message || !button)
      throw new Error(`no form, and no button that opens one: ${now.message?.text}`)
    const { modal } = await edge.click(user, now.message, button.customId ?? button.label)
    if (!modal) throw new Error(`no form behind ${button.label}`)
    return modal
  }
  async function fill(values: Record<string, unknown>): Promise<Shown> {
    let shown: Shown
    const rest = { ...values }
    do {
      const modal = await openForm()
      const own = modal.fields.flatMap(({ customId }): [string, FieldValue][] => {
        const name = customId.replace(/~typed$/, '')
        const isTyped =
          customId.endsWith('~typed') || !modal.fields.some(field => field.customId === `${name}~typed`)
        return isTyped && name in rest ? [[customId, rest[name] as FieldValue]] : []
      })
      for (const [name] of own) delete rest[name.replace(/~typed$/, '')]
      now = {}
      shown = seen(await edge.submitModal(user, modal, Object.fromEntries(own)))
    } while (now.message?.buttons.some(({ customId }) => customId?.startsWith('form:')))
    return shown
  }
  return {
    async ask(question) {
      const said = await edge.direct(user, question)
      return see(await said.answer())
    },
    async press(label) {
      if (!now.message) throw new Error(`nothing to press: ${label}`)
      return seen(await edge.click(user, now.message, label))
    },
    fill,
    async want(action, input) {
      const command = edge.commands(edge.guilds[0]?.id).find(({ name }) => name === action)
      if (!command) throw new Error(`no command ${action}`)
      const options = (command.options ?? []).filter(({ name }) => name in input)
      const given = options.map(({ name, type }) => [
        name,
        type === userOption ? edge.person(String(input[name])) : input[name],
      ])
      const shown = seen(
        await edge.command(user, 'help', action, Object.fromEntries(given) as Record<string, OptionValue>),
      )
      const own = `form:${action}:`
      const asksMore = [now.modal, ...(now.message?.buttons ?? [])].some(part =>
        part?.customId?.startsWith(own),
      )
      return asksMore ? fill(input) : shown
    },
  }
}
