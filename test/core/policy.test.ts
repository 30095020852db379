import { describe, expect, it } from 'vitest'
import type { Context, Policy } from '../../bot/core/action.ts'
import type { ContactKind } from '../../bot/core/catalogue.ts'
import { type Role, roles } from '../../bot/core/model.ts'
import * as policy from '../../bot/core/policy.ts'

const context = (role?: Role, contacts: ContactKind[] = [], more: Partial<Context> = {}) =>
  ({
    membership: role && { id: 'o:u', organisation: 'o', user: 'u', role, products: [], contacts },
    actor: { supportAgent: false },
    system: false,
    ...more,
  }) as Context
const rules = async (check: Policy<unknown>, who: Context) => (await check({}, who)).map(({ rule }) => rule)
const allowed = async (check: Policy<unknown>) => {
  const verdicts = await Promise.all(roles.map(role => rules(check, context(role))))
  return roles.filter((_, place) => verdicts[place]?.length === 0)
}

describe('who may', () => {
  it('ROLE-1 manages: administrators and legal representatives, no stranger', async () => {
    expect(await allowed(policy.manages('ROLE-1'))).toEqual(['administrator', 'legal-representative'])
    expect(await rules(policy.manages('ROLE-1'), context())).toEqual(['ROLE-1'])
  })

  it('ORG-2 owns: legal representatives only', async () => {
    expect(await allowed(policy.owns('ORG-2'))).toEqual(['legal-representative'])
    expect(await rules(policy.owns('ORG-2'), context())).toEqual(['ORG-2'])
  })

  it('WARR-4 managesOrBills: managers, and members who have the billing permission and no other; an external user is no member', async () => {
    const check = policy.managesOrBills('WARR-4')
    expect(await allowed(check)).toEqual(['administrator', 'legal-representative'])
    expect(await rules(check, context('collaborator', ['billing']))).toEqual([])
    expect(await rules(check, context('external-user', ['billing']))).toEqual(['WARR-4'])
    expect(await rules(check, context('collaborator', ['technical', 'commercial']))).toEqual(['WARR-4'])
    expect(await rules(check, context())).toEqual(['WARR-4'])
  })

  it('ROLE-4 belongs: every member, no stranger', async () => {
    expect(await allowed(policy.belongs('ROLE-4'))).toEqual([...roles])
    expect(await rules(policy.belongs('ROLE-4'), context())).toEqual(['ROLE-4'])
  })

  it('TFA-4 supports: support agents, whatever their role', async () => {
    const check = policy.supports('TFA-4')
    expect(
      await rules(check, context('external-user', [], { actor: { supportAgent: true } as Context['actor'] })),
    ).toEqual([])
    expect(await check({}, context('legal-representative'))).toEqual([{ rule: 'TFA-4', because: 'agents' }])
  })

  it('WARR-3 scheduled: the scheduler only', async () => {
    expect(await rules(policy.scheduled('WARR-3'), context(undefined, [], { system: true }))).toEqual([])
    expect(await rules(policy.scheduled('WARR-3'), context('legal-representative'))).toEqual(['WARR-3'])
  })

  it('anyone: everybody', async () => expect(await rules(policy.anyone, context())).toEqual([]))
})

describe('together', () => {
  const no =
    (rule: string, asked: string[] = []): Policy<unknown> =>
    () => {
      asked.push(rule)
      return [{ rule }]
    }

  it('ORG-4 all: every reason that holds, in order', async () => {
    const check = policy.all(no('A-1'), policy.anyone, no('A-2'))
    expect(await rules(check, context())).toEqual(['A-1', 'A-2'])
    expect(await rules(policy.all(), context())).toEqual([])
  })

  it('TFA-5 inTurn: the first that refuses, the later ones are not asked', async () => {
    const asked: string[] = []
    expect(await rules(policy.inTurn(policy.anyone, no('A-1', asked), no('A-2', asked)), context())).toEqual([
      'A-1',
    ])
    expect(asked).toEqual(['A-1'])
    expect(await rules(policy.inTurn(policy.anyone, policy.anyone), context())).toEqual([])
  })

  it('ROLE-8 height follows the order of the roles', () => {
    expect(roles.map(policy.height)).toEqual([0, 1, 2, 3])
  })
})
