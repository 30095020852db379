import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Documents } from '../../bot/core/ports.ts'
import { applied, factsOf, mails, problems, proposalOf, reasons, rows } from '../support/outcomes.ts'
import { password, passwordHash } from '../support/password.ts'
import { openWorld, person, type World } from '../support/world.ts'

let world: World
const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64')
const pdf = Buffer.from('%PDF-1.7 a passport %%EOF\n').toString('base64')
const documents = [base64('89504e470d0a1a0a0000'), pdf]
const twoFactor = { secret: 'S', backupCodes: [], since: '2026-01-01T00:00:00.000Z' }

/** What lies beside the store. */
let kept: Map<string, Buffer>
const inMemory: Documents = {
  async keep(bytes, kind) {
    const name = `${kept.size}.${kind}`
    kept.set(name, bytes)
    return name
  },
  async read(name) {
    return kept.get(name)!
  },
  async remove(name) {
    kept.delete(name)
  },
}

beforeEach(async () => {
  await world?.close()
  kept = new Map()
  world = await openWorld({ documents: inMemory })
  await world.put(
    'users',
    person('anna', { locale: 'es', passwordHash, twoFactor, recoveryEmail: 'anna@else.example' }),
  )
  await world.put('users', person('plain', { passwordHash }))
  await world.join('anna', 'collaborator')
  await world.join('plain', 'collaborator')
})
afterAll(() => world.close())

const ask = (input: object = {}, who?: string) =>
  world.perform(who, 'request-2fa-recovery', { login: 'anna@example.org', password, documents, ...input })
const requests = (user = 'anna') => world.store.read(tables => tables.recoveryRequests.find({ user }))
const asked = async () => {
  applied(await ask())
  return (await requests())[0]?.id ?? ''
}
const decide = (input: object, who = 'agent') => world.perform(who, 'decide-2fa-recovery', input)
const isOn = async () => (await world.get('users', 'anna'))?.twoFactor !== null

describe('request-2fa-recovery', () => {
  it('TFA-4 by login and password: documents are sealed, the request waits, the holder is told', async () => {
    const outcome = applied(await ask({ login: 'ANNA@example.org' }))
    expect(outcome.changes[0]).toMatchObject({ of: 'Anna', before: {}, after: { requestState: 'waiting' } })
    expect(await requests()).toMatchObject([
      { state: 'waiting', reason: null, documents: ['0.jpeg', '1.pdf'] },
    ])
    expect(kept.get('1.pdf')?.toString()).toContain('a passport')
    expect(mails(await world.outbox())).toEqual([
      'recovery-requested → anna@else.example (es)',
      'recovery-requested → anna@example.org (es)',
    ])
    expect(await isOn()).toBe(true)
  })

  it('TFA-4 one waiting request at a time; after a decision another', async () => {
    const request = await asked()
    expect(reasons(await ask())).toEqual(['TFA-4.waiting'])
    applied(await decide({ request, approve: false, reason: 'Unlesbar' }))
    applied(await ask())
    expect(await requests()).toHaveLength(2)
  })

  it('TFA-4 where 2FA is off there is nothing to recover', async () => {
    expect(reasons(await ask({ login: 'plain@example.org' }))).toEqual(['TFA-4.off'])
  })

  it('TFA-4 TFA-5 a wrong password is counted, and tells no more than an unknown login', async () => {
    const unknown = await ask({ login: 'nobody@example.org' })
    for (let time = 0; time < 5; time++) expect(await ask({ password: 'wrong' })).toEqual(unknown)
    expect(reasons(unknown)).toEqual(['TFA-5.wrong'])
    expect(await ask()).toEqual(unknown)
    expect(mails(await world.outbox())).toEqual(['attempts-closed → anna@example.org (es)'])
    expect(await requests()).toEqual([])
  })

  it('TFA-4 TFA-1 nobody asks for somebody else from a linked account', async () => {
    expect(reasons(await ask({}, 'owner'))).toEqual(['TFA-5.wrong'])
    expect(await requests()).toEqual([])
  })

  for (const [name, wrong] of Object.entries({
    'a document alone': documents.slice(0, 1),
    'five files': Array(5).fill(documents[0]),
  }))
    it(`TFA-4 ${name} is not what identity is proven by`, async () => {
      expect(problems(await ask({ documents: wrong }))).toEqual(['documents wrong-number-of-files'])
    })

  for (const [name, wrong] of Object.entries({
    'a program': base64('4d5a90000300'),
    'what is no base64': 'not base64!',
    'WebP, which is no photograph': base64('524946460a000000574542505650'),
    'half a PDF': Buffer.from('%PDF-1.7').toString('base64'),
    'what only ends as a PDF': Buffer.from('<script></script>%%EOF').toString('base64'),
    'a PDF that begins later': Buffer.from(' %PDF-1.7 %%EOF').toString('base64'),
    nothing: '',
  }))
    it(`TFA-4 only JPEG, PNG and PDF are taken: ${name} is not, and nothing is kept`, async () => {
      const [problem = ''] = problems(await ask({ documents: [documents[0], wrong] }))
      expect(['documents not-a-picture-or-pdf', 'documents not-a-documents']).toContain(problem)
      expect(await requests()).toEqual([])
      expect(kept.size).toBe(0)
    })

  const ofSize = (bytes: number) => {
    const whole = Buffer.alloc(bytes, ' ')
    whole.write('%PDF-1.7')
    whole.write('%%EOF', bytes - 5)
    return whole.toString('base64')
  }

  it('TFA-4 a file has 10 MiB at most: the measured size is told, nothing is kept', async () => {
    const too = await ask({ documents: [documents[0], ofSize(10 * 2 ** 20 + 1)] })
    expect(too).toMatchObject({ problems: [{ problem: 'file-too-large', facts: { bytes: 10_485_761 } }] })
    expect(kept.size).toBe(0)
    applied(await ask({ documents: Array(4).fill(ofSize(10 * 2 ** 20)) }))
    expect([...kept.values()].map(({ length }) => length)).toEqual(Array(4).fill(10_485_760))
  })

  it('TFA-4 without a key nothing is taken, and only who knows the password is told so', async () => {
    await world.close()
    world = await openWorld()
    await world.put('users', person('anna', { passwordHash, twoFactor }))
    expect(reasons(await ask())).toEqual(['TFA-4.no-vault'])
    expect(reasons(await ask({ password: 'wrong' }))).toEqual(['TFA-5.wrong'])
    expect(await requests()).toEqual([])
  })
})

describe('show-2fa-document', () => {
  const show = (input: object, who = 'agent') => world.perform(who, 'show-2fa-document', input)
  const audited = async () =>
    (await world.audit())
      .filter(({ action }) => action === 'show-2fa-document')
      .map(({ actor, subject, subjectName, outcome }) => ({ actor, subject, subjectName, outcome }))

  it('TFA-4 ACT-3 an agent looks at a document, and every look is in the audit', async () => {
    const request = await asked()
    for (let time = 0; time < 2; time++) {
      const seen = await show({ request, document: '1.pdf' })
      if (seen.status !== 'answer') throw new Error(seen.status)
      expect(seen.answer.file).toMatchObject({ kind: 'pdf' })
      expect(seen.answer.file?.bytes.toString()).toContain('a passport')
    }
    const look = { actor: 'agent', subject: request, subjectName: 'Anna', outcome: 'done' }
    expect(await audited()).toEqual([look, look])
  })

  for (const who of ['owner', 'admin', 'anna'])
    it(`TFA-4 ${who} is no support agent and sees nothing`, async () => {
      const request = await asked()
      expect(reasons(await show({ request, document: '0.jpeg' }, who))).toEqual(['TFA-4.agents'])
      expect((await audited()).map(({ outcome }) => outcome)).toEqual(['refused'])
    })

  it('TFA-4 nobody looks into the own request, nor at what is not in it, nor at what was decided', async () => {
    const request = await asked()
    for (const document of ['2.pdf', '../../etc/passwd', '0.jpeg/', '0'])
      expect(problems(await show({ request, document }))).toEqual(['document unknown-document'])
    await world.put('users', person('anna', { passwordHash, twoFactor, supportAgent: true }))
    expect(reasons(await show({ request, document: '0.jpeg' }, 'anna'))).toEqual(['TFA-4.own'])
    applied(await decide({ request, approve: true }))
    expect(problems(await show({ request, document: '0.jpeg' }))).toEqual(['document unknown-document'])
  })
})

describe('list-2fa-requests', () => {
  it('TFA-4 support agents see who waits, the first first; nobody else does', async () => {
    await world.put('users', person('zoe', { passwordHash, twoFactor }))
    applied(await ask({ login: 'zoe@example.org' }))
    world.later(1)
    await asked()
    const listed = rows(await world.perform('agent', 'list-2fa-requests'))
    expect(listed.map(({ title, facts }) => [title, facts.email])).toEqual([
      ['Zoe', 'z•••@example.org'],
      ['Anna', 'a•••@example.org'],
    ])
    expect(listed[1]?.facts.request).toBe((await requests())[0]?.id)
    expect(listed[0]).toMatchObject({ facts: { documents: 2 }, files: ['0.jpeg', '1.pdf'] })
    for (const who of ['owner', 'anna'])
      expect(reasons(await world.perform(who, 'list-2fa-requests'))).toEqual(['TFA-4.agents'])
  })
})

describe('decide-2fa-recovery', () => {
  it('TFA-4 TFA-6 approval removes 2FA, ends every session, empties the documents and is told', async () => {
    const request = await asked()
    await world.put('sessions', { id: 'there', user: 'anna', expires: '2026-11-23T00:00:00.000Z' })
    const shown = await world.propose('agent', 'decide-2fa-recovery', { request, approve: true })
    expect(await isOn()).toBe(true)
    const done = applied(await world.confirm('agent', proposalOf(shown)))
    expect(JSON.stringify([shown, done])).not.toContain('anna@else')
    expect(done.changes[0]).toMatchObject({
      of: 'Anna',
      before: { twoFactor: true, requestState: 'waiting' },
      after: { twoFactor: false, requestState: 'approved' },
    })
    expect(await isOn()).toBe(false)
    expect(await world.get('sessions', 'there')).toBeUndefined()
    expect(await requests()).toMatchObject([{ state: 'approved', documents: [] }])
    expect(await world.outbox()).toContainEqual({ kind: 'shred', documents: ['0.jpeg', '1.pdf'] })
    expect(mails(await world.outbox(), 'two')).toEqual([
      'two-factor-removed → anna@else.example (es)',
      'two-factor-removed → anna@example.org (es)',
    ])
  })

  it('TFA-4 refusal says why, empties the documents, and 2FA stays', async () => {
    const request = await asked()
    applied(await decide({ request, approve: false, reason: 'Das Selfie zeigt jemand anderen.' }))
    expect(await isOn()).toBe(true)
    expect(await requests()).toMatchObject([{ state: 'refused', documents: [] }])
    expect(await world.outbox()).toContainEqual({ kind: 'shred', documents: ['0.jpeg', '1.pdf'] })
    const parcels = await world.outbox()
    expect(mails(parcels, 'recovery-refused')).toEqual([
      'recovery-refused → anna@else.example (es)',
      'recovery-refused → anna@example.org (es)',
    ])
    expect(factsOf(parcels, 'recovery-refused')).toEqual({ reason: 'Das Selfie zeigt jemand anderen.' })
    const entries = await world.store.read(tables => tables.audit.find({ actor: 'agent' }))
    expect(entries.at(-1)?.changes[0]?.after).toEqual({ requestState: 'refused', twoFactor: true })
    expect(JSON.stringify(entries)).not.toContain('Selfie')
  })

  it('TFA-4 a refusal without a reason is none', async () => {
    const request = await asked()
    expect(reasons(await decide({ request, approve: false }))).toEqual(['TFA-4.reason'])
    expect((await requests())[0]?.documents).toHaveLength(2)
  })

  it('TFA-4 a decided request is not decided again', async () => {
    const request = await asked()
    applied(await decide({ request, approve: false, reason: 'Unlesbar' }))
    expect(reasons(await decide({ request, approve: true }))).toEqual(['TFA-4.decided'])
    expect(await isOn()).toBe(true)
  })

  it('TFA-4 an agent never decides the own request', async () => {
    await world.put('users', person('anna', { passwordHash, twoFactor, supportAgent: true }))
    const request = await asked()
    expect(reasons(await decide({ request, approve: true }, 'anna'))).toEqual(['TFA-4.own'])
    expect(await isOn()).toBe(true)
  })

  for (const who of ['owner', 'admin', 'anna'])
    it(`TFA-4 TFA-1 ${who} is no support agent`, async () => {
      const request = await asked()
      expect(reasons(await decide({ request, approve: true }, who))).toEqual(['TFA-4.agents'])
      expect(await isOn()).toBe(true)
    })

  it('TFA-4 what the holder removed in the meantime is not told as removed by support', async () => {
    const request = await asked()
    await world.put('users', person('anna', { passwordHash }))
    const sent = mails(await world.outbox())
    applied(await decide({ request, approve: true }))
    expect(await requests()).toMatchObject([{ state: 'approved', documents: [] }])
    expect(mails(await world.outbox())).toEqual(sent)
  })

  it('TFA-4 a request that is not there, or whose holder is gone, is unknown', async () => {
    expect(problems(await decide({ request: 'none', approve: true }))).toEqual(['request unknown-request'])
    const request = await asked()
    await world.store.transact(tables => tables.users.remove('anna'))
    expect(problems(await decide({ request, approve: true }))).toEqual(['request unknown-request'])
    expect(rows(await world.perform('agent', 'list-2fa-requests'))[0]?.title).toBe('')
  })
})
