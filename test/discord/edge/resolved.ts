import { permissionsOf } from './defaults.ts'
import type { OptionValue, Upload } from './types.ts'
import { type Json, snowflake, type World } from './world.ts'

export type Chosen = OptionValue

/** What Discord sends beside ids: the users, members and channels that they mean. */
export class Resolved {
  readonly #world: World
  readonly #guildId: string | undefined
  readonly #found: Record<'users' | 'members' | 'channels' | 'attachments', Json> = {
    users: {},
    members: {},
    channels: {},
    attachments: {},
  }

  constructor(world: World, guildId: string | undefined) {
    this.#world = world
    this.#guildId = guildId
  }

  /** The id of a person given as themselves, by name or by id. */
  user(chosen: Chosen): string {
    const person = this.#world.person(idOf(chosen))
    this.#found.users[person.id] = this.#world.user(person.id)
    if (this.#guildId) {
      const {
        user: _user,
        deaf: _deaf,
        mute: _mute,
        ...member
      } = this.#world.member(this.#guildId, person.id)
      this.#found.members[person.id] = { ...member, permissions: permissionsOf(person) }
    }
    return person.id
  }

  /** The id of a channel given as itself, by name or by id. */
  channel(chosen: Chosen): string {
    const { id, name, type, parentId = null } = this.#world.channel(idOf(chosen))
    this.#found.channels[id] = { id, name, type, parent_id: parentId, permissions: '0' }
    return id
  }

  /** The id of a file, which lies on the edge from now on. */
  attachment(chosen: Chosen): string {
    const { filename, bytes, url } = chosen as Upload
    const id = snowflake()
    const path = `/attachments/${id}/${filename}`
    this.#world.uploads.set(path, bytes)
    const lies = url ?? `${this.#world.origin}${path}`
    this.#found.attachments[id] = { id, filename, size: bytes.length, url: lies, proxy_url: lies }
    return id
  }

  /** `{ resolved }` with the kinds that occur; empty when there are none. */
  get data(): Json {
    const kinds = Object.entries(this.#found).filter(([, found]) => Object.keys(found).length > 0)
    return kinds.length > 0 ? { resolved: Object.fromEntries(kinds) } : {}
  }
}

const idOf = (chosen: Chosen): string =>
  typeof chosen === 'object' && 'id' in chosen ? chosen.id : String(chosen)
