import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Context } from '../../bot/core/action.ts'
import * as fields from '../../bot/core/fields.ts'
import { parseInput, type Read, readInput } from '../../bot/core/input.ts'
import { openWorld, person, product, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await world.put('users', person('namesake', { name: 'Admin' }), person('owner', { name: 'Zoé Müller' }))
  await world.join('namesake', 'collaborator')
  await world.put('products', product('site'), product('twin', { name: 'site.example' }), product('shop'))
  await world.put('paymentMethods', {
    id: 'card',
    organisation: 'acme',
    token: 't',
    brand: 'Visa',
    last4: '4242',
    expiry: '2030-01',
  })
})
afterAll(() => world.close())

/** Reads one field of an input, as the owner of acme. */
async function read(field: z.ZodType, value: unknown): Promise<Read> {
  return world.store.read(async tables => {
    const [actor, organisation] = [await tables.users.get('owner'), await tables.organisations.get('acme')]
    const context = { tables, actor, organisation } as Context
    return readInput(z.object({ field }), value === undefined ? {} : { field: value }, context)
  })
}
const value = async (field: z.ZodType, typed: unknown) => {
  const { input, problems } = await read(field, typed)
  return problems.length ? problems.map(({ problem }) => problem) : input.field
}

describe('what is typed is tidied', () => {
  it('text is trimmed; empty is as good as left out', async () => {
    expect(await value(fields.text(), '  a b  ')).toBe('a b')
    for (const nothing of ['', null, undefined]) {
      expect(await value(fields.text(), nothing)).toEqual(['required'])
      expect(await value(fields.text().optional(), nothing)).toBeUndefined()
    }
    expect(await value(fields.text(3), 'abcd')).toEqual(['too-long'])
    expect(await value(fields.text(), 5)).toEqual(['not-a-text'])
  })

  it('a choice in capitals or with spaces is the same; another one is told which there are', async () => {
    const role = fields.choice(['legal-representative', 'administrator'], 'roles')
    expect(await value(role, ' Legal Representative ')).toBe('legal-representative')
    expect(await value(role, 'LEGAL_REPRESENTATIVE')).toBe('legal-representative')
    const { problems } = await read(role, 'king')
    expect(problems).toEqual([
      {
        field: 'field',
        problem: 'not-a-choice',
        facts: { known: ['legal-representative', 'administrator'], words: 'roles' },
      },
    ])
  })

  it('NEWS-3 choices as a line are a list, and unknown ones pass on to the rule', async () => {
    const topics = fields.choices(['tips', 'events'], 'topics')
    expect(await value(topics, 'tips, events; jokes')).toEqual(['tips', 'events', 'jokes'])
    expect(await value(topics, ['tips'])).toEqual(['tips'])
    expect(await value(topics, 5)).toEqual(['not-a-choices'])
  })

  it('a tick is true, false, on or off', async () => {
    expect(await Promise.all([true, 'true', 'on'].map(typed => value(fields.tick(), typed)))).toEqual([
      true,
      true,
      true,
    ])
    expect(await Promise.all([false, 'false', 'off'].map(typed => value(fields.tick(), typed)))).toEqual([
      false,
      false,
      false,
    ])
    expect(await value(fields.tick(), 'maybe')).toEqual(['not-a-tick'])
  })

  it('a date is a day of the calendar', async () => {
    expect(await value(fields.date(), '2028-02-29')).toBe('2028-02-29')
    for (const wrong of ['2027-02-29', '29.02.2028', 'today'])
      expect(await value(fields.date(), wrong)).toEqual(['not-a-date'])
  })

  it('ACT-7 a secret is taken as it is, spaces and all', async () => {
    expect(await value(fields.secret(), ' a b ')).toBe(' a b ')
    expect(await value(fields.image(), 'AAAA')).toBe('AAAA')
    expect(await value(fields.documents(), ['AAAA'])).toEqual(['AAAA'])
  })

  it('an unknown field is named, with those there are; no object is none', async () => {
    const schema = z.object({ name: fields.text().optional() })
    expect(parseInput(schema, { nmae: 'x' }).problems).toEqual([
      { field: 'nmae', problem: 'unknown-field', facts: { known: ['name'] } },
    ])
    for (const wrong of [null, 'text', 5, [], undefined])
      expect(parseInput(schema, wrong).problems).toEqual([{ field: '', problem: 'not-an-object' }])
  })

  it('fields of the prototype are no fields', () => {
    const schema = z.object({ name: fields.text().optional() })
    expect(parseInput(schema, JSON.parse('{"__proto__":{"name":"x"}}')).problems).toMatchObject([
      { field: '__proto__' },
    ])
  })
})

describe('references become ids', () => {
  it('a member by id, by address, by name without regard to case and accents', async () => {
    for (const typed of ['owner', 'OWNER@example.org', 'zoe muller', ' ZOÉ MÜLLER '])
      expect(await value(fields.memberOf(), typed)).toBe('owner')
  })

  it('a member who shares a name with another is asked for, unless the address says who', async () => {
    expect(await value(fields.memberOf(), 'Admin')).toEqual(['ambiguous-member'])
    expect(await value(fields.memberOf(), 'namesake@example.org')).toBe('namesake')
  })

  it('ROLE-1 somebody of another organisation, or nobody at all, is unknown alike', async () => {
    for (const typed of ['stranger', 'stranger@example.org', 'Stranger', 'nobody'])
      expect(await value(fields.memberOf(), typed)).toEqual(['unknown-member'])
  })

  it('a product by id before name; a name that two have is ambiguous; also what a field takes besides', async () => {
    expect(await value(fields.productOf(), 'site')).toBe('site')
    expect(await value(fields.productOf(), 'SHOP.example')).toBe('shop')
    expect(await value(fields.productOf(), 'site.example')).toEqual(['ambiguous-product'])
    expect(await value(fields.productOf('all'), 'all')).toBe('all')
    expect(await value(fields.productOf(), 'all')).toEqual(['unknown-product'])
  })

  it('ORG-1 an organisation of the actor only', async () => {
    expect(await value(fields.organisationOf(), 'ACME')).toBe('acme')
    expect(await value(fields.organisationOf(), 'other')).toEqual(['unknown-organisation'])
  })

  it('PAY-2 a payment method by id or last four digits, or the balance', async () => {
    for (const typed of ['card', '4242']) expect(await value(fields.methodOf(), typed)).toBe('card')
    expect(await value(fields.methodOf(), 'balance')).toBe('balance')
    expect(await value(fields.methodOf(), '1111')).toEqual(['unknown-method'])
  })

  it('a reference that may be left out is left out', async () => {
    expect(await value(fields.memberOf().optional(), '')).toBeUndefined()
  })

  it('in a large organisation a person is named by address only', async () => {
    await world.put('organisations', {
      ...(await world.get('organisations', 'acme'))!,
      id: 'large',
      name: 'Large',
    })
    await world.store.transact(async tables => {
      for (let number = 0; number <= 1000; number++)
        await tables.memberships.put({
          id: `large:u${number}`,
          organisation: 'large',
          user: `u${number}`,
          role: 'collaborator',
          products: [],
          contacts: [],
        })
    })
    await world.join('owner', 'collaborator', 'large')
    await world.put('users', person('u7', { name: 'Seven' }))
    const found = async (typed: string) =>
      (await world.perform('owner', 'change-role', { member: typed, role: 'administrator' }, 'large')).status
    expect([await found('Seven'), await found('u7@example.org')]).toEqual(['invalid', 'refused'])
  })
})

describe('fields', () => {
  it('are told in the order of the form, required or not', () => {
    const schema = z.object({ b: fields.text(), a: fields.tick().optional() })
    expect(fields.fieldsOf(schema)).toEqual([
      { name: 'b', required: true, kind: 'text' },
      { name: 'a', required: false, kind: 'tick' },
    ])
  })

  it('every field of an action is made here: a schema of another kind is a mistake of the program', () => {
    expect(() => fields.fieldsOf(z.object({ name: z.string() }))).toThrow(TypeError)
  })
})
