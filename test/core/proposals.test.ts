import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { confirm, discard, propose, undo } from '../../bot/core/proposals.ts'
import { applied, mails, problems, proposalOf, reasons } from '../support/outcomes.ts'
import { openWorld, organisation, person, product, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
})
afterAll(() => world.close())

const input = { member: 'collaborator', role: 'administrator' }
const show = (more: object = {}) => world.propose('owner', 'change-role', { ...input, ...more })
const roleOf = async (user = 'collaborator') => (await world.get('memberships', `acme:${user}`))?.role
const sent = async () => mails(await world.outbox()).length

describe('ACT-2 preview', () => {
  it('ACT-2 shows what will happen and changes nothing', async () => {
    const shown = applied(await show(), 'preview')
    expect(shown.changes[0]).toMatchObject({
      before: { role: 'collaborator' },
      after: { role: 'administrator' },
    })
    expect(mails(shown.parcels)).toEqual(['role-changed → collaborator@example.org (de)'])
    expect(await roleOf()).toBe('collaborator')
    expect(await sent()).toBe(0)
  })

  it('ACT-2 a refused, unchanged or unreadable wish has nothing to confirm', async () => {
    const none = [
      await world.propose('external', 'change-role', input),
      await show({ role: 'collaborator' }),
      await show({ role: 'king' }),
    ]
    expect(none.map(({ status }) => status)).toEqual(['refused', 'unchanged', 'invalid'])
    for (const outcome of none) expect(outcome).not.toHaveProperty('proposal')
  })

  it('ACT-2 a read is answered at once', async () => {
    expect((await world.propose('owner', 'list-members')).status).toBe('answer')
  })

  it('ACT-1 nobody unlinked is shown anything to confirm', async () => {
    const outcome = await propose(world.domain, {
      actor: undefined,
      action: 'change-role',
      input,
      from: 'test',
    })
    expect(reasons(outcome)).toEqual(['ACT-1'])
  })

  it('ACT-1 whoever is not linked confirms nothing, whomever its input names', async () => {
    await world.put('users', person('owner', { recoveryEmail: 'owner@elsewhere.example' }))
    const id = proposalOf(
      await world.propose('owner', 'request-password-reset', { login: 'owner@example.org' }),
    )
    for (const press of [confirm, undo, discard])
      expect(reasons(await press(world.domain, id, undefined, 'test'))).toEqual(['ACT-1'])
    expect(await sent()).toBe(0)
  })

  it('ACT-7 what takes secrets is never proposed, and so never kept', () => {
    expect(() => world.propose('owner', 'sign-in', { login: 'a', password: 'b' })).toThrow(TypeError)
    expect(() => world.propose('owner', 'fly')).toThrow(TypeError)
  })

  it('ACT-2 a proposal holds ids, so that a name cannot mean somebody else by the time it is confirmed', async () => {
    const shown = await show({ member: 'Collaborator' })
    await world.put('users', person('collaborator', { name: 'Renamed', locale: 'de' }))
    await world.put('users', person('admin', { name: 'Collaborator' }))
    const outcome = applied(await world.confirm('owner', proposalOf(shown)), 'preview')
    expect(outcome).toMatchObject({ renewed: true, changes: [{ of: 'Renamed' }] })
    expect(await roleOf('admin')).toBe('administrator')
  })
})

describe('ACT-2 confirmation', () => {
  it('ACT-2 by the same person within ten minutes', async () => {
    const id = proposalOf(await show())
    world.later(10)
    expect(applied(await world.confirm('owner', id))).toMatchObject({ proposal: id, undoable: true })
    expect(await roleOf()).toBe('administrator')
    expect(await sent()).toBe(1)
  })

  it('ACT-2 after ten minutes it is too late, and audited', async () => {
    const id = proposalOf(await show())
    world.later(11)
    expect(reasons(await world.confirm('owner', id))).toEqual(['ACT-2.expired'])
    expect(await roleOf()).toBe('collaborator')
    expect((await world.audit()).map(({ outcome, rules }) => `${outcome} ${rules}`)).toEqual([
      'refused ACT-2',
    ])
  })

  it('ACT-2 by another person it is refused, however high, before and after', async () => {
    const id = proposalOf(await world.propose('admin', 'change-role', { ...input, role: 'external-user' }))
    for (const who of ['owner', 'stranger'])
      expect(reasons(await world.confirm(who, id))).toEqual(['ACT-2.other-person'])
    expect(await roleOf()).toBe('collaborator')
    applied(await world.confirm('admin', id))
    expect(reasons(await world.confirm('owner', id))).toEqual(['ACT-2.other-person'])
  })

  it('ACT-1 by somebody who is not linked (any more) it is refused', async () => {
    const id = proposalOf(await show())
    expect(reasons(await confirm(world.domain, id, undefined, 'test'))).toEqual(['ACT-1'])
    await world.store.transact(tables => tables.users.remove('owner'))
    expect(reasons(await world.confirm('owner', id))).toEqual(['ACT-1'])
  })

  it('ACT-2 an unknown proposal is refused', async () => {
    expect(reasons(await world.confirm('owner', 'made-up'))).toEqual(['ACT-2.unknown'])
    await world.put('proposals', {
      id: 'read',
      actor: 'owner',
      organisation: 'acme',
      action: 'list-members',
      input: {},
      digest: '',
      expires: '2027-01-01T00:00:00.000Z',
      receipt: null,
    })
    expect(reasons(await world.confirm('owner', 'read'))).toEqual(['ACT-2.unknown'])
  })

  it('ACT-2 pressed twice: the same receipt, one change, one mail, one entry', async () => {
    const id = proposalOf(await show())
    const first = await world.confirm('owner', id)
    world.later(60)
    const second = await world.confirm('owner', id)
    expect(second).toEqual(first)
    expect(await sent()).toBe(1)
    expect(await world.audit()).toHaveLength(1)
  })

  it('ACT-2 pressed twice at the same moment: the same', async () => {
    const id = proposalOf(await show())
    const both = await Promise.all(Array.from({ length: 5 }, () => world.confirm('owner', id)))
    for (const outcome of both) expect(outcome).toEqual(both[0])
    expect(await sent()).toBe(1)
    expect(await world.audit()).toHaveLength(1)
  })

  it('ACT-2 a receipt pressed again later does not take back what happened since', async () => {
    const id = proposalOf(await show())
    await world.confirm('owner', id)
    await world.perform('owner', 'change-role', { member: 'collaborator', role: 'external-user' })
    applied(await world.confirm('owner', id))
    expect(await roleOf()).toBe('external-user')
  })

  it('ACT-2 where what it read has changed, nothing is applied, and the new preview can be confirmed', async () => {
    const id = proposalOf(await show())
    await world.perform('admin', 'change-role', { member: 'collaborator', role: 'external-user' })
    const renewed = applied(await world.confirm('owner', id), 'preview')
    expect(renewed).toMatchObject({ renewed: true, changes: [{ before: { role: 'external-user' } }] })
    expect(await roleOf()).toBe('external-user')
    expect(renewed.proposal).not.toBe(id)
    applied(await world.confirm('owner', renewed.proposal ?? ''))
    expect(await roleOf()).toBe('administrator')
  })

  it('ACT-2 where it has come about meanwhile, it is unchanged and nobody is told again', async () => {
    const id = proposalOf(await show())
    await world.perform('owner', 'change-role', input)
    expect((await world.confirm('owner', id)).status).toBe('unchanged')
    expect(await sent()).toBe(1)
  })

  it('ACT-2 where the person may no longer, or the input means nobody any more, nothing is applied', async () => {
    const id = proposalOf(await show())
    await world.put('memberships', {
      ...(await world.get('memberships', 'acme:owner'))!,
      role: 'collaborator',
    })
    expect(reasons(await world.confirm('owner', id))).toEqual(['ROLE-1'])
    await world.put('memberships', {
      ...(await world.get('memberships', 'acme:owner'))!,
      role: 'administrator',
    })
    await world.store.transact(tables => tables.memberships.remove('acme:collaborator'))
    expect(problems(await world.confirm('owner', id))).toEqual(['member unknown-member'])
  })

  it('ACT-2 happens where it was previewed, also after switching elsewhere', async () => {
    await world.join('owner', 'legal-representative', 'other')
    const id = proposalOf(await show())
    await world.perform('owner', 'switch-organisation', { organisation: 'other' })
    applied(await world.confirm('owner', id))
    expect(await roleOf()).toBe('administrator')
  })
})

describe('ACT-2 undo', () => {
  it('ACT-2 is previewed and confirmed like any change', async () => {
    const id = proposalOf(await world.confirm('owner', proposalOf(await show())), 'done')
    const back = await world.undo('owner', id)
    expect(applied(back, 'preview').changes[0]).toMatchObject({ after: { role: 'collaborator' } })
    expect(await roleOf()).toBe('administrator')
    applied(await world.confirm('owner', proposalOf(back)))
    expect(await roleOf()).toBe('collaborator')
  })

  it('ACT-2 only of one’s own, and only of what was done; each refusal is audited', async () => {
    const shown = proposalOf(await show())
    expect(reasons(await world.undo('owner', shown))).toEqual(['ACT-2.unknown'])
    expect(reasons(await world.undo('owner', 'made-up'))).toEqual(['ACT-2.unknown'])
    await world.confirm('owner', shown)
    expect(reasons(await world.undo('admin', shown))).toEqual(['ACT-2.other-person'])
    expect(reasons(await undo(world.domain, shown, undefined, 'test'))).toEqual(['ACT-1'])
    expect((await world.audit()).map(({ actor, rules }) => `${actor} ${rules}`)).toEqual([
      'owner ACT-2',
      'owner ACT-2',
      'owner ',
      'admin ACT-2',
    ])
    expect(await roleOf()).toBe('administrator')
  })

  it('ACT-2 where there is no exact way back, preview and receipt say so', async () => {
    await world.join('collaborator', 'collaborator', 'other')
    const shown = applied(
      await world.propose('collaborator', 'leave-organisation', { organisation: 'acme' }),
      'preview',
    )
    expect(shown.undoable).toBe(false)
    const done = applied(await world.confirm('collaborator', shown.proposal ?? ''))
    expect(done.undoable).toBe(false)
    expect(reasons(await world.undo('collaborator', done.proposal ?? ''))).toEqual(['ACT-2.no-way-back'])
  })
})

describe('ACT-2 abandoning', () => {
  const abandon = (id: string, who?: string) =>
    discard(world.domain, id, who ? { user: who } : undefined, 'test')

  it('ACT-2 an abandoned proposal can no longer be confirmed', async () => {
    const id = proposalOf(await show())
    expect((await abandon(id, 'owner')).status).toBe('unchanged')
    expect(reasons(await world.confirm('owner', id))).toEqual(['ACT-2.unknown'])
    expect(reasons(await abandon(id, 'owner'))).toEqual(['ACT-2.unknown'])
    expect(await roleOf()).toBe('collaborator')
  })

  it('ACT-2 nobody abandons for somebody else', async () => {
    const id = proposalOf(await show())
    expect(reasons(await abandon(id, 'admin'))).toEqual(['ACT-2.other-person'])
    expect(reasons(await abandon(id))).toEqual(['ACT-1'])
    applied(await world.confirm('owner', id))
  })

  it('ACT-2 what was confirmed already is not abandoned: its receipt comes back', async () => {
    const id = proposalOf(await show())
    const done = await world.confirm('owner', id)
    expect(await abandon(id, 'owner')).toEqual(done)
    expect(await roleOf()).toBe('administrator')
  })
})

describe('ACT-2 what the person saw is what is done', () => {
  const card = (id: string, last4: string) =>
    ({ id, organisation: 'acme', token: `tok_${id}`, brand: 'Visa', last4, expiry: '2029-01' }) as const
  const order = { service: 'domain', name: 'x.ch' }
  const topUp = () => world.put('organisations', organisation('acme', { balance: 5000 }))

  it('ACT-2 PAY-4 a card that another took the place of is not charged: the new one is shown first', async () => {
    await world.put('paymentMethods', card('a', '1111'), card('b', '2222'))
    await world.put('organisations', organisation('acme', { defaultPayment: 'a' }))
    const seen = applied(await world.propose('admin', 'order-product', order), 'preview')
    await world.perform('owner', 'set-default-payment-method', { method: 'b' })
    const again = applied(await world.confirm('admin', seen.proposal ?? ''), 'preview')
    expect(again).toMatchObject({ renewed: true, note: { facts: { method: 'Visa •••• 2222' } } })
    expect(await world.outbox()).toEqual([])
    applied(await world.confirm('admin', again.proposal ?? ''))
    expect(await world.outbox()).toMatchObject([{ kind: 'charge', token: 'tok_b' }])
  })

  it('ACT-2 one that no longer holds is replaced once, however often it is pressed', async () => {
    const id = proposalOf(await world.propose('owner', 'order-product', order))
    await topUp()
    const [first, second] = [await world.confirm('owner', id), await world.confirm('owner', id)]
    expect(first).toMatchObject({ renewed: true })
    expect(proposalOf(second)).toBe(proposalOf(first))
    const done = await world.confirm('owner', proposalOf(first))
    expect(await world.confirm('owner', id)).toEqual(done)
    expect(await world.store.read(tables => tables.products.find({ organisation: 'acme' }))).toHaveLength(1)
  })

  it('ACT-2 abandoning the old one abandons the new one, unless that was confirmed: then its receipt comes back, however late', async () => {
    const replaced = async () => {
      const old = proposalOf(await world.propose('owner', 'order-product', order))
      await topUp()
      return { old, renewed: proposalOf(await world.confirm('owner', old)) }
    }
    const abandon = (id: string) => discard(world.domain, id, { user: 'owner' }, 'test')
    const first = await replaced()
    expect((await abandon(first.old)).status).toBe('unchanged')
    expect(reasons(await world.confirm('owner', first.renewed))).toEqual(['ACT-2.unknown'])
    await world.put('organisations', organisation('acme'))
    const second = await replaced()
    const done = await world.confirm('owner', second.renewed)
    expect(await abandon(second.old)).toEqual(done)
    world.later(11)
    expect(await world.confirm('owner', second.old)).toEqual(done)
  })

  it('ACT-2 and once more where the new one does not hold either', async () => {
    const id = proposalOf(await world.propose('owner', 'order-product', order))
    await topUp()
    const first = proposalOf(await world.confirm('owner', id))
    await world.put('organisations', organisation('acme', { balance: 9000 }))
    const second = proposalOf(await world.confirm('owner', id))
    expect(second).not.toBe(first)
    expect(proposalOf(await world.confirm('owner', first))).toBe(second)
    applied(await world.confirm('owner', second))
  })

  it('ACT-2 what is a person’s own is confirmed wherever they are by then', async () => {
    await world.join('collaborator', 'collaborator', 'other')
    const id = proposalOf(await world.propose('collaborator', 'set-newsletters', { subscribe: ['tips'] }))
    applied(await world.perform('collaborator', 'leave-organisation', { organisation: 'acme' }))
    applied(await world.confirm('collaborator', id))
  })

  it('WARR-5 the way back of all products leaves alone what is new since', async () => {
    await world.put('products', product('one'), product('two'))
    const shown = await world.propose('owner', 'set-renewal-warranty', { product: 'all', on: true })
    const done = proposalOf(await world.confirm('owner', proposalOf(shown)), 'done')
    await world.put('products', product('three', { warranty: true }))
    expect(reasons(await world.undo('owner', done))).toEqual(['ACT-2.no-way-back'])
    expect(await world.get('products', 'three')).toMatchObject({ warranty: true })
  })
})

describe('ACT-3 every press that is refused', () => {
  const entries = async () => (await world.store.read(tables => tables.counters.get('audit')))?.value ?? 0

  it('ACT-3 leaves one entry: of a made-up proposal, of another person’s, of somebody who is not linked', async () => {
    const id = proposalOf(await show())
    const presses = [
      () => world.confirm('owner', 'made-up'),
      () => world.undo('owner', 'made-up'),
      () => discard(world.domain, 'made-up', { user: 'owner' }, 'test'),
      () => confirm(world.domain, 'made-up', undefined, 'test'),
      () => discard(world.domain, id, { user: 'stranger' }, 'test'),
      () => discard(world.domain, id, undefined, 'test'),
      () => world.undo('stranger', id),
    ]
    for (const [place, press] of presses.entries()) {
      expect((await press()).status).toBe('refused')
      expect(await entries()).toBe(place + 1)
    }
  })
})
