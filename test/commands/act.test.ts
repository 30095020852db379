import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { describe, expect, it, vi } from 'vitest'
import { actions } from '../../bot/actions/index.ts'
import { fieldsOf } from '../../bot/core/fields.ts'
import { command, demoHouse, type Ended, emptyHouse, single, valuesOf, words } from './child.ts'

vi.setConfig({ testTimeout: 60_000 })

type House = Awaited<ReturnType<typeof demoHouse>>

const act = (house: House, as: string, action: string, input: unknown, ...more: string[]) =>
  command('act', [action, '--as', as, '--input', JSON.stringify(input), ...more], house)

const storeOf = (house: House) => readFile(join(house.DATA_DIR, 'concierge.json'), 'utf8')

const raise = { member: 'colleague@example.org', role: 'administrator' }
const collaborator = { role: 'collaborator' }
const administrator = { role: 'administrator' }

function expectPure({ stderr }: Ended) {
  expect(stderr).toBe('')
}

describe('an action as somebody', () => {
  it.each([
    ['link-by-code', { email: 'nina@example.org' }],
    ['whoami', {}],
    ['set-channel', { language: 'fr', answers: true, support: true }],
  ])('CHAT-1 what is about a chat is refused outside one: %s', async (action, input) => {
    const house = await demoHouse()
    const ended = await act(house, 'claire@example.org', action, input)
    expect(ended.code).toBe(1)
    expect(single(ended)).toMatchObject({ status: 'refused', rule: 'CHAT-1' })
    const stranger = await command('act', [action, '--input', JSON.stringify(input)], house)
    expect(stranger.code).toBe(1)
    expect(single(stranger)).toMatchObject({ status: 'refused', rule: 'CHAT-1' })
  })

  it('previews without changing anything, does it once, and says when it is so already (ROLE-5, ROLE-7)', async () => {
    const house = await demoHouse()
    const before = await storeOf(house)
    const mails = [{ to: 'colleague@example.org', template: 'role-changed', locale: 'fr' }]

    const previewed = await act(house, 'claire@example.org', 'change-role', raise, '--preview')
    expect(previewed.code).toBe(0)
    expectPure(previewed)
    expect(single(previewed)).toMatchObject({
      status: 'preview',
      message: words('fr').t('commands.previewed'),
      before: collaborator,
      after: administrator,
      mails,
    })
    expect(await storeOf(house)).toBe(before)
    expect(await readdir(house.DATA_DIR)).not.toContain('mail')

    const done = await act(house, 'claire@example.org', 'change-role', raise)
    expect(done.code).toBe(0)
    expectPure(done)
    expect(single(done)).toMatchObject({
      status: 'done',
      message: 'Le rôle de Camille Martin est maintenant\u00a0: administrateur.',
      before: collaborator,
      after: administrator,
      changes: [{ id: 'colleague', of: 'Camille Martin', before: collaborator, after: administrator }],
      mails,
    })
    const folder = join(house.DATA_DIR, 'mail')
    const [file, ...others] = await readdir(folder)
    expect(others).toEqual([])
    expect(file).toMatch(/-role-changed-[a-z]+\.eml$/)
    const mail = await simpleParser(await readFile(join(folder, file!)))
    expect([mail.to].flat()[0]?.text).toBe('colleague@example.org')
    expect(mail.text).toMatch(/collaborateur[\s\S]*administrateur/)
    expect(mail.html).toContain('Atelier Lumière')

    const again = await act(house, 'claire@example.org', 'change-role', raise)
    expect(again.code).toBe(0)
    expect(single(again)).toMatchObject({
      status: 'unchanged',
      message: words('fr').t('desk.unchanged'),
      before: administrator,
      after: administrator,
      mails: [],
    })
    expect(await readdir(folder)).toEqual([file])
  })

  it('takes its input from standard input with --input -, and its organisation from --organisation', async () => {
    const house = await demoHouse()
    const args = ['change-role', '--as', 'colleague', '--organisation', 'cimes', '--input', '-']
    const input = JSON.stringify({ member: 'Élisa Conti', role: 'administrator' })
    const ended = await command('act', args, house, input)
    expect(single(ended)).toMatchObject({ status: 'done', changes: [{ id: 'agent', after: administrator }] })
    const current = await command('act', ['change-role', '--as', 'colleague', '--input', '-'], house, input)
    expect(single(current)).toMatchObject({ status: 'invalid', problems: [{ problem: 'unknown-member' }] })
  })

  it('reads answer with rows', async () => {
    const ended = await act(await demoHouse(), 'nina@example.org', 'list-members', { role: 'external-user' })
    expect(ended.code).toBe(0)
    expect(single(ended)).toEqual({
      status: 'done',
      message: words('de').t('actions.list-members.name'),
      rows: [
        { title: 'Sam Taylor', id: 'partner', facts: { role: 'external-user', products: [], contacts: [] } },
      ],
    })
  })
})

describe('a refusal names rule and reason in the language of whoever asks, exit 1', () => {
  it.each<[string, string, string, unknown, string[]]>([
    ['partner@example.org', 'en', 'change-role', raise, ['ROLE-1']],
    ['nina@example.org', 'de', 'change-role', raise, ['ROLE-1']],
    ['giulia@example.org', 'it', 'change-role', { ...raise, role: 'legal-representative' }, ['ROLE-2']],
    [
      'lucia@example.org',
      'es',
      'change-role',
      { member: 'lucia', role: 'legal-representative' },
      ['ROLE-2', 'ROLE-8'],
    ],
    [
      'oliver@example.org',
      'en',
      'change-role',
      { member: 'claire', role: 'collaborator' },
      ['ROLE-2', 'ROLE-3'],
    ],
    ['claire@example.org', 'fr', 'change-role', { member: 'claire', role: 'administrator' }, ['ROLE-3']],
    ['claire@example.org', 'fr', 'cancel-product', { product: 'lumiere-kdrive' }, ['SUITE-3']],
    [
      'paul@lumiere.example',
      'fr',
      'leave-organisation',
      { organisation: 'lumiere' },
      ['ORG-3', 'ORG-3', 'ORG-3'],
    ],
  ])('%s (%s) %s %j: %j', async (as, locale, action, input, rules) => {
    const house = await demoHouse()
    const ended = await act(house, as, action, input)
    const value = single<{ refusals: { rule: string; because?: string }[] }>(ended)
    expect(value).toMatchObject({ status: 'refused', rule: rules[0] })
    expect(value.refusals.map(({ rule }) => rule)).toEqual(rules)
    const [{ rule, because } = { rule: '' }] = value.refusals
    const sentence = words(locale as 'fr').word(`refusals.${because ? `${rule}.${because}` : rule}`)
    expect((value as unknown as { message: string }).message).toContain(sentence.split('{{')[0])
    expect(ended.code).toBe(1)
    expectPure(ended)
    const audit = single(await command('audit', [], house))
    expect(audit).toMatchObject({ entries: 1, whole: true })
  })

  it('ACT-1 nobody, an unknown person, an unknown organisation', async () => {
    const house = await demoHouse()
    const locale = ['--locale', 'es']
    const input = ['--input', JSON.stringify(raise)]
    const calls: [string[], string][] = [
      [[], words('es').t('commands.no-actor')],
      [['--as', 'no@example.org'], words('es').t('commands.no-person', { login: 'no@example.org' })],
      [
        ['--as', 'claire', '--organisation', 'no'],
        words('es').t('commands.no-organisation', { organisation: 'no' }),
      ],
    ]
    for (const [who, message] of calls) {
      const ended = await command('act', ['change-role', ...input, ...locale, ...who], house)
      expect(single(ended)).toMatchObject({ status: 'refused', rule: 'ACT-1', message })
      expect(ended.code).toBe(1)
    }
    expect(JSON.parse(await storeOf(house)).tables.memberships).toContainEqual(
      expect.objectContaining({ id: 'lumiere:colleague', role: 'collaborator' }),
    )
  })
})

describe('input that cannot be meant', () => {
  it.each<[unknown, { field: string; problem: string }[], number]>([
    [
      {},
      [
        { field: 'member', problem: 'required' },
        { field: 'role', problem: 'required' },
      ],
      2,
    ],
    [[], [{ field: '', problem: 'not-an-object' }], 2],
    [{ ...raise, role: 'king' }, [{ field: 'role', problem: 'not-a-choice' }], 2],
    [{ ...raise, loud: true }, [{ field: 'loud', problem: 'unknown-field' }], 2],
    [{ ...raise, member: 'nobody@example.org' }, [{ field: 'member', problem: 'unknown-member' }], 1],
  ])('%j: %j, exit %i, and changes nothing', async (input, problems, code) => {
    const house = await demoHouse()
    const before = await storeOf(house)
    const ended = await act(house, 'claire', 'change-role', input)
    const value = single(ended)
    expect(value).toMatchObject({ status: 'invalid', problems })
    for (const { field } of problems) expect(value.message).toContain(field)
    expect(ended.code).toBe(code)
    expect(await storeOf(house)).toBe(before)
  })

  it('PAY-3 a card number is refused and kept nowhere', async () => {
    const house = await demoHouse()
    const ended = await act(house, 'claire', 'send-feedback', {
      service: 'mail',
      locale: 'fr',
      text: '4242 4242 4242 4242',
    })
    expect(single(ended)).toMatchObject({ status: 'refused', rule: 'PAY-3' })
    expect(ended.stdout + (await storeOf(house))).not.toContain('4242 4242')
  })
})

it('--list describes every action that a person can ask for, and its fields', async () => {
  const ended = await command('act', ['--list'], await emptyHouse())
  expect(ended.code).toBe(0)
  const listed = valuesOf(ended)
  const known = [...actions.values()].filter(({ risk }) => risk !== 'system')
  expect(listed.map(({ id }) => id)).toEqual(known.map(({ id }) => id))
  expect(listed[0]).toEqual({
    id: 'change-role',
    guide: 'change-role',
    risk: 'change',
    fields: JSON.parse(JSON.stringify(fieldsOf(actions.get('change-role')!.input))),
  })
})
