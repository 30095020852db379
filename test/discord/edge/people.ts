import type { APIMessage } from 'discord.js'
import { answerTo } from './answers.ts'
import { KIND } from './callbacks.ts'
import { submission } from './forms.ts'
import type { Gateway } from './gateway.ts'
import type { Interactions } from './interactions.ts'
import type { Messages } from './messages.ts'
import { offeredCommand, optionData } from './options.ts'
import type { Registered, Registry } from './registry.ts'
import { Resolved } from './resolved.ts'
import { talk } from './talk.ts'
import type { Channel, Choice, DiscordEdge, Person, SeenMessage, Who } from './types.ts'
import { type Component, flatten } from './validate/limits.ts'
import type { Until } from './wait.ts'
import type { Json, World } from './world.ts'

type Acts = Pick<
  DiscordEdge,
  | 'command'
  | 'autocomplete'
  | 'click'
  | 'select'
  | 'messageCommand'
  | 'submitModal'
  | 'say'
  | 'mention'
  | 'direct'
  | 'post'
  | 'reply'
>
type Parts = {
  world: World
  gateway: Gateway
  messages: Messages
  interactions: Interactions
  registry: Registry
  until: Until
  ackWithin: number
  submitted: Set<string>
}

/** What people do on Discord, and what they then see. */
export function people(parts: Parts): Acts {
  return { ...commands(parts), ...components(parts), ...talk(parts) }
}

function commands(parts: Parts): Pick<Acts, 'command' | 'autocomplete' | 'messageCommand'> {
  const { world, interactions, registry } = parts
  /** A slash command's data; `focused` is the option being typed. */
  const slash = (
    person: Person,
    channel: Channel,
    said: string,
    values: Parameters<typeof optionData>[2],
    focused?: string,
  ) => {
    const [name = '', ...path] = said.split(' ')
    const command = offeredCommand(registry.offered(channel.guildId), name, 1, person, channel)
    const resolved = new Resolved(world, channel.guildId)
    const options = optionData(command.options ?? [], path, values, resolved, focused)
    return { ...commandData(command), options, ...resolved.data }
  }
  return {
    async command(user, where, name, options = {}) {
      const [person, channel] = [world.person(user), world.channel(where)]
      const data = slash(person, channel, name, options)
      return answerTo(await interactions.open(KIND.command, person, channel, data), parts)
    },
    async autocomplete(user, where, name, option, typed, others = {}) {
      const [person, channel] = [world.person(user), world.channel(where)]
      const data = slash(person, channel, name, { ...others, [option]: typed }, option)
      const interaction = await interactions.open(KIND.autocomplete, person, channel, data)
      const shown = () => {
        if (interaction.over) throw new Error(`no choices for ${option}`)
        return interaction.choices
      }
      return parts.until<Choice[] | undefined>(shown, `no choices for ${option}`, parts.ackWithin)
    },
    async messageCommand(user, message, name) {
      const [person, channel] = [world.person(user), world.channel(message.channelId)]
      const command = offeredCommand(registry.offered(channel.guildId), name, 3, person, channel)
      const resolved = { messages: { [message.id]: present(parts.messages, message) } }
      const data = { ...commandData(command), target_id: message.id, resolved }
      return answerTo(await interactions.open(KIND.command, person, channel, data), parts)
    },
  }
}

const commandData = ({ id, name, type = 1, guildId }: Registered): Json => ({
  id,
  name,
  type,
  ...(guildId && { guild_id: guildId }),
})

function components(parts: Parts): Pick<Acts, 'click' | 'select' | 'submitModal'> {
  const { world, messages, interactions, submitted } = parts
  const use = async (user: Who, message: APIMessage, data: Json) => {
    const channel = world.channel(message.channel_id)
    return answerTo(
      await interactions.open(KIND.component, world.person(user), channel, data, message),
      parts,
    )
  }
  return {
    async click(user, seen, wanted) {
      const message = present(messages, seen, world.person(user))
      const named = ({ type, label, custom_id }: Component) =>
        type === 2 && (label === wanted || custom_id === wanted)
      const { id, custom_id } = usable(partsOf(message).find(named), wanted)
      if (!custom_id) throw new Error(`${wanted} is a link`)
      return use(user, message, { component_type: 2, custom_id, id })
    },
    async select(user, seen, customId, chosen) {
      const message = present(messages, seen, world.person(user))
      const { id, type, options } = usable(
        partsOf(message).find(part => part.custom_id === customId),
        customId,
      )
      const resolved = new Resolved(world, world.channel(message.channel_id).guildId)
      const values = chosen.map(value => {
        if (type === 5) return resolved.user(value)
        if (type === 8) return resolved.channel(value)
        const option = options?.find(one => one.value === value || one.label === value)
        if (!option) throw new Error(`${customId} has no option ${String(value)}`)
        return option.value
      })
      return use(user, message, { component_type: type, custom_id: customId, id, values, ...resolved.data })
    },
    async submitModal(user, modal, values) {
      const opener = interactions.all.find(({ id }) => id === modal.interactionId)
      if (!opener || opener.userId !== world.person(user).id) throw new Error('this form is not open')
      const resolved = new Resolved(world, opener.channel.guildId)
      const data = {
        custom_id: modal.customId,
        components: submission(modal, values, resolved),
        ...resolved.data,
      }
      submitted.add(opener.id)
      const source = opener.source && (messages.find(opener.source.id) ?? opener.source)
      return answerTo(
        await interactions.open(KIND.modal, world.person(user), opener.channel, data, source),
        parts,
      )
    },
  }
}

const partsOf = (message: APIMessage): Component[] => flatten(message.components as unknown as Component[])

/** The message as it is now. Throws when it is gone or only another sees it. */
function present(messages: Messages, { id }: SeenMessage, person?: Person): APIMessage {
  const message = messages.find(id)
  if (!message) throw new Error('the message is gone')
  const hidden = person && !messages.isSeenBy(message, person.id)
  if (hidden) throw new Error(`${person.name} does not see this message`)
  return message
}

function usable(component: Component | undefined, wanted: string): Component {
  if (!component) throw new Error(`the message has no ${wanted}`)
  if (component.disabled) throw new Error(`${wanted} is disabled`)
  return component
}
