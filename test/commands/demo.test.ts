import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { locales, offers, services, topics } from '../../bot/core/catalogue.ts'
import { roles } from '../../bot/core/model.ts'
import { isPassword } from '../../bot/core/secrets.ts'
import type { describeDemo } from '../../bot/demo.ts'
import { command, emptyHouse, single, words } from './child.ts'

vi.setConfig({ testTimeout: 60_000 })

type Described = Awaited<ReturnType<typeof describeDemo>> & { topics: string[]; offers: unknown[] }

it('fills an empty store and describes it', async () => {
  const house = await emptyHouse()
  const ended = await command('demo', [], house)
  expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: '' })
  const { people, organisations, products, ...rest } = single<Described>(ended)
  expect(rest).toEqual({ topics, offers: JSON.parse(JSON.stringify(offers)) })
  for (const person of people)
    expect(person).toEqual({
      id: expect.any(String),
      login: expect.stringMatching(/^\w+@\w+\.(org|example)$/),
      password: expect.any(String),
      name: expect.any(String),
      locale: expect.toBeOneOf([...locales]),
      supportAgent: expect.any(Boolean),
      roles: expect.any(Object),
    })
  expect(new Set(people.map(({ locale }) => locale))).toEqual(new Set(locales))
  expect(new Set(people.flatMap(({ roles: own }) => Object.values(own)))).toEqual(new Set(roles))
  expect(people.filter(({ roles: own }) => Object.keys(own).length > 1).length).toBeGreaterThan(0)
  expect(organisations.length).toBeGreaterThanOrEqual(2)
  expect(new Set(products.map(({ service }) => service))).toEqual(new Set(services))
  expect(products.filter(({ suite }) => suite === 'lumiere-ksuite').length).toBeGreaterThan(1)
  expect(products.find(({ id }) => id === 'lumiere-ksuite')).toMatchObject({ offer: 'standard' })
  for (const { expiry, warranty, name } of products) {
    expect(expiry).toMatch(/^20\d\d-\d\d-\d\d$/)
    expect(typeof warranty).toBe('boolean')
    expect(name).not.toBe('')
  }

  const { tables } = JSON.parse(await readFile(join(house.DATA_DIR, 'concierge.json'), 'utf8'))
  expect(tables.paymentMethods).toHaveLength(2)
  for (const { id, passwordHash } of tables.users) {
    const person = people.find(one => one.id === id)
    expect(await isPassword(person?.password ?? '', passwordHash)).toBe(true)
    expect(await isPassword(`${person?.password}!`, passwordHash)).toBe(false)
  }
})

it.each(locales)('leaves a store that holds anything as it is, and says so (%s)', async locale => {
  const house = await emptyHouse()
  const path = join(house.DATA_DIR, 'concierge.json')
  await command('demo', [], house)
  const before = await readFile(path)
  const { code, stdout, stderr } = await command('demo', ['--locale', locale], house)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toBe(`${words(locale).t('commands.not-empty', { path })}\n`)
  expect((await readFile(path)).equals(before)).toBe(true)
})

it('leaves a damaged file as it is', async () => {
  const house = await emptyHouse()
  const path = join(house.DATA_DIR, 'concierge.json')
  await writeFile(path, '{"concierge":1,"tables":{')
  const { code, stdout, stderr } = await command('demo', ['--locale', 'en'], house)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/^\S+ is damaged \(.*\); it stays as it is.*\n$/)
  expect(await readFile(path, 'utf8')).toBe('{"concierge":1,"tables":{')
})
