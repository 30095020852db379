import { describe, expect, it } from 'vitest'
import { type Locale, locales } from '../../bot/core/catalogue.ts'
import type { Setting } from '../../bot/desk/desk.ts'
import { chat } from '../../bot/surfaces/terminal/chat.ts'
import type { Complete } from '../../bot/surfaces/terminal/completion.ts'
import { askByLines } from '../../bot/surfaces/terminal/form.ts'
import type { Input } from '../../bot/surfaces/terminal/input.ts'
import { openDesk, words } from '../support/desk.ts'

/** A chat in which `lines` are typed, until the end. Answers what was shown, the prompts, and what Tab would complete by. */
async function chatted(setting: Setting, lines: string[], start: { user?: string; locale?: Locale } = {}) {
  const waiting = [...lines]
  const prompts: string[] = []
  let shown = ''
  let complete: Complete = async () => []
  const input: Input = {
    line: async (prompt, completing) => {
      if (prompt) prompts.push(prompt)
      complete = completing
      return waiting.shift()
    },
    above: write => write(),
    close: () => {},
  }
  const write = (text: string) => {
    shown += text
  }
  const screen = { input, ask: askByLines(input, write), write, style: (_: string, text: string) => text }
  await chat(setting, screen, { user: 'claire', ...start })
  return { shown, prompts, complete, left: waiting }
}

async function withDesk(work: (setting: Setting) => Promise<void>) {
  const desk = await openDesk()
  await work(desk.setting)
  await desk.close()
}

describe('commands of the chat', () => {
  it('/as changes the person, by an address in whatever case; an unknown one changes nothing', () =>
    withDesk(async setting => {
      const { shown, prompts } = await chatted(setting, [
        '/as nobody@example.org',
        '/as  COLLEAGUE@example.org ',
      ])
      expect(shown).toContain(words('fr').t('terminal.nobody', { login: 'nobody@example.org' }))
      expect(shown).toContain('Camille Martin')
      expect(prompts).toEqual(['claire@example.org › ', 'claire@example.org › ', 'colleague@example.org › '])
    }))

  it('/as speaks the language of whom one has become, unless one was chosen', () =>
    withDesk(async setting => {
      const lines = ['/as nina@example.org', '/help']
      expect((await chatted(setting, lines)).shown).toContain(words('de').t('terminal.help'))
      expect((await chatted(setting, lines, { locale: 'it' })).shown).toContain(
        words('it').t('terminal.help'),
      )
    }))

  it.each(locales)('/locale %s goes on in that language', locale =>
    withDesk(async setting => {
      const { shown } = await chatted(setting, [`/locale ${locale}`, 'bonjour'])
      expect(shown).toContain(words(locale).t('terminal.now-locale'))
      expect(shown).toContain(words(locale).t('desk.talk.hello.answer'))
      expect(shown.trimEnd().endsWith(words(locale).t('terminal.bye'))).toBe(true)
    }),
  )

  it('/locale without a known language names them', () =>
    withDesk(async setting => {
      const { shown } = await chatted(setting, ['/locale rm'])
      expect(shown).toContain(words('fr').t('terminal.no-locale', { known: locales.join(', ') }))
    }))

  it('/guide shows a whole guide, /help and anything unknown the commands', () =>
    withDesk(async setting => {
      const { shown } = await chatted(setting, ['/guide change-role', '/guide fly', '/fly', '/toString'])
      expect(shown).toContain(setting.guides.guide('change-role', 'fr')?.title)
      expect(shown).toContain(words('fr').t('desk.problems.unknown-button'))
      expect(shown.split(words('fr').t('terminal.help'))).toHaveLength(3)
    }))

  it('/quit leaves, and says goodbye', () =>
    withDesk(async setting => {
      const { shown, left } = await chatted(setting, ['/quit', 'bonjour'])
      expect(shown).toBe(`\n${words('fr').t('terminal.bye')}\n`)
      expect(left).toEqual(['bonjour'])
    }))
})

describe('numbers', () => {
  it('press the button of the last answer; another number names those that are there', () =>
    withDesk(async setting => {
      const { shown } = await chatted(setting, [
        'comment changer le rôle d’un collègue ?',
        '0',
        '99',
        ' [7] ',
      ])
      const { t } = words('fr')
      expect(shown).toContain(t('terminal.no-button', { number: 0, last: 7 }))
      expect(shown).toContain(t('terminal.no-button', { number: 99, last: 7 }))
      expect(shown).toContain(t('desk.person.answer'))
    }))

  it('of somebody else’s answer press nothing', () =>
    withDesk(async setting => {
      const { shown } = await chatted(setting, [
        'comment changer le rôle d’un collègue ?',
        '/as nina@example.org',
        '1',
      ])
      expect(shown).not.toContain('Nina Keller\n  [')
    }))
})

describe('what Tab offers', () => {
  it('commands, people of the organisation, languages, guides, questions', () =>
    withDesk(async setting => {
      const { complete } = await chatted(setting, [])
      expect(await complete('/')).toEqual(['/as', '/locale', '/guide', '/help', '/quit'])
      expect(await complete('/l')).toEqual(['/locale'])
      expect(await complete('/as n')).toEqual(['/as nina@example.org'])
      expect((await complete('/as ')).length).toBe(9)
      expect(await complete('/locale ')).toEqual(locales.map(locale => `/locale ${locale}`))
      expect(await complete('/guide set-b')).toEqual(['/guide set-branding'])
      expect(await complete('/help me')).toEqual([])
      expect(await complete('comment changer')).toContainEqual(expect.stringMatching(/rôle/))
    }))

  it('questions in the language of the conversation', () =>
    withDesk(async setting => {
      const { complete } = await chatted(setting, [], { locale: 'de' })
      expect(await complete('Rolle')).toContainEqual(expect.stringMatching(/Rolle/))
    }))
})
