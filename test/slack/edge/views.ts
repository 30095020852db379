import { stateOf } from './entries.ts'
import { named } from './named.ts'
import type { Records } from './record.ts'
import { Refused } from './refused.ts'
import { elementsOf, isInput, seeView } from './seen.ts'
import type { Triggers } from './triggers.ts'
import type { Json, Option, SeenView, State, View } from './types.ts'
import type { Workspace } from './workspace.ts'

/** A modal or a Home tab that is shown to somebody. */
export interface Shown {
  id: string
  user: string
  root: string
  previous: string | null
  view: View
  state: State
  hash: string
  errors: Record<string, string>
  /** What the app has suggested, by action id. */
  suggested: Map<string, Option[]>
}

const highest = 3
let hashes = 0
const newHash = () => `${Math.floor(Date.now() / 1000)}.${(hashes++).toString(36).padStart(8, 'h')}`
const newId = () => `V${crypto.randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase()}`

const prepared = (view: View): View => ({ ...view, blocks: named(view.blocks) })
const stateFor = (view: View, before?: State) =>
  stateOf(
    elementsOf(view.blocks).filter(({ element }) => isInput(element)),
    before,
  )

/** The modals (a stack for each person) and Home tabs of the workspace, and the methods that show them. */
export function makeViews(workspace: Workspace, record: Records, triggers: Triggers) {
  const stacks = new Map<string, Shown[]>()
  const homes = new Map<string, Shown>()
  const stack = (user: string) => stacks.get(user) ?? []
  const all = () => [...[...stacks.values()].flat(), ...homes.values()]

  const show = (view: View, user: string, below?: Shown): Shown => {
    const ready = prepared(view)
    const id = newId()
    return {
      id,
      user,
      root: below?.root ?? id,
      previous: below?.id ?? null,
      view: ready,
      state: stateFor(ready),
      hash: newHash(),
      errors: {},
      suggested: new Map(),
    }
  }

  const change = (shown: Shown, view: View) => {
    shown.view = prepared(view)
    shown.state = stateFor(shown.view, shown.state)
    shown.hash = newHash()
    shown.errors = {}
    record.see({ kind: shown.view.type, user: shown.user })
    return shown
  }

  const unique = (view: View, but?: Shown) => {
    const other = all().find(
      shown => shown !== but && view.external_id && shown.view.external_id === view.external_id,
    )
    if (other) throw new Refused('duplicate_external_id', 'external_id is in use')
  }

  const open = (view: View, user: string) => {
    unique(view)
    const shown = show(view, user)
    stacks.set(user, [shown])
    record.see({ kind: 'modal', user })
    return shown
  }

  const push = (view: View, user: string) => {
    const below = stack(user)
    if (below.length === 0) throw new Refused('not_found')
    if (below.length >= highest) throw new Refused('push_limit_reached')
    unique(view)
    const shown = show(view, user, below.at(-1))
    stacks.set(user, [...below, shown])
    record.see({ kind: 'modal', user })
    return shown
  }

  const sameHash = (shown: Shown | undefined, hash: unknown) => {
    if (shown && hash && hash !== shown.hash) throw new Refused('hash_conflict')
  }

  const update = (args: Json) => {
    const view = args.view as View
    const shown = all().find(
      one => one.id === args.view_id || (args.external_id && one.view.external_id === args.external_id),
    )
    if (!shown) throw new Refused('not_found')
    sameHash(shown, args.hash)
    unique(view, shown)
    return change(shown, view)
  }

  const publish = (args: Json) => {
    const user = workspace.everybody.find(({ id }) => id === args.user_id)?.id
    if (!user) throw new Refused('user_not_found', 'nobody has this user_id')
    const before = homes.get(user)
    sameHash(before, args.hash)
    const view = args.view as View
    if (before) return change(before, view)
    const shown = show(view, user)
    homes.set(user, shown)
    record.see({ kind: 'home', user })
    return shown
  }

  /** Takes the topmost view away, or all. */
  const close = (user: string, everything = false) => {
    stacks.set(user, everything ? [] : stack(user).slice(0, -1))
    record.see({ kind: 'closed', user })
  }

  /** A view as it stands in answers and payloads. */
  const payload = (shown: Shown): Json => ({
    id: shown.id,
    team_id: workspace.team.id,
    private_metadata: '',
    callback_id: '',
    title: null,
    close: null,
    submit: null,
    clear_on_close: false,
    notify_on_close: false,
    external_id: '',
    ...shown.view,
    state: { values: shown.state },
    hash: shown.hash,
    previous_view_id: shown.previous,
    root_view_id: shown.root,
    app_id: workspace.bot.appId,
    app_installed_team_id: workspace.team.id,
    bot_id: workspace.bot.botId,
  })

  const see = (shown: Shown): SeenView => ({
    ...seeView(shown.id, shown.view, shown.state, shown.errors, workspace.nameOf),
    raw: payload(shown),
  })

  const answer = (shown: Shown) => ({ view: payload(shown) })
  const methods: Record<string, (args: Json) => Json> = {
    'views.open': args => answer(open(args.view as View, triggers.spend(String(args.trigger_id)))),
    'views.push': args => answer(push(args.view as View, triggers.spend(String(args.trigger_id)))),
    'views.update': args => answer(update(args)),
    'views.publish': args => answer(publish(args)),
  }

  return { methods, stack, homes, push, change, close, payload, see }
}

export type Views = ReturnType<typeof makeViews>
