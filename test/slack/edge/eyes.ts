import type { Carrier } from './deliver.ts'
import type { Pulse } from './pulse.ts'
import type { Records } from './record.ts'
import type { Stage } from './stage.ts'
import type { Message, Seen, SeenMessage, SeenThread, Waiting } from './types.ts'
import type { Views } from './views.ts'
import type { Workspace } from './workspace.ts'

interface Rooms {
  workspace: Workspace
  record: Records
  stage: Stage
  views: Views
  carrier: Carrier
  pulse: Pulse
}

const isNews = (seen: Seen) =>
  Boolean(seen.modal || seen.home) ||
  [seen.messages, seen.ephemerals, seen.unfurls, seen.gone].some(list => list.length > 0)

/** What people see, and waiting until they see something. */
export function makeEyes({ workspace, record, stage, views, carrier, pulse }: Rooms) {
  const { sightings } = record

  /** What has come before this person's eyes after the first `from` sightings. */
  function since(user: string, from: number): Seen {
    const me = workspace.user(user)
    const latest = { message: new Map<string, SeenMessage>(), ephemeral: new Map<string, SeenMessage>() }
    const seen: Seen = { messages: [], ephemerals: [], unfurls: [], gone: [], closed: false, text: '' }
    const own = sightings
      .slice(from)
      .filter(one => ('user' in one ? one.user === me.id : workspace.isIn(user, one.channel)))
    for (const one of own) {
      if (one.kind === 'message')
        latest.message.set(one.message.ts, stage.see(one.channel, one.message.raw, me.id))
      if (one.kind === 'ephemeral') latest.ephemeral.set(one.message.ts, one.message)
      if (one.kind === 'gone') {
        latest.message.delete(one.message.ts)
        latest.ephemeral.delete(one.message.ts)
        seen.gone.push(one.message)
      }
      if (one.kind === 'unfurl') seen.unfurls.push({ url: one.url, text: one.text })
    }
    seen.messages = [...latest.message.values()]
    seen.ephemerals = [...latest.ephemeral.values()]
    const top = views.stack(me.id).at(-1)
    const home = views.homes.get(me.id)
    if (top && own.some(({ kind }) => kind === 'modal')) seen.modal = views.see(top)
    if (home && own.some(({ kind }) => kind === 'home')) seen.home = views.see(home)
    seen.closed = !top && own.some(({ kind }) => kind === 'closed')
    const all = [...seen.messages, ...seen.ephemerals, seen.modal, seen.home, ...seen.unfurls]
    seen.text = all.flatMap(one => one?.text ?? []).join('\n')
    return seen
  }

  const explain = (
    user: string,
    what: string,
    from: number,
    before: { calls: number; violations: number },
  ) => {
    const calls = record.calls.slice(before.calls)
    const lost = carrier.deliveries.filter(({ acknowledged }) => !acknowledged)
    return [
      `${user} sees what follows “${what}”; the person has seen: ${since(user, from).text || 'nothing'}`,
      `calls: ${calls.map(({ method, error }) => (error ? `${method} (${error})` : method)).join(', ') || 'none'}`,
      `violations: ${JSON.stringify(record.violations.slice(before.violations))}`,
      `not acknowledged: ${lost.map(({ type, attempts }) => `${type} (${attempts.at(-1)?.reason ?? 'waiting'})`).join(', ') || 'none'}`,
    ].join('\n')
  }

  /** Lets the person do something, and gives what is new to see once the app has finished. */
  async function act(user: string, what: string, how: Waiting, deed: () => Promise<unknown>): Promise<Seen> {
    const from = sightings.length
    const before = { calls: record.calls.length, violations: record.violations.length }
    const told = () => explain(user, what, from, before)
    let fault: { error: unknown } | undefined
    const doing = deed().catch((error: unknown) => {
      fault = { error }
      pulse.beat()
    })
    const check = (): true => {
      if (fault) throw fault.error
      return true
    }
    const enough = () => (how.until ?? isNews)(since(user, from))
    if (how.silent) await doing
    else await pulse.until(() => check() && enough(), told, how.deadline)
    await pulse.settled(told, how.deadline)
    check()
    return since(user, from)
  }

  /** A conversation, oldest first, with replies. */
  async function conversation(channel: string, user: string): Promise<SeenThread[]> {
    const { token, id } = workspace.user(user)
    const { messages } = await workspace.ask('conversations.history', { channel, limit: 1000 }, token)
    const roots = (messages as Message[]).toReversed()
    const threads = roots.map(async root => {
      const { messages: all } = await workspace.ask('conversations.replies', { channel, ts: root.ts }, token)
      const replies = (all as Message[]).filter(({ ts }) => ts !== root.ts)
      const see = (message: Message) => stage.see(channel, message, id)
      return { ...see(root), replies: replies.map(see) }
    })
    return Promise.all(threads)
  }

  const ephemerals = (user: string): SeenMessage[] =>
    [...stage.ephemerals.values()]
      .filter(one => one.user === workspace.user(user).id)
      .map(({ channel, message }) => stage.see(channel, message, workspace.user(user).id, true))

  return { act, conversation, ephemerals }
}

export type Eyes = ReturnType<typeof makeEyes>
