import { z } from 'zod'

/** A plain_text object of at most `max` characters (docs.slack.dev, composition objects: text object). */
export const plain = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  })

/** A mrkdwn object of at most `max` characters. */
export const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  })

/** Either of the two. */
export const anyText = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)])

/** An address that Slack opens or fetches: absolute, http(s), at most 3,000 characters. */
export const link = z
  .string()
  .max(3000)
  .regex(/^(https?|mailto|slack):/)

/** An id of ours: 1 to 255 characters. */
export const id = z.string().min(1).max(255)

/** A dialogue that asks before an element acts (composition objects: confirmation dialog). */
export const confirmation = z.strictObject({
  title: plain(100).optional(),
  text: anyText(300),
  confirm: plain(30).optional(),
  deny: plain(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
})

const describedBy = {
  value: z.string().min(1).max(150),
}

/** An option of a menu: plain text only. */
export const option = z.strictObject({ ...describedBy, text: plain(75), description: plain(75).optional() })

/** An option of radio buttons or check boxes: Markdown too. */
export const richOption = z.strictObject({
  ...describedBy,
  text: anyText(75),
  description: anyText(75).optional(),
})

/** An option of an overflow menu: it may open an address. */
export const overflowOption = option.extend({ url: link.optional() })

export const optionGroup = z.strictObject({ label: plain(75), options: z.array(option).min(1).max(100) })
