import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { describe, expect, it, vi } from 'vitest'
import { type Locale, locales } from '../../bot/core/catalogue.ts'
import type { describeDemo } from '../../bot/demo.ts'
import { command, demoHouse, type Environment, emptyHouse, single, start, words } from '../commands/child.ts'

vi.setConfig({ testTimeout: 60_000 })

/** The desk as a process, spoken to line by line. */
function talk(environment: Environment, ...args: string[]) {
  const { child, ended } = start('bot/main.ts', args, environment)
  let heard = ''
  let from = 0
  child.stdout.setEncoding('utf8').on('data', text => {
    heard += text
  })
  /** Waits until `expected` is said, and answers what was said until then. */
  async function hears(expected: string | RegExp): Promise<string> {
    for (;;) {
      const said = heard.slice(from)
      const found = typeof expected === 'string' ? said.indexOf(expected) : said.search(expected)
      if (found >= 0) {
        from = heard.length
        return said
      }
      if (child.exitCode !== null) throw new Error(`ended before ${expected}: ${said}`)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }
  const says = (line: string) => void child.stdin.write(`${line}\n`)
  /** Presses the button or chooses the option that is numbered before `label`. */
  async function picks(label: string): Promise<string> {
    const said = await hears(`] ${label}`)
    const [, number] =
      new RegExp(`\\[(\\d+)\\] ${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`).exec(said) ?? []
    says(number!)
    return said
  }
  return {
    child,
    ended,
    hears,
    says,
    picks,
    leave: () => {
      child.stdin.end()
      return ended
    },
  }
}

const questions = {
  fr: ["comment changer le rôle d'un collègue ?", 'qui a changé mon rôle ?'],
  en: ['how do I change a colleague’s role?', 'who changed my role?'],
  de: ['Wie ändere ich die Rolle eines Kollegen?', 'Wer hat meine Rolle geändert?'],
  it: ['come cambio il ruolo di un collega?', 'chi ha cambiato il mio ruolo?'],
  es: ['¿cómo cambio el rol de un compañero?', '¿quién ha cambiado mi rol?'],
} as const

const managers = {
  fr: 'Claire Dubois',
  en: 'Oliver Grant',
  de: 'Jonas Weber',
  it: 'Giulia Bernasconi',
  es: 'Lucía Ortega',
}

describe.each(locales)('the main job, whole (%s)', locale => {
  it('from a question to a receipt, a mail and “who changed it?” (ROLE-1, ROLE-5, ACT-2, ACT-3)', async () => {
    const house = await emptyHouse()
    const { t, word } = words(locale)
    const [question, who] = questions[locale]
    const name = word('actions.change-role.name')
    const desk = talk(house, ...(locale === 'fr' ? [] : ['--locale', locale]))

    const opening = await desk.hears(t('terminal.how'))
    expect(opening).toContain(t('terminal.what'))
    const path = join(house.DATA_DIR, 'concierge.json')
    expect(opening).toContain(t('terminal.demo-created', { path, name: managers[locale] }))

    desk.says(question)
    const answer = await desk.picks(t('desk.do', { what: name }))
    expect(answer).toContain('/guide change-role')
    await desk.picks('Camille Martin')
    await desk.picks(word('roles.administrator'))
    const preview = await desk.picks(t('desk.confirm'))
    expect(preview).toContain(t('desk.preview-intro'))
    expect(preview).toContain(`${word('roles.collaborator')} → ${word('roles.administrator')}`)
    const receipt = await desk.hears(`] ${t('desk.undo')}`)
    expect(receipt).toContain(`${word('roles.collaborator')} → ${word('roles.administrator')}`)

    desk.says('/as colleague@example.org')
    await desk.hears(
      t('terminal.now-as', { name: 'Camille Martin', login: 'colleague@example.org' }).slice(0, 10),
    )
    desk.says(who)
    const trail = await desk.hears(word('roles.administrator'))
    expect(trail).toContain(managers[locale])
    expect(trail).toContain(word('roles.collaborator'))

    const { code, stdout, stderr } = await desk.leave()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).not.toMatch(/(?!\n)\p{Cc}/u)

    const [mail, ...others] = await readdir(join(house.DATA_DIR, 'mail'))
    expect(others).toEqual([])
    const read = await simpleParser(await readFile(join(house.DATA_DIR, 'mail', mail!)))
    expect([read.to].flat()[0]?.text).toBe('colleague@example.org')
    // In the reader's language, whoever made the change.
    expect(read.text).toContain(words('fr').word('roles.administrator'))
    expect(read.text).toContain(managers[locale])
  })
})

describe('a later start', () => {
  it('finds the demo and what was done in it', async () => {
    const house = await demoHouse()
    const change = { member: 'colleague', role: 'administrator' }
    await command('act', ['change-role', '--as', 'claire', '--input', JSON.stringify(change)], house)
    const desk = talk(house, '--locale', 'de')
    const path = join(house.DATA_DIR, 'concierge.json')
    await desk.hears(words('de').t('terminal.demo-open', { path, name: 'Jonas Weber' }))
    desk.says('/as colleague@example.org')
    desk.says('Wer hat meine Rolle geändert?')
    await desk.hears('Claire Dubois')
    expect((await desk.leave()).code).toBe(0)
  })

  it('somebody else’s data without the demo’s people: says how to say who one is', async () => {
    const house = await demoHouse()
    const path = join(house.DATA_DIR, 'concierge.json')
    const content = await readFile(path, 'utf8')
    await writeFile(path, content.replaceAll('claire', 'chloe').replaceAll('Claire', 'Chloé'))
    const desk = talk(house)
    await desk.hears(words('fr').t('terminal.nobody-yet', { path }))
    desk.says('/as chloe@example.org')
    await desk.hears('Chloé Dubois')
    expect(await desk.leave()).toMatchObject({ code: 0, stderr: '' })
  })

  it('what was said when the pipe ends is still answered', async () => {
    const { child, ended } = start('bot/main.ts', [], await demoHouse())
    child.stdin.end('comment changer un rôle ?')
    const { code, stdout } = await ended
    expect(code).toBe(0)
    expect(stdout).toContain('[1] ')
    expect(stdout).toContain(words('fr').t('terminal.bye'))
  })
})

describe('a store that cannot serve stops the start with one sentence, and nothing is overwritten', () => {
  const damaged: Record<string, string> = {
    'cut off': '{"concierge":1,"tables":{"users":[',
    empty: '',
    'something else': '{"name":"concierge"}',
    'of a later version': '{"concierge":99,"tables":{}}',
    'no text': '\u0000\u0001\ufffd',
  }
  it.each(Object.keys(damaged).map((kind, place) => ({ kind, locale: locales[place % 5]! })))(
    'a file that is $kind ($locale)',
    async ({ kind, locale }) => {
      const house = await emptyHouse()
      const path = join(house.DATA_DIR, 'concierge.json')
      await writeFile(path, damaged[kind]!)
      const { code, stdout, stderr } = await talk(house, '--locale', locale).leave()
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      const [before, after] = words(locale).t('store.damaged', { path, detail: '|' }).split('|')
      expect(stderr.startsWith(before!)).toBe(true)
      expect(stderr.endsWith(`${after}\n`)).toBe(true)
      expect(await readFile(path, 'utf8')).toBe(damaged[kind])
    },
  )

  async function expectUnwritable(environment: Environment, locale: Locale) {
    const { code, stdout, stderr } = await talk(environment, '--locale', locale).leave()
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    const [, after] = words(locale).t('store.unwritable', { path: '', detail: '|' }).split('|')
    expect(stderr.endsWith(`${after}\n`)).toBe(true)
    expect(stderr.trimEnd()).not.toContain('\n')
  }

  it('a path below a file', async () => {
    const house = await emptyHouse()
    await writeFile(join(house.DATA_DIR, 'file'), 'mine')
    await expectUnwritable({ ...house, DATABASE_URL: `file:${join(house.DATA_DIR, 'file', 'x.json')}` }, 'es')
    expect(await readFile(join(house.DATA_DIR, 'file'), 'utf8')).toBe('mine')
  })

  it.skipIf(!existsSync('/proc/self'))('a folder in which nobody can make anything', async () => {
    const house = await emptyHouse()
    await expectUnwritable({ ...house, DATABASE_URL: 'file:/proc/concierge/data/x.json' }, 'it')
    const { code, stderr } = await talk({ ...house, DATA_DIR: '/proc/concierge/data' }).leave()
    expect(code).toBe(1)
    expect(stderr).toContain('DATA_DIR')
  })

  it.skipIf(process.getuid?.() === 0)('a folder that one may not write', async () => {
    const house = await emptyHouse()
    const folder = join(house.DATA_DIR, 'locked')
    await mkdir(folder)
    await chmod(folder, 0o500)
    await expectUnwritable({ ...house, DATABASE_URL: `file:${join(folder, 'x.json')}` }, 'en')
  })

  it('LOCALES_DIR or CONTENT_DIR that is missing, and no store is made', async () => {
    const house = await emptyHouse()
    for (const variable of ['LOCALES_DIR', 'CONTENT_DIR']) {
      const { code, stdout, stderr } = await talk(
        { ...house, [variable]: '/nonexistent' },
        '--locale',
        'de',
      ).leave()
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toContain(variable === 'CONTENT_DIR' ? '/nonexistent' : variable)
      expect(stderr.trimEnd()).not.toContain('\n')
      expect(await readdir(house.DATA_DIR)).toEqual([])
    }
  })
})

describe('one process at a time', () => {
  it('a second one is refused in one sentence, and the first goes on', async () => {
    const house = await demoHouse()
    const { t } = words('fr')
    const desk = talk(house)
    await desk.hears(t('terminal.how'))
    const second = await talk(house, '--locale', 'en').leave()
    const path = join(house.DATA_DIR, 'concierge.json')
    expect(second).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `${words('en').t('store.busy', { path })}\n`,
    })
    expect(await command('demo', ['--locale', 'it'], house)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `${words('it').t('store.busy', { path })}\n`,
    })
    desk.says('bonjour')
    await desk.hears(t('desk.talk.hello.answer'))
    expect((await desk.leave()).code).toBe(0)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s leaves cleanly: goodbye, exit 0, store closed, lock free',
    async signal => {
      const house = await emptyHouse()
      const { t } = words('es')
      const desk = talk(house, '--locale', 'es')
      await desk.hears(t('terminal.how'))
      desk.says('¿cómo cambio el rol de un compañero?')
      await desk.picks(t('desk.do', { what: words('es').word('actions.change-role.name') }))
      await desk.hears('Camille Martin')
      desk.child.kill(signal)
      const { code, signal: killedBy, stdout, stderr } = await desk.ended
      expect({ code, killedBy, stderr }).toEqual({ code: 0, killedBy: null, stderr: '' })
      expect(stdout.trimEnd().endsWith(t('terminal.bye'))).toBe(true)
      const audit = await command('audit', [], house)
      expect(single(audit)).toEqual({ entries: 0, whole: true, brokenAt: null })
    },
  )
})

it('a flood on standard input is answered, and a line of 100 kB is no question', async () => {
  const desk = talk(await demoHouse(), '--locale', 'en')
  desk.says('x'.repeat(100_000))
  await desk.hears(words('en').t('desk.problems.too-long'))
  desk.says('\u0000\u0001\u0002\u001b[2J\u0007')
  await desk.hears(words('en').t('desk.problems.unreadable'))
  desk.says('/as nobody\u001b[31m@example.org')
  await desk.hears(words('en').t('terminal.nobody', { login: 'nobody[31m@example.org' }))
  const { code, stdout } = await desk.leave()
  expect(code).toBe(0)
  expect(stdout).not.toMatch(/(?!\n)\p{Cc}/u)
})

it('everybody of the demo can be acted as', async () => {
  const house = await emptyHouse()
  const { people } = single<Awaited<ReturnType<typeof describeDemo>>>(await command('demo', [], house))
  const desk = talk(house)
  for (const { login, name, locale } of people) {
    desk.says(`/as ${login}`)
    await desk.hears(words(locale).t('terminal.now-as', { name, login }))
  }
  expect((await desk.leave()).code).toBe(0)
})
