import type { Forgery } from './deliver-http.ts'
import { makePeople } from './people.ts'
import { makePlaces } from './places.ts'
import { makePress } from './press.ts'
import { type EdgeOptions, openRooms, type Rooms } from './rooms.ts'
import { makeSheets } from './sheets.ts'
import type { Json, Kind } from './types.ts'
import { uploader } from './uploads.ts'

export type { EdgeOptions } from './rooms.ts'
export type * from './types.ts'

export type SlackEdge = Awaited<ReturnType<typeof openSlackEdge>>

/** Where and who, and how an app gets in touch. */
const front = ({ url, workspace, post, sockets, pulse }: Rooms) => ({
  url,
  apiUrl: `${url}/api/`,
  team: workspace.team,
  bot: workspace.bot,
  user: workspace.user,
  channelId: workspace.channelId,

  /** The environment of an app that talks to this edge. */
  environment(transport: 'socket' | 'http', port?: number): Record<string, string> {
    const { token, appToken, signingSecret } = workspace.bot
    const common = { SLACK_API_URL: `${url}/api/`, SLACK_BOT_TOKEN: token }
    if (transport === 'socket') return { ...common, SLACK_APP_TOKEN: appToken }
    return { ...common, SLACK_SIGNING_SECRET: signingSecret, ...(port ? { PORT: String(port) } : {}) }
  },
  deliverTo: post.deliverTo,
  /** Resolves once so many sockets have had their hello; a process needs longer to start than a person waits. */
  async connected(count = 1, deadline = 15_000): Promise<void> {
    await pulse.until(() => sockets.count() >= count, `${count} connected`, deadline)
  },
})

/** What people see. */
const sights = ({ workspace, eyes, views, record, assistants }: Rooms) => {
  const idOf = (user: string) => workspace.user(user).id
  const stack = (user: string) => views.stack(idOf(user)).map(views.see)
  return {
    channel(channel: string) {
      const id = workspace.channelId(channel)
      const member = workspace.everybody.find(({ name }) => workspace.isIn(name, id))
      return eyes.conversation(id, member?.name ?? 'admin')
    },
    inbox: (user: string) => eyes.conversation(workspace.directOf(user), user),
    ephemerals: eyes.ephemerals,
    stack,
    modal: (user: string) => stack(user).at(-1),
    home(user: string) {
      const shown = views.homes.get(idOf(user))
      return shown && views.see(shown)
    },
    unfurls: record.unfurls,
    assistant: (user: string) => assistants.get(idOf(user)),
  }
}

/** What the app did. */
const deeds = ({ workspace, record, carrier, pulse }: Rooms) => ({
  calls: (method?: string) => record.calls.filter(call => !method || call.method === method),
  violations: record.violations,
  /** All pings that were sent, but those of the people (names or ids) who are addressed on purpose. */
  pings(allowed: string[] = []) {
    const known = allowed.map(name => workspace.everybody.find(person => person.name === name)?.id ?? name)
    return record.pings.filter(({ ping }) => !known.some(id => ping.includes(id)))
  },
  deliver: (kind: Kind, payload: Json) => carrier.carry(kind, payload),
  deliveries: (kind?: string) =>
    carrier.deliveries.filter(one => !kind || [one.kind, one.type].includes(kind)),
  until: pulse.until,
  settled: () => pulse.settled(),
})

/** Bad weather. */
const skies = ({ weather, sockets, post, carrier, triggers }: Rooms) => ({
  fail: weather.fail,
  dropSockets: (how: 'cut' | 'warning' | 'refresh_requested' = 'cut') => sockets.drop(how),
  redeliver: carrier.again,
  forge: (what: Forgery = {}) => post.forge(what),
  expireTriggers: triggers.expire,
  /** Acknowledgements do not reach Slack until the function that comes out is called. */
  holdAcks() {
    const hold = (held: boolean) => {
      sockets.hold(held)
      post.hold(held)
    }
    hold(true)
    return () => hold(false)
  },
})

/** Opens a Slack for tests: a workspace with people, a Web API, sockets and signed deliveries. See README.md. */
export async function openSlackEdge(options: EdgeOptions = {}) {
  const rooms = await openRooms(options)
  const places = makePlaces({ ...rooms, upload: uploader(rooms.workspace) })
  return {
    ...front(rooms),
    ...makePeople(rooms),
    ...makePress({ ...rooms, places }),
    ...makeSheets({ ...rooms, places }),
    ...sights(rooms),
    ...deeds(rooms),
    ...skies(rooms),
    close: rooms.close,
  }
}
