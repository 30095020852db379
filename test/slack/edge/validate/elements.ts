import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import {
  anyText,
  confirmation,
  id,
  link,
  option,
  optionGroup,
  overflowOption,
  plain,
  richOption,
} from './text.ts'

// Limits: JSDoc of @slack/types (block-kit/block-elements) and docs.slack.dev/reference/block-kit/block-elements.

const element = <Type extends string>(type: Type) =>
  z.strictObject({ type: z.literal(type), action_id: id.optional() })
const confirmable = { confirm: confirmation.optional() }
const focusable = { focus_on_load: z.boolean().optional() }
const withPlaceholder = { placeholder: plain(150).optional() }
const menu = { ...confirmable, ...focusable, ...withPlaceholder }
const many = { ...menu, max_selected_items: z.int().min(1).optional() }
const dispatching = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
    })
    .optional(),
}

const among = (options: unknown[], chosen: unknown[]) =>
  chosen.every(one => options.some(other => isDeepStrictEqual(one, other)))
const distinct = (values: (string | undefined)[]) => new Set(values).size === values.length

interface Chosen {
  options?: { value: string }[] | undefined
  option_groups?: { options: { value: string }[] }[] | undefined
  initial_option?: unknown
  initial_options?: unknown[] | undefined
}
const offered = (menu: Chosen) => menu.options ?? menu.option_groups?.flatMap(group => group.options) ?? []
const startsAmong = (menu: Chosen) =>
  among(offered(menu), menu.initial_option ? [menu.initial_option] : (menu.initial_options ?? []))
const ofOneKind = (menu: Chosen) => Boolean(menu.options) !== Boolean(menu.option_groups)
const valuesDiffer = (menu: Chosen) => distinct(offered(menu).map(one => one.value))

const initialProblem = { error: 'initial option(s) must be among the options' }
const kindProblem = { error: 'needs either options or option_groups' }
const valueProblem = { error: 'two options have the same value' }

export const button = element('button').extend({
  ...confirmable,
  text: plain(75),
  value: z.string().max(2000).optional(),
  url: link.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
})

const choices = { options: z.array(richOption).min(1).max(10), ...confirmable, ...focusable }
export const checkboxes = element('checkboxes')
  .extend({ ...choices, initial_options: z.array(richOption).min(1).optional() })
  .refine(startsAmong, initialProblem)
  .refine(valuesDiffer, valueProblem)
export const radioButtons = element('radio_buttons')
  .extend({ ...choices, initial_option: richOption.optional() })
  .refine(startsAmong, initialProblem)
  .refine(valuesDiffer, valueProblem)
export const overflow = element('overflow').extend({
  ...confirmable,
  options: z.array(overflowOption).min(1).max(5),
})

const listed = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
}
const staticSelect = element('static_select')
  .extend({ ...menu, ...listed, initial_option: option.optional() })
  .refine(ofOneKind, kindProblem)
  .refine(startsAmong, initialProblem)
  .refine(valuesDiffer, valueProblem)
const multiStaticSelect = element('multi_static_select')
  .extend({ ...many, ...listed, initial_options: z.array(option).min(1).optional() })
  .refine(ofOneKind, kindProblem)
  .refine(startsAmong, initialProblem)
  .refine(valuesDiffer, valueProblem)

const queried = { min_query_length: z.int().min(0).optional() }
const filtered = {
  default_to_current_conversation: z.boolean().optional(),
  filter: z
    .strictObject({
      include: z
        .array(z.enum(['im', 'mpim', 'private', 'public']))
        .min(1)
        .optional(),
      exclude_external_shared_channels: z.boolean().optional(),
      exclude_bot_users: z.boolean().optional(),
    })
    .optional(),
}
const response = { response_url_enabled: z.boolean().optional() }

export const selects = [
  staticSelect,
  element('external_select').extend({ ...menu, ...queried, initial_option: option.optional() }),
  element('users_select').extend({ ...menu, initial_user: id.optional() }),
  element('conversations_select').extend({
    ...menu,
    ...filtered,
    ...response,
    initial_conversation: id.optional(),
  }),
  element('channels_select').extend({ ...menu, ...response, initial_channel: id.optional() }),
  multiStaticSelect,
  element('multi_external_select').extend({
    ...many,
    ...queried,
    initial_options: z.array(option).min(1).optional(),
  }),
  element('multi_users_select').extend({ ...many, initial_users: z.array(id).optional() }),
  element('multi_conversations_select').extend({
    ...many,
    ...filtered,
    initial_conversations: z.array(id).optional(),
  }),
  element('multi_channels_select').extend({ ...many, initial_channels: z.array(id).optional() }),
] as const

export const datepicker = element('datepicker').extend({ ...menu, initial_date: z.iso.date().optional() })
export const timepicker = element('timepicker').extend({
  ...menu,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
})
export const datetimepicker = element('datetimepicker').extend({
  ...confirmable,
  ...focusable,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
})

const typed = { ...focusable, ...withPlaceholder, ...dispatching }
const length = z.int().min(0).max(3000)
const plainTextInput = element('plain_text_input')
  .extend({
    ...typed,
    multiline: z.boolean().optional(),
    initial_value: z.string().max(3000).optional(),
    min_length: length.optional(),
    max_length: length.min(1).optional(),
  })
  .refine(input => (input.min_length ?? 0) <= (input.max_length ?? 3000), {
    error: 'min_length is above max_length',
  })
  .refine(input => (input.initial_value?.length ?? 0) <= (input.max_length ?? 3000), {
    error: 'initial_value is longer than max_length',
  })

export const texts = [
  plainTextInput,
  element('email_text_input').extend({ ...typed, initial_value: z.string().optional() }),
  element('url_text_input').extend({ ...typed, initial_value: z.string().optional() }),
  element('number_input').extend({
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
] as const

export const fileInput = element('file_input').extend({
  filetypes: z.array(z.string().regex(/^[a-z0-9]+$/)).optional(),
  max_files: z.int().min(1).max(10).optional(),
})

const slackFile = z
  .strictObject({ id: z.string().optional(), url: z.string().optional() })
  .refine(file => Boolean(file.id) !== Boolean(file.url), { error: 'needs either id or url' })
const picture = {
  type: z.literal('image'),
  alt_text: z.string().min(1).max(2000),
  image_url: link.optional(),
  slack_file: slackFile.optional(),
}
const oneSource = (image: { image_url?: string | undefined; slack_file?: unknown }) =>
  Boolean(image.image_url) !== Boolean(image.slack_file)
const sourceProblem = { error: 'needs either image_url or slack_file' }

export const image = z.strictObject(picture).refine(oneSource, sourceProblem)
export const imageBlock = z
  .strictObject({ ...picture, block_id: id.optional(), title: plain(2000).optional() })
  .refine(oneSource, sourceProblem)

const feedbackButton = z.strictObject({
  text: plain(75),
  value: z.string().max(2000),
  accessibility_label: z.string().max(75).optional(),
})
export const feedbackButtons = element('feedback_buttons').extend({
  positive_button: feedbackButton,
  negative_button: feedbackButton,
})
export const iconButton = element('icon_button').extend({
  ...confirmable,
  icon: z.string().min(1),
  text: plain(75),
  value: z.string().max(2000).optional(),
  accessibility_label: z.string().max(75).optional(),
  visible_to_user_ids: z.array(id).optional(),
})

export const contextElement = z.union([image, anyText(3000)])
