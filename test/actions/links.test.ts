import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Chat } from '../../bot/core/context.ts'
import { confirm } from '../../bot/core/proposals.ts'
import { applied, factsOf, mails, proposalOf, reasons, rows } from '../support/outcomes.ts'
import { openWorld, person, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
  await world.put('users', person('anna', { locale: 'de', recoveryEmail: 'anna@old.example' }))
  await world.join('anna', 'collaborator')
})
afterAll(() => world.close())

const chatOf = (account: string, name = 'Anna (Slack)'): Chat => ({
  account: `slack:T1:${account}`,
  name,
  administers: false,
  isHome: false,
})
const as = (account = 'U1', name?: string) => world.inChat(chatOf(account, name))
const link = (email = 'anna@example.org', account = 'U1') =>
  as(account).perform(undefined, 'link-by-code', { email })
const enter = (code: unknown, account = 'U1') => as(account).perform(undefined, 'confirm-link', { code })
/** The code in the newest mail. */
const mailed = async () => String(factsOf(await world.outbox(), 'link-code').code)
const other = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, '0')
const linkedTo = async (account = 'U1') => (await world.get('links', `slack:T1:${account}`))?.user

async function linked(email?: string, account?: string) {
  // What is sent at the same instant waits in any order.
  world.later(1)
  await link(email, account)
  return applied(await enter(await mailed(), account))
}

describe('link-by-code', () => {
  it('CHAT-2 mails a code of six digits to the login address, in its holder’s language, and links nothing yet', async () => {
    const outcome = await link('Anna@Example.org')
    expect(mails(await world.outbox())).toEqual(['link-code → anna@example.org (de)'])
    expect(factsOf(await world.outbox(), 'link-code')).toEqual({
      code: expect.stringMatching(/^\d{6}$/),
      minutes: 10,
      name: 'Anna (Slack)',
      surface: 'slack',
    })
    expect(JSON.stringify(outcome)).not.toContain(await mailed())
    expect(await linkedTo()).toBeUndefined()
  })

  it('CHAT-2 answers alike whether or not the login is known', async () => {
    const known = await link()
    expect(await link('nobody@example.org', 'U2')).toEqual(known)
    expect(known).toMatchObject({ status: 'done', changes: [], parcels: [] })
    expect(mails(await world.outbox())).toHaveLength(1)
  })

  it('CHAT-2 the tries do not tell either whose login is known', async () => {
    await link()
    await link('nobody@example.org', 'U2')
    const wrong = other(await mailed())
    for (let time = 0; time < 6; time++) expect(await enter(wrong, 'U2')).toEqual(await enter(wrong))
  })

  it('CHAT-2 at most three codes an hour go to one account, whoever asks, and the answer is the same', async () => {
    const answers = []
    for (const account of ['U1', 'U2', 'U3', 'U4', 'U5'])
      answers.push(await link('anna@example.org', account))
    expect(mails(await world.outbox())).toHaveLength(3)
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    expect(reasons(await enter('000000', 'U5'))).toEqual(['CHAT-2.wrong'])
    world.later(61)
    await link('anna@example.org', 'U4')
    expect(mails(await world.outbox())).toHaveLength(4)
  })

  it('CHAT-2 one chat account gets no codes for everybody', async () => {
    for (const login of ['owner', 'admin', 'collaborator', 'external', 'anna', 'stranger', 'agent'])
      await link(`${login}@example.org`)
    expect(mails(await world.outbox())).toHaveLength(5)
    // The last one got none, so none of those that were sent is right any more.
    expect(reasons(await enter(await mailed()))).toEqual(['CHAT-2.wrong'])
  })

  it('CHAT-2 a newer code takes the place of the one before', async () => {
    await link()
    const first = await mailed()
    await link('owner@example.org')
    const codes = (await world.outbox()).map(parcel => (parcel.kind === 'mail' ? parcel.facts.code : ''))
    const second = codes.find(code => code !== first)
    if (second !== undefined) expect(reasons(await enter(first))).toEqual(['CHAT-2.wrong'])
    applied(await enter(second ?? first))
    expect(await linkedTo()).toBe('owner')
  })

  it('CHAT-2 whoever is linked unlinks first, and is told to which account, masked', async () => {
    await linked()
    const outcome = await as().perform('anna', 'link-by-code', { email: 'owner@example.org' })
    expect(reasons(outcome)).toEqual(['CHAT-2.linked'])
    expect(outcome).toMatchObject({ refusals: [{ facts: { email: 'a•••@example.org' } }] })
    expect(await linkedTo()).toBe('anna')
  })

  it('takes a name in the chat as one short line', async () => {
    await as('U1', `Anna\n\nhttps://evil.example ${'x'.repeat(500)}`).perform(undefined, 'link-by-code', {
      email: 'anna@example.org',
    })
    const { name } = factsOf(await world.outbox(), 'link-code')
    expect(String(name)).toMatch(/^Anna https.{1,54}$/)
  })
})

describe('confirm-link', () => {
  it('CHAT-2 the right code links, once; the holder is told at every address', async () => {
    const { changes } = await linked()
    expect(changes).toEqual([
      { of: 'Anna', id: 'anna', before: {}, after: { surface: 'slack', name: 'Anna (Slack)' } },
    ])
    expect(await linkedTo()).toBe('anna')
    expect(mails(await world.outbox(), 'chat-linked')).toEqual([
      'chat-linked → anna@example.org (de)',
      'chat-linked → anna@old.example (de)',
    ])
    expect(
      await world.store.read(tables => tables.tickets.find({ user: 'anna', purpose: 'chat-link' })),
    ).toEqual([])
  })

  it.each(['123 456', '123-456', ' 123456 ', '12 34 56'])(
    'CHAT-2 takes spaces and dashes: %j',
    async form => {
      await link()
      const code = await mailed()
      const typed = [...form].reduce(
        ({ text, at }, sign) =>
          /\d/.test(sign) ? { text: text + code[at], at: at + 1 } : { text: text + sign, at },
        { text: '', at: 0 },
      ).text
      applied(await enter(typed))
    },
  )

  it('CHAT-2 a wrong code is refused at its field and counted; after five the ticket is gone', async () => {
    await link()
    const code = await mailed()
    for (const left of [4, 3, 2, 1]) {
      const outcome = await enter(other(code, left))
      expect(outcome).toMatchObject({ refusals: [{ because: 'wrong', field: 'code', facts: { left } }] })
    }
    expect(reasons(await enter(other(code)))).toEqual(['CHAT-2.spent'])
    expect(reasons(await enter(code))).toEqual(['CHAT-2.spent'])
    expect(await linkedTo()).toBeUndefined()
  })

  it('CHAT-2 the code works ten minutes', async () => {
    await link()
    world.later(10)
    expect(reasons(await enter(await mailed()))).toEqual(['CHAT-2.spent'])
    await link()
    world.later(9)
    applied(await enter(await mailed()))
  })

  it('CHAT-2 the code is another chat account’s neither, nor whoever acts elsewhere', async () => {
    await link()
    const code = await mailed()
    expect(reasons(await enter(code, 'U2'))).toEqual(['CHAT-2.spent'])
    expect(reasons(await as('U2').perform('owner', 'confirm-link', { code }))).toEqual(['CHAT-2.spent'])
    await link('owner@example.org', 'U2')
    const codes = await world.outbox()
    if (
      codes.some(
        parcel => parcel.kind === 'mail' && parcel.to === 'owner@example.org' && parcel.facts.code !== code,
      )
    )
      expect(reasons(await enter(code, 'U2'))).toEqual(['CHAT-2.wrong'])
    applied(await enter(code))
  })

  it('CHAT-2 two confirmations at once link once', async () => {
    await link()
    const code = await mailed()
    const both = await Promise.all([enter(code), enter(code)])
    expect(both.map(({ status }) => status).sort()).toEqual(['done', 'refused'])
    expect(both.filter(({ status }) => status === 'refused').map(reasons)).toEqual([['CHAT-2.linked']])
    expect(mails(await world.outbox(), 'chat-linked')).toHaveLength(2)
  })

  it('CHAT-2 without a code that is awaited there is nothing to confirm', async () => {
    expect(reasons(await enter('123456'))).toEqual(['CHAT-2.spent'])
  })

  it('ACT-3 every try leaves its entry, and none holds the code', async () => {
    await link()
    const code = await mailed()
    await enter(other(code))
    await enter(code)
    const audit = await world.audit()
    expect(audit.map(({ action, outcome, rules, from }) => ({ action, outcome, rules, from }))).toEqual([
      { action: 'link-by-code', outcome: 'done', rules: [], from: 'slack' },
      { action: 'confirm-link', outcome: 'refused', rules: ['CHAT-2'], from: 'slack' },
      { action: 'confirm-link', outcome: 'done', rules: [], from: 'slack' },
    ])
    expect(JSON.stringify(audit)).not.toContain(code)
  })
})

describe('unlink', () => {
  it('CHAT-2 is previewed, confirmed, and told to the holder; other links stay', async () => {
    await linked()
    await linked('anna@example.org', 'U2')
    const shown = await as().propose('anna', 'unlink')
    expect(await linkedTo()).toBe('anna')
    // What others call somebody may change meanwhile.
    applied(await as('U1', 'Anna B.').confirm('anna', proposalOf(shown)))
    expect(await linkedTo()).toBeUndefined()
    expect(await linkedTo('U2')).toBe('anna')
    expect(mails(await world.outbox(), 'chat-unlinked')).toHaveLength(2)
    expect(reasons(await as().perform(undefined, 'whoami'))).toEqual(['ACT-1'])
  })
})

describe('unlinking from a page that names the chat account', () => {
  const named = (account: string) => ({ account: `slack:T1:${account}` })

  it('CHAT-2 is previewed, confirmed, and told to the holder; other links stay', async () => {
    await linked()
    await linked('anna@example.org', 'U2')
    const shown = await world.propose('anna', 'unlink', named('U2'))
    expect(await linkedTo('U2')).toBe('anna')
    applied(await world.confirm('anna', proposalOf(shown)))
    expect([await linkedTo('U1'), await linkedTo('U2')]).toEqual(['anna', undefined])
    expect(factsOf(await world.outbox(), 'chat-unlinked')).toMatchObject({
      surface: 'slack',
      name: 'T1 · U2',
    })
  })

  it.each([['U1'], ['nobody']])('CHAT-2 no other than one’s own: %s', async account => {
    await linked()
    expect(await world.propose('admin', 'unlink', named(account))).toMatchObject({
      status: 'invalid',
      problems: [{ field: 'account', problem: 'unlinked-account' }],
    })
    expect(await linkedTo()).toBe('anna')
  })

  it('CHAT-1 is done nowhere else without a name', async () => {
    expect(reasons(await world.propose('anna', 'unlink'))).toEqual(['CHAT-1.chat'])
  })
})

describe('ACT-2 unlinking, pressed again or elsewhere', () => {
  const press = (id: string, user?: string, account = 'U1') =>
    confirm(world.domain, id, user === undefined ? undefined : { user }, 'slack', chatOf(account))

  it('ACT-2 answers with the same receipt, though nobody is linked any more', async () => {
    await linked()
    const id = proposalOf(await as().propose('anna', 'unlink'))
    const done = applied(await press(id, 'anna'))
    expect(await press(id)).toEqual(done)
    expect(reasons(await press(id, undefined, 'U2'))).toEqual(['ACT-1'])
    expect(mails(await world.outbox(), 'chat-unlinked')).toHaveLength(2)
  })

  it('ACT-2 unlinks the chat account that was previewed, whichever of one’s own confirms it', async () => {
    await linked()
    await linked('anna@example.org', 'U2')
    const id = proposalOf(await as('U1').propose('anna', 'unlink'))
    applied(await press(id, 'anna', 'U2'))
    expect([await linkedTo('U1'), await linkedTo('U2')]).toEqual([undefined, 'anna'])
  })

  it('ACT-1 what is not confirmed yet is confirmed by nobody who is not linked', async () => {
    await linked()
    const id = proposalOf(await as().propose('anna', 'unlink'))
    expect(reasons(await press(id))).toEqual(['ACT-1'])
    expect(await linkedTo()).toBe('anna')
  })
})

describe('whoami', () => {
  it('says for which account it acts, and where', async () => {
    const outcome = await as().perform('anna', 'whoami')
    expect(rows(outcome)).toEqual([
      {
        title: 'Anna',
        facts: {
          email: 'anna@example.org',
          surface: 'slack',
          name: 'Anna (Slack)',
          organisation: 'Acme',
          role: 'collaborator',
          language: 'de',
        },
      },
    ])
  })
})

describe('outside a chat', () => {
  it.each([
    ['link-by-code', { email: 'anna@example.org' }],
    ['confirm-link', { code: '123456' }],
    ['unlink', {}],
    ['whoami', {}],
    ['set-channel', { language: 'fr', answers: true, support: false }],
    ['show-channel', {}],
    ['set-feedback-route', { service: 'kdrive', language: 'fr' }],
  ])('CHAT-1 %s is refused, to whoever is linked and to strangers', async (action, input) => {
    for (const who of ['anna', undefined])
      expect(reasons(await world.perform(who, action, input))).toEqual(['CHAT-1.chat'])
    expect(reasons(await world.propose('anna', action, input))).toEqual(['CHAT-1.chat'])
    expect(await world.outbox()).toEqual([])
  })
})
