import { z } from 'zod'
import {
  button,
  checkboxes,
  contextElement,
  datepicker,
  datetimepicker,
  feedbackButtons,
  fileInput,
  iconButton,
  image,
  imageBlock,
  overflow,
  radioButtons,
  selects,
  texts,
  timepicker,
} from './elements.ts'
import { anyText, id, plain } from './text.ts'

// Limits: JSDoc of @slack/types (block-kit/blocks) and docs.slack.dev/reference/block-kit/blocks.

const block = <Type extends string>(type: Type) =>
  z.strictObject({ type: z.literal(type), block_id: id.optional() })

const actionIdsDiffer = (elements: { action_id?: string | undefined }[]) => {
  const ids = elements.flatMap(element => element.action_id ?? [])
  return new Set(ids).size === ids.length
}
const sameAction = { error: 'action_id is used twice in this block' }

const accessory = z.discriminatedUnion('type', [
  button,
  checkboxes,
  datepicker,
  image,
  overflow,
  radioButtons,
  timepicker,
  ...selects,
])
const section = block('section')
  .extend({
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text || fields, { error: 'needs text or fields' })

const interactive = z.discriminatedUnion('type', [
  button,
  checkboxes,
  datepicker,
  datetimepicker,
  overflow,
  radioButtons,
  timepicker,
  ...selects,
])
const actions = block('actions').extend({
  elements: z.array(interactive).min(1).max(25).refine(actionIdsDiffer, sameAction),
})

const asked = [
  checkboxes,
  datepicker,
  datetimepicker,
  radioButtons,
  timepicker,
  ...selects,
  ...texts,
] as const
const input = <Element extends z.ZodType>(element: Element) =>
  block('input').extend({
    label: plain(2000),
    hint: plain(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element,
  })

const richText = block('rich_text').extend({
  elements: z
    .array(z.looseObject({ type: z.string().startsWith('rich_text_'), elements: z.array(z.looseObject({})) }))
    .min(1),
})
const cell = z.union([
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
  richText,
])
const column = z.strictObject({
  align: z.enum(['left', 'center', 'right']).optional(),
  is_wrapped: z.boolean().optional(),
})
const table = block('table').extend({
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z.array(column.nullable()).max(20).optional(),
})

const everywhere = [
  section,
  actions,
  imageBlock,
  block('header').extend({ text: plain(150) }),
  block('divider'),
  block('context').extend({ elements: z.array(contextElement).min(1).max(10) }),
  richText,
] as const

const messageBlock = z.discriminatedUnion('type', [
  ...everywhere,
  input(z.discriminatedUnion('type', asked)),
  block('markdown').extend({ text: z.string().min(1).max(12_000) }),
  table,
  block('context_actions').extend({
    elements: z
      .array(z.discriminatedUnion('type', [feedbackButtons, iconButton]))
      .min(1)
      .max(5)
      .refine(actionIdsDiffer, sameAction),
  }),
])
const modalBlock = z.discriminatedUnion('type', [
  ...everywhere,
  input(z.discriminatedUnion('type', [...asked, fileInput])),
])
const homeBlock = z.discriminatedUnion('type', [...everywhere, input(z.discriminatedUnion('type', asked))])

interface Placed {
  type: string
  block_id?: string | undefined
  text?: unknown
}
const blockIdsDiffer = (blocks: Placed[]) => {
  const ids = blocks.flatMap(({ block_id }) => block_id ?? [])
  return new Set(ids).size === ids.length
}
const count = (blocks: Placed[], type: string) => blocks.filter(placed => placed.type === type).length
const markdownLength = (blocks: Placed[]) =>
  blocks.reduce((sum, { type, text }) => sum + (type === 'markdown' ? String(text).length : 0), 0)
const sameBlock = { error: 'block_id is used twice' }

/** The blocks of a message: 50 at most, one table, 12,000 characters of Markdown in all. */
export const messageBlocks = z
  .array(messageBlock)
  .max(50)
  .refine(blockIdsDiffer, sameBlock)
  .refine(blocks => count(blocks, 'table') <= 1, { error: 'one table a message' })
  .refine(blocks => markdownLength(blocks) <= 12_000, { error: 'more than 12,000 characters of Markdown' })

const focuses = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0
  const own = 'focus_on_load' in value && value.focus_on_load === true ? 1 : 0
  return Object.values(value).reduce<number>((sum, part) => sum + focuses(part), own)
}
const oneFocus = { error: 'focus_on_load is set twice' }

/** The blocks of a modal or of a Home tab: 100 at most. */
export const modalBlocks = z
  .array(modalBlock)
  .max(100)
  .refine(blockIdsDiffer, sameBlock)
  .refine(blocks => focuses(blocks) <= 1, oneFocus)
export const homeBlocks = z
  .array(homeBlock)
  .max(100)
  .refine(blockIdsDiffer, sameBlock)
  .refine(blocks => focuses(blocks) <= 1, oneFocus)
