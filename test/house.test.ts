import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TOTP } from 'otpauth'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type House, openHouse } from '../bot/app.ts'
import { readConfig } from '../bot/config.ts'
import { perform } from '../bot/core/perform.ts'
import { fillDemo } from '../bot/demo.ts'
import { words } from './support/desk.ts'
import { applied, reasons } from './support/outcomes.ts'
import { password, passwordHash } from './support/password.ts'

let folder: string
let house: House
const open = async (key: string | undefined = Buffer.alloc(32, 7).toString('base64')) => {
  const config = readConfig({
    DATABASE_URL: `file:${join(folder, 'concierge.json')}`,
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    ...(key && { VAULT_KEY: key }),
  })
  house = await openHouse(config, words)
}
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concierge-house-'))
  await open()
  await house.domain.store.transact(async tables => {
    await fillDemo(tables, new Date())
    await tables.users.put({ ...(await tables.users.get('claire'))!, passwordHash })
  })
})
afterEach(async () => {
  await house.close()
  await rm(folder, { recursive: true })
})

const login = 'claire@example.org'
const pdf = Buffer.from('%PDF-1.7 %%EOF').toString('base64')
const act = (action: string, input: object, user?: string) =>
  perform(house.domain, { actor: user === undefined ? undefined : { user }, action, input, from: 'web' })
const account = () => house.domain.store.read(tables => tables.users.get('claire'))
const waiting = () => house.domain.store.read(tables => tables.recoveryRequests.find({ user: 'claire' }))
const files = () => readdir(join(folder, 'documents'))

/** What the app would say, so many steps of half a minute from now: a code works once. */
const codeOf = (secret: string, steps: number) =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 })

/** Switches 2FA on as its page does. */
async function switchOn(): Promise<{ secret: string; backup: readonly string[] }> {
  const { secrets: [secret = ''] = [], picture } = applied(await act('enable-2fa', { password }, 'claire'))
  expect(picture?.subarray(1, 4).toString()).toBe('PNG')
  const { secrets: backup = [] } = applied(await act('confirm-2fa', { code: codeOf(secret, -1) }, 'claire'))
  expect(backup).toHaveLength(10)
  return { secret, backup }
}

describe('the three ways to remove 2FA, on real parts', () => {
  it('TFA-2 with the password and a code of the app', async () => {
    const { secret } = await switchOn()
    applied(await act('sign-in', { login, password, code: codeOf(secret, 0) }))
    applied(await act('remove-2fa', { password, code: codeOf(secret, 1) }, 'claire'))
    expect((await account())?.twoFactor).toBeNull()
    applied(await act('sign-in', { login, password }))
  })

  it('TFA-3 without the app: signed in by one backup code, removed by another, each once', async () => {
    const { backup } = await switchOn()
    expect(reasons(await act('sign-in', { login, password }))).toEqual(['TFA-3.code-needed'])
    applied(await act('sign-in', { login, password, code: backup[0] }))
    expect(reasons(await act('remove-2fa', { password, code: backup[0] }, 'claire'))).toEqual(['TFA-2.wrong'])
    applied(await act('remove-2fa', { password, code: backup[1] }, 'claire'))
    expect((await account())?.twoFactor).toBeNull()
  })

  it('TFA-4 with neither: documents are sealed, an agent approves, and nothing of them is left', async () => {
    await switchOn()
    applied(await act('request-2fa-recovery', { login, password, documents: [pdf, pdf] }))
    expect(await files()).toHaveLength(2)
    const [request] = await waiting()
    applied(await act('decide-2fa-recovery', { request: request?.id, approve: true }, 'agent'))
    expect((await account())?.twoFactor).toBeNull()
    await house.scheduler.flush()
    expect(await files()).toEqual([])
  })
})

describe('documents and crashes', () => {
  it('TFA-4 what a run that was cut off left over goes at the next start; what waits stays', async () => {
    await switchOn()
    applied(await act('request-2fa-recovery', { login, password, documents: [pdf, pdf] }))
    const kept = (await files()).sort()
    await writeFile(join(folder, 'documents', `${'a'.repeat(20)}.pdf`), 'of a transaction that never came')
    await house.close()
    await open()
    expect((await files()).sort()).toEqual(kept)
  })

  it('TFA-4 a decision whose files were not yet removed removes them later', async () => {
    await switchOn()
    applied(await act('request-2fa-recovery', { login, password, documents: [pdf, pdf] }))
    const [request] = await waiting()
    applied(
      await act('decide-2fa-recovery', { request: request?.id, approve: false, reason: 'Blurred' }, 'agent'),
    )
    expect(await files()).toHaveLength(2)
    await house.close()
    await open()
    expect(await files()).toEqual([])
    await house.scheduler.flush()
  })

  it('TFA-4 without VAULT_KEY no document is taken, and no folder is made', async () => {
    await switchOn()
    await house.close()
    await open('')
    expect(reasons(await act('request-2fa-recovery', { login, password, documents: [pdf, pdf] }))).toEqual([
      'TFA-4.no-vault',
    ])
    await expect(files()).rejects.toThrow()
  })
})
