import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Parcel } from '../../bot/core/model.ts'
import { post } from '../../bot/core/outbox.ts'
import { confirm, propose } from '../../bot/core/proposals.ts'
import type { Store } from '../../bot/core/store.ts'
import { type Carriers, openCourier } from '../../bot/post/courier.ts'
import { openLowdb } from '../../bot/stores/lowdb.ts'
import { openWorld, type World } from '../support/world.ts'
import { openTestLog } from './support.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const mail = (to: string): Parcel => ({ kind: 'mail', to, locale: 'de', template: 'role-changed', facts: {} })

/** Carriers that note what they were handed, and fail as long as `failing` says so. */
function notingCarriers() {
  const handed: { id: string; parcel: Parcel }[] = []
  const state = { failing: (_: Parcel): boolean => false }
  const carry = async (parcel: Parcel, id: string) => {
    await Promise.resolve()
    if (state.failing(parcel)) throw Object.assign(new Error('zoe@example.org refused'), { code: 'EDOWN' })
    handed.push({ id, parcel })
  }
  const carriers: Carriers = { mail: carry, feedback: carry, post: carry, charge: carry, shred: carry }
  return { handed, state, carriers }
}

const postAll = (...parcels: Parcel[]) =>
  world.store.transact(async tables => {
    for (const parcel of parcels) await post(tables, parcel, world.clock.now)
  })

describe('courier', () => {
  it('ACT-5 hands each parcel to the carrier of its kind, with the id of its entry, and takes it off the outbox', async () => {
    const { handed, carriers } = notingCarriers()
    const charge: Parcel = { kind: 'charge', invoice: 'i', token: 'tok_test_1', cents: 5 }
    await postAll(mail('a@example.org'), { kind: 'feedback', feedback: '1' }, charge)
    const entries = await world.store.read(tables => tables.outbox.until('9999'))
    const courier = openCourier(world.domain, carriers, openTestLog())
    expect(await courier.deliverDue()).toEqual({ delivered: 3, failed: 0 })
    expect(new Map(handed.map(({ id, parcel }) => [id, parcel]))).toEqual(
      new Map(entries.map(({ id, parcel }) => [id, parcel])),
    )
    expect(await world.outbox()).toEqual([])
    expect(await courier.deliverDue()).toEqual({ delivered: 0, failed: 0 })
  })

  it('ACT-5 FEED-3 keeps what fails and tries again, later each time, never giving up', async () => {
    const { handed, state, carriers } = notingCarriers()
    const log = openTestLog()
    const courier = openCourier(world.domain, carriers, log)
    await postAll(mail('a@example.org'), mail('b@example.org'))
    state.failing = parcel => parcel.kind === 'mail' && parcel.to.startsWith('a')
    expect(await courier.deliverDue()).toEqual({ delivered: 1, failed: 1 })
    expect(await courier.deliverDue()).toEqual({ delivered: 0, failed: 0 })
    const waits: number[] = []
    for (let tries = 1; tries < 14; tries++) {
      const [entry] = await world.store.read(tables => tables.outbox.until('9999'))
      waits.push((Date.parse(entry!.due) - world.clock.now.getTime()) / 60_000)
      world.clock.now = new Date(entry!.due)
      expect(await courier.deliverDue()).toEqual({ delivered: 0, failed: 1 })
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360, 360])
    state.failing = () => false
    world.later(360)
    expect(await courier.deliverDue()).toEqual({ delivered: 1, failed: 0 })
    expect(handed).toHaveLength(2)
  })

  it('ACT-6 logs a failure without what is personal', async () => {
    const { state, carriers } = notingCarriers()
    const log = openTestLog()
    state.failing = () => true
    await postAll(mail('zoe@example.org'))
    await openCourier(world.domain, carriers, log).deliverDue()
    expect(log.lines).toHaveLength(1)
    expect(JSON.parse(log.lines[0]!)).toMatchObject({
      level: 'warn',
      event: 'delivery failed',
      kind: 'mail',
      tries: 1,
      problem: 'EDOWN',
    })
    expect(log.lines[0]).not.toContain('zoe')
  })

  it('ACT-5 carries nothing twice at once: who asks meanwhile waits for the same delivery', async () => {
    const entered: string[] = []
    const { promise: gate, resolve: open } = Promise.withResolvers<void>()
    const { carriers } = notingCarriers()
    const slow = async (_: Parcel, id: string) => {
      entered.push(id)
      await gate
    }
    const courier = openCourier(world.domain, { ...carriers, mail: slow }, openTestLog())
    await postAll(...Array.from({ length: 20 }, (_, place) => mail(`${place}@example.org`)))
    const first = courier.deliverDue()
    await vi.waitFor(() => expect(entered).toHaveLength(20))
    const second = courier.deliverDue()
    for (let turn = 0; turn < 30; turn++) await world.outbox()
    open()
    expect(await Promise.all([first, second])).toEqual([
      { delivered: 20, failed: 0 },
      { delivered: 20, failed: 0 },
    ])
    expect(entered).toHaveLength(20)
    expect(await world.outbox()).toEqual([])
  })

  it('leaves alone what was delivered or put off after it had looked', async () => {
    const { handed, state, carriers } = notingCarriers()
    const { promise: gate, resolve: open } = Promise.withResolvers<void>()
    state.failing = parcel => parcel.kind === 'mail' && parcel.to.startsWith('a')
    await postAll(mail('a@example.org'), mail('b@example.org'))
    let reads = 0
    const store: Store = {
      ...withoutCommits(world.store),
      transact: work => world.store.transact(work),
      async read(work) {
        const isFirst = reads++ === 0
        const seen = await world.store.read(work)
        if (isFirst) await gate
        return seen
      },
    }
    const courier = openCourier({ ...world.domain, store }, carriers, openTestLog())
    const late = courier.deliverDue()
    expect(await courier.deliverDue()).toEqual({ delivered: 1, failed: 1 })
    open()
    expect(await late).toEqual({ delivered: 0, failed: 0 })
    expect(handed).toHaveLength(1)
    expect(await world.store.read(tables => tables.outbox.until('9999'))).toMatchObject([{ tries: 1 }])
  })

  it('takes the earliest first, and no more than its limit', async () => {
    const { handed, carriers } = notingCarriers()
    await postAll(mail('first@example.org'))
    world.later(1)
    await postAll(mail('second@example.org'))
    expect(await openCourier(world.domain, carriers, openTestLog()).deliverDue(1)).toEqual({
      delivered: 1,
      failed: 0,
    })
    expect(handed.map(({ parcel }) => parcel)).toEqual([mail('first@example.org')])
  })

  it('ACT-5 delivers again, with the same id, what a crash left between delivery and removal', async () => {
    const { handed, carriers } = notingCarriers()
    await postAll(mail('a@example.org'))
    const crashed = openCourier(
      { ...world.domain, store: withoutCommits(world.store) },
      carriers,
      openTestLog(),
    )
    await expect(crashed.deliverDue()).rejects.toThrow('crash')
    await world.store.close()
    const store = await openLowdb(join(world.folder, 'concierge.json'))
    const next = openCourier({ ...world.domain, store }, carriers, openTestLog())
    expect(await next.deliverDue()).toEqual({ delivered: 1, failed: 0 })
    expect(handed).toHaveLength(2)
    expect(handed[0]).toEqual(handed[1])
    expect(await store.read(tables => tables.outbox.until('9999'))).toEqual([])
    await store.close()
  })

  it('ACT-5 while it runs, does not send again what only could not be taken off the outbox', async () => {
    const { handed, carriers } = notingCarriers()
    await postAll(mail('a@example.org'))
    const full = { store: withoutCommits(world.store) }
    const store: Store = {
      ...world.store,
      read: work => full.store.read(work),
      transact: work => full.store.transact(work),
    }
    const courier = openCourier({ ...world.domain, store }, carriers, openTestLog())
    await expect(courier.deliverDue()).rejects.toThrow('crash')
    full.store = world.store
    expect(await courier.deliverDue()).toEqual({ delivered: 1, failed: 0 })
    expect(handed).toHaveLength(1)
    expect(await world.outbox()).toEqual([])
  })

  it('ACT-5 ROLE-5 nothing leaves before the change is confirmed, and then once', async () => {
    const { handed, carriers } = notingCarriers()
    const courier = openCourier(world.domain, carriers, openTestLog())
    const wish = {
      actor: { user: 'admin' },
      action: 'change-role',
      input: { member: 'collaborator', role: 'administrator' },
      from: 'test',
    }
    const seen = await propose(world.domain, wish)
    expect(await courier.deliverDue()).toEqual({ delivered: 0, failed: 0 })
    const proposal = 'proposal' in seen ? seen.proposal! : ''
    await confirm(world.domain, proposal, { user: 'admin' }, 'test')
    await confirm(world.domain, proposal, { user: 'admin' }, 'test')
    expect(await courier.deliverDue()).toEqual({ delivered: 1, failed: 0 })
    expect(handed.map(({ parcel }) => parcel)).toMatchObject([
      { to: 'collaborator@example.org', locale: 'de', template: 'role-changed' },
    ])
  })
})

/** A store whose transactions do not reach the disk. */
const withoutCommits = (store: Store): Store => ({
  read: work => store.read(work),
  transact: () => Promise.reject(new Error('crash')),
  close: () => store.close(),
})
