import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { actions } from '../../bot/actions/index.ts'
import { exampleOf } from '../../bot/config.ts'
import { locales } from '../../bot/core/catalogue.ts'
import { addMonths, dayOf } from '../../bot/core/days.ts'
import type { Speech } from '../../bot/words/words.ts'
import { command, type Ended, type Environment, emptyHouse, start, temporary, words } from './child.ts'

vi.setConfig({ testTimeout: 60_000 })

/** A sentence on standard error, and nothing on standard output. */
function expectSentence({ code, stdout, stderr }: Ended, expected: string, exit: number) {
  expect({ code, stdout, stderr }).toEqual({ code: exit, stdout: '', stderr: `${expected}\n` })
}

/** The command refuses what lies further ahead than two years. */
const latestDay = () => addMonths(dayOf(new Date()), 24, 31)

const known = [...actions.values()].filter(({ risk }) => risk !== 'system').map(({ id }) => id)

const wrongCalls: [string, string[], (speech: Speech) => string][] = [
  ['ask', [], ({ t }) => t('commands.ask-usage')],
  ['ask', ['--loud', 'x'], ({ t }) => t('commands.bad-option', { known: '--locale' })],
  ['act', ['fly'], ({ t }) => t('commands.act-usage', { known: known.join(', ') })],
  ['act', ['renew-product'], ({ t }) => t('commands.act-usage', { known: known.join(', ') })],
  ['act', ['change-role', '--input', '{"member":'], ({ t }) => t('commands.bad-json')],
  ['ask', ['   '], ({ t }) => t('commands.ask-usage')],
  ['search', ['--limit', '0'], ({ t }) => t('commands.bad-limit')],
  ['search', ['--limit', 'many'], ({ t }) => t('commands.bad-limit')],
  [
    'search',
    ['--content'],
    ({ t }) => t('commands.bad-option', { known: '--locale, --content, --limit, --only, --confirmed' }),
  ],
  ['renewals', [], ({ t }) => t('commands.renewals-usage', { latest: latestDay() })],
  ['renewals', ['--date', '2027-02-30'], ({ t }) => t('commands.renewals-usage', { latest: latestDay() })],
  ['content', ['--stamp', 'fly/de'], ({ t }) => t('commands.no-translation')],
]

describe('called wrongly, a command says so in one sentence in the language of --locale, exit 2', () => {
  const everywhere = wrongCalls.slice(0, 3).flatMap(call => locales.map(locale => [locale, ...call] as const))
  const others = wrongCalls.slice(3).map((call, place) => [locales[place % 5]!, ...call] as const)

  it.each([...everywhere, ...others])('%s: %s %j', async (locale, name, args, sentence) => {
    const ended = await command(name, ['--locale', locale, ...args], await emptyHouse())
    expectSentence(ended, sentence(words(locale)), 2)
  })
})

it('an unknown language is named in the language of the system', async () => {
  const known = locales.join(', ')
  for (const [LANG, locale] of [
    ['de_CH.UTF-8', 'de'],
    ['C', 'fr'],
  ] as const) {
    const ended = await command('ask', ['--locale', 'rm', 'x'], { LANG })
    expectSentence(ended, words(locale).t('commands.bad-locale', { known }), 2)
  }
})

describe('a wrong variable stops a command with one sentence that names it, and not its value', () => {
  const wrong: Environment = {
    DATABASE_URL: 'mysql://secret@db',
    PORT: '70000',
    PUBLIC_URL: 'nowhere',
    SMTP_URL: 'https://secret@mail',
    MAIL_FROM: 'no address',
    SUPPORT_EMAIL: 'nobody',
    SUPPORT_CHAT: 'no-url',
    LOG_LEVEL: 'loud',
    VAULT_KEY: 'short',
    SLACK_API_URL: 'secret',
    DISCORD_API: 'secret',
    DISCORD_GUILD: 'secret',
    DISCORD_SHARDS: 'secret',
  }
  it.each(
    Object.entries(wrong).map(([variable, value], place) => ({
      variable,
      value,
      locale: locales[place % 5]!,
    })),
  )('$variable ($locale)', async ({ variable, value, locale }) => {
    const ended = await command('act', ['list-members', '--locale', locale], { [variable]: value })
    const facts = { variable, example: exampleOf(variable) }
    expectSentence(ended, words(locale).t('commands.bad-variable', facts), 1)
    expect(facts.example).not.toBe('…')
    expect(ended.stderr).not.toContain(value)
  })

  it('LOCALES_DIR that is missing, or holds no JSON', async () => {
    const broken = await temporary()
    for (const locale of locales) await writeFile(join(broken, `${locale}.json`), '{')
    for (const LOCALES_DIR of ['/nonexistent', broken]) {
      const ended = await command('ask', ['--locale', 'it', 'ciao'], { LOCALES_DIR })
      const facts = { variable: 'LOCALES_DIR', example: 'locales' }
      expectSentence(ended, words('it').t('commands.bad-variable', facts), 1)
    }
  })

  it('DATA_DIR that cannot be written: below a file', async () => {
    const house = await emptyHouse()
    const file = join(house.DATA_DIR, 'file')
    await writeFile(file, '')
    const ended = await command('act', ['list-members'], { ...house, DATA_DIR: join(file, 'data') })
    const facts = { variable: 'DATA_DIR', example: 'data' }
    expectSentence(ended, words('fr').t('commands.bad-variable', facts), 1)
  })

  it('CONTENT_DIR that is missing, or is a file', async () => {
    const folder = await temporary()
    const file = join(folder, 'file')
    await writeFile(file, '')
    for (const CONTENT_DIR of [join(folder, 'none'), file]) {
      const ended = await command('search', ['--locale', 'es'], { CONTENT_DIR })
      expectSentence(ended, words('es').t('commands.no-content', { path: CONTENT_DIR }), 1)
    }
  })

  it('FEED-3 FEEDBACK_ROUTES that is missing, or lacks a route', async () => {
    const house = await emptyHouse()
    const path = join(house.DATA_DIR, 'routes.json')
    const run = () => command('act', ['list-members', '--locale', 'en'], { ...house, FEEDBACK_ROUTES: path })
    expectSentence(await run(), words('en').t('commands.routes-unreadable', { path }), 1)
    await writeFile(path, '{"domain":{}}')
    expectSentence(await run(), words('en').t('commands.routes-damaged', { path, entry: 'domain.fr' }), 1)
  })
})

it('a store that cannot serve is one sentence: a folder in its place, a folder below a file', async () => {
  const house = await emptyHouse()
  await mkdir(join(house.DATA_DIR, 'concierge.json'))
  await writeFile(join(house.DATA_DIR, 'file'), '')
  const below = `file:${join(house.DATA_DIR, 'file', 'concierge.json')}`
  for (const environment of [house, { ...house, DATABASE_URL: below }]) {
    const { code, stdout, stderr } = await command('demo', ['--locale', 'de'], environment)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^\S+ kann nicht gelesen und geschrieben werden \(.*\)\. .*DATABASE_URL.*\n$/)
    expect(stderr).not.toMatch(/\n\s+at /)
  }
})

it('whoever reads may stop reading', async () => {
  const { child, ended } = start('bot/commands/act.ts', ['--list'])
  child.stdout.destroy()
  expect((await ended.catch(() => undefined))?.stderr ?? '').toBe('')
})
