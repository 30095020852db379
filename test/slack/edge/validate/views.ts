import { z } from 'zod'
import { homeBlocks, modalBlocks } from './blocks.ts'
import { option, optionGroup, plain } from './text.ts'

// Limits: JSDoc of @slack/types (views) and docs.slack.dev/reference/views.

const common = {
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
}

/** `view_too_large`: a view is at most 250 kB of JSON. */
const fits = (view: unknown) => Buffer.byteLength(JSON.stringify(view)) <= 250_000
const tooLarge = { error: 'the view is larger than 250 kB' }

export const modal = z
  .strictObject({
    ...common,
    type: z.literal('modal'),
    title: plain(24),
    blocks: modalBlocks,
    close: plain(24).optional(),
    submit: plain(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
  })
  .refine(view => view.submit || !view.blocks.some(block => block.type === 'input'), {
    error: 'a modal with an input needs submit',
    path: ['submit'],
  })
  .refine(fits, tooLarge)

export const home = z
  .strictObject({ ...common, type: z.literal('home'), blocks: homeBlocks })
  .refine(fits, tooLarge)

/** What may stand in the acknowledgement of a view_submission (docs.slack.dev/surfaces/modals). */
export const submissionAnswer = z.union([
  z.strictObject({}),
  z.discriminatedUnion('response_action', [
    z.strictObject({
      response_action: z.literal('errors'),
      errors: z
        .record(z.string(), z.string().min(1))
        .refine(errors => Object.keys(errors).length > 0, { error: 'no errors' }),
    }),
    z.strictObject({ response_action: z.literal('update'), view: modal }),
    z.strictObject({ response_action: z.literal('push'), view: modal }),
    z.strictObject({ response_action: z.literal('clear') }),
  ]),
])

/** What may stand in the acknowledgement of a block_suggestion: 100 options or groups. */
export const suggestionAnswer = z.union([
  z.strictObject({ options: z.array(option).max(100) }),
  z.strictObject({ option_groups: z.array(optionGroup).max(100) }),
])
