import { ComponentType, type Message, MessageFlags } from 'discord.js'

/** A component of a message as it came, whatever its kind. */
interface Component {
  type: number
  custom_id?: string
  components?: Component[]
  accessory?: Component
}

const componentsOf = ({ components }: Pick<Message, 'components'>): Component[] =>
  components.map(component => component.toJSON() as unknown as Component)

/** The custom ids of a message's buttons. */
export const buttonsOf = (message: Pick<Message, 'components'>): string[] => idsIn(componentsOf(message))

const idsIn = (components: readonly Component[]): string[] =>
  components.flatMap(({ custom_id, components: inside = [], accessory }) => [
    ...(custom_id === undefined ? [] : [custom_id]),
    ...idsIn(accessory ? [accessory, ...inside] : inside),
  ])

/** The message with the buttons that `stays` names alone; the rest of it is as it was. */
export const withButtons = (message: Message, stays: (id: string) => boolean) => ({
  flags: message.flags.has(MessageFlags.IsComponentsV2) ? (MessageFlags.IsComponentsV2 as const) : undefined,
  components: kept(componentsOf(message), stays),
  allowedMentions: { parse: [] as const },
})

/** A row that is empty goes with its last button, and a section is its texts once its button is gone. */
function kept(components: readonly Component[], stays: (id: string) => boolean): Component[] {
  return components.flatMap(component => {
    const { type, custom_id, components: inside, accessory } = component
    if (type === ComponentType.Button) return custom_id === undefined || stays(custom_id) ? [component] : []
    if (!inside) return [component]
    const left = kept(inside, stays)
    if (accessory && !kept([accessory], stays).length) return left
    return left.length ? [{ ...component, components: left }] : []
  })
}
