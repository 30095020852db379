import { expect, it } from 'vitest'
import type { Answer, DiscordEdge, FieldValue, SeenField, SeenModal } from './edge/types.ts'
import { everybody, openStage } from './stage.ts'

const people = Object.keys(everybody)
const hostile = '@everyone @here <@&1> <#2> </x:3> <t:4> [x](https://evil.example) **`'
const long = hostile.repeat(100).slice(0, 4000)

/** Something for a field: the text where it takes one, else the last that there is to choose. */
function something({ type, options }: SeenField, text: string): FieldValue | undefined {
  if (type === 4) return text
  if (type === 23) return true
  const last = options.at(-1)?.value
  if (last === undefined) return undefined
  return type === 22 ? [last] : last
}

const filled = ({ fields }: SeenModal, text: string): Record<string, FieldValue> =>
  Object.fromEntries(
    fields.flatMap(field => {
      const value = something(field, text)
      return value === undefined ? [] : [[field.customId, value]]
    }),
  )

/** What a person sees of an answer is there, and whoever reads along sees nothing of it. */
function isAnswered(answer: Answer, edge: DiscordEdge): void {
  expect(['message', 'modal', 'update']).toContain(answer.kind)
  if (answer.message) expect(answer.message.ephemeral).toBe(true)
  expect(edge.messages('help')).toEqual([])
}

it.each([
  ['FEED-6 short', hostile],
  ['FEED-6 4,000 characters', long],
])('ACT-6 every command answers its asker alone, whatever is typed in its form: %s', async (_, text) => {
  const { edge } = await openStage({ links: everybody })
  const commands = edge.commands(edge.guilds[0]?.id).filter(({ type }) => type === 1)
  expect(commands.length).toBeGreaterThan(40)
  for (const [place, { name, options = [] }] of commands.entries()) {
    if (options.some(option => 'required' in option && option.required)) continue
    const who = people[place % people.length] ?? 'Ada'
    const isForManagers = ['set-channel', 'set-feedback-route'].includes(name)
    const answer = await edge.command(isForManagers ? 'Ada' : who, 'help', name)
    isAnswered(answer, edge)
    if (answer.modal)
      isAnswered(
        await edge.submitModal(isForManagers ? 'Ada' : who, answer.modal, filled(answer.modal, text)),
        edge,
      )
  }
  expect(edge.violations).toEqual([])
})
