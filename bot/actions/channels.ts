import { z } from 'zod'
import { action, type Context, change, type Policy } from '../core/action.ts'
import { type Locale, locales, type Service, services } from '../core/catalogue.ts'
import { workspaceOf } from '../core/context.ts'
import { choice, tick } from '../core/fields.ts'
import type { Channel } from '../core/model.ts'
import { all, refusedIf } from '../core/policy.ts'
import { chatOf } from './chat.ts'

/** Whoever manages the workspace there, or a support agent of ours. */
export const administers: Policy<unknown> = (_, context) =>
  refusedIf(!chatOf(context).administers && !context.actor.supportAgent, {
    rule: 'CHAT-1',
    because: 'administrator',
  })

export const inChannel: Policy<unknown> = (_, context) =>
  refusedIf(chatOf(context).channel === undefined, { rule: 'CHAT-1', because: 'channel' })

/** The channel that it is asked for in, as it is set now; the policies have looked that there is one. */
export async function channelIn(context: Context): Promise<Readonly<Channel>> {
  const chat = chatOf(context)
  const id = chat.channel ?? ''
  const set = await context.tables.channels.get(id)
  const name = chat.channelName ?? set?.name
  const unset = { id, workspace: workspaceOf(chat), locale: null, answers: false, support: false }
  return { ...unset, ...set, ...(name !== undefined && { name }) }
}

/** A channel as the people in it call it; the platform's own id where it did not say. */
export const subjectOf = ({ id, name }: Pick<Channel, 'id' | 'name'>) => ({
  id,
  name: name === undefined ? (id.split(':').at(-1) ?? '') : `#${name.replace(/^#/, '')}`,
})

/** The language of the question, wherever none is set. */
const asAsked = 'question'

const settingsOf = ({ locale, answers, support }: Channel) => ({
  language: locale ?? asAsked,
  answers,
  support,
})

/** A channel for which nothing is set is not kept: so what is taken back is as it was. */
const keep = (channel: Channel, { tables }: Context): Promise<void> =>
  channel.locale || channel.answers || channel.support
    ? tables.channels.put(channel)
    : tables.channels.remove(channel.id)

/** The other channels of the workspace that were told so far who wants a person: there is one only. */
async function otherSupport({ id, workspace }: Channel, { tables }: Context) {
  const channels = await tables.channels.find({ workspace })
  return channels.filter(channel => channel.support && channel.id !== id)
}

const present = async (context: Context) => settingsOf(await channelIn(context))

export const setChannel = action({
  id: 'set-channel',
  risk: 'change',
  inChat: true,
  forAdministrators: true,
  scope: 'person',
  input: z.object({
    language: choice([asAsked, ...locales], 'languages'),
    answers: tick(),
    support: tick(),
  }),
  allow: all(administers, inChannel),
  present,
  async effect({ language, answers, support }, context) {
    const before = await channelIn(context)
    const after = { ...before, locale: language === asAsked ? null : language, answers, support }
    const others = support ? await otherSupport(before, context) : []
    await keep(after, context)
    for (const other of others) await keep({ ...other, support: false }, context)
    return {
      changes: [
        change(subjectOf(after), settingsOf(before), settingsOf(after)),
        ...others.map(other => change(subjectOf(other), { support: true }, { support: false })),
      ],
    }
  },
  // Where another channel lost its part, this one alone cannot give it back.
  undo: (_, [changed, ...others]) => (others.length ? undefined : changed?.before),
})

export const showChannel = action({
  id: 'show-channel',
  risk: 'read',
  inChat: true,
  scope: 'person',
  input: z.object({}),
  allow: inChannel,
  async answer(_, context) {
    const channel = await channelIn(context)
    const title = subjectOf(channel).name
    const routes = await context.tables.routes.find({ channel: channel.id })
    const byService = Map.groupBy(routes, ({ id }) => id.split(':')[0] as Service)
    const rows = services.flatMap(service => {
      const languages = byService.get(service)?.map(({ id }) => id.split(':')[1] as Locale)
      return languages ? [{ title, facts: { service, languages } }] : []
    })
    return { rows: [{ title, facts: settingsOf(channel) }, ...rows] }
  },
})
