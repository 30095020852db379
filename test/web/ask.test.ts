import { describe, expect, it } from 'vitest'
import { locales, roleQuestions, words } from '../support/desk.ts'
import { desk, useDesk } from '../support/use-desk.ts'
import {
  attribute,
  type Browse,
  browse,
  type Element,
  elementsIn,
  faultsIn,
  type PageSeen,
  tagged,
  textIn,
  withClass,
} from './pages.ts'

useDesk()

const box = (page: PageSeen): Element => withClass(page, 'ask')[0]!
const linksIn = (page: PageSeen) => tagged(page, 'a').map(link => attribute(link, 'href'))
const guideIn = (page: PageSeen) =>
  withClass(page, 'guide').flatMap(guide =>
    [...elementsIn(guide)].flatMap(one => attribute(one, 'href')?.split('#')[0] ?? []),
  )
const say = (browser: Browse, page: PageSeen, text: string) => browser.submit(box(page), { text })

async function press(browser: Browse, page: PageSeen, label: string): Promise<PageSeen> {
  const button = tagged(page, 'button').find(one => textIn(one).trim() === label)
  const form = tagged(page, 'form').find(one => [...elementsIn(one)].some(inner => inner === button))
  if (!button || !form) throw new Error(`no ${label} in ${page.text}`)
  return browser.submit(form, {}, button)
}

describe('a conversation without a script', () => {
  it.each(locales)('shows the question, its answer, and the box to go on (%s)', async locale => {
    const browser = browse(desk, locale)
    const page = await say(browser, await browser.go('/ask'), roleQuestions[locale])
    expect(page.status).toBe(200)
    expect(textIn(withClass(page, 'said')[0]!)).toContain(roleQuestions[locale])
    expect(guideIn(page)).toEqual([`/${locale}/change-role`])
    expect(box(page)).toBeDefined()
    expect(faultsIn(page.html)).toEqual([])
    expect(tagged(page, 'h1').length).toBe(1)
  })

  it.each(locales)('opens with a question from a link (%s)', async locale => {
    const browser = browse(desk, locale)
    const page = await browser.go(`/ask?${new URLSearchParams({ q: roleQuestions[locale] })}`)
    expect(guideIn(page)).toEqual([`/${locale}/change-role`])
  })

  it('a link that names an action asks about it, and begins nothing', async () => {
    const browser = browse(desk, 'en')
    await browser.signIn('oliver')
    const before = await desk.bytes()
    const page = await browser.go('/ask?q=leave-organisation')
    expect(page.path).toBe('/en/do/leave-organisation')
    expect(await desk.bytes()).toBe(before)
  })

  it.each([
    ['fr', 'et pour plusieurs personnes ?'],
    ['en', 'what about external users?'],
    ['de', 'und wie lange dauert das?'],
    ['it', 'e per più persone?'],
    ['es', '¿y si me equivoco?'],
  ] as const)(
    'goes on from what was asked before in it, and in no other (%s: %s)',
    async (locale, follow) => {
      const browser = browse(desk, locale)
      const first = await say(browser, await browser.go('/ask'), roleQuestions[locale])
      expect(guideIn(await say(browser, first, follow))).toEqual([`/${locale}/change-role`])
      const other = browse(desk, locale)
      const stolen = attribute(
        [...elementsIn(box(first))].find(one => attribute(one, 'name') === 'thread')!,
        'value',
      )
      await other.submit(box(await other.go('/ask')), { text: follow, thread: stolen })
      await desk.store.read(async () => undefined)
      const threads = (await desk.bytes()).match(/"web:[^"]+"/g) ?? []
      expect([threads.length, new Set(threads).size]).toEqual([3, 2])
    },
  )

  it('its language is the page’s, whatever the question’s is', async () => {
    const browser = browse(desk, 'it')
    const page = await say(browser, await browser.go('/ask'), roleQuestions.de)
    expect(guideIn(page)).toEqual(['/it/change-role'])
    expect(attribute(withClass(page, 'view')[0]!, 'lang')).toBe('it')
  })

  it.each(locales)('takes "it helped", "not what I meant" and a wish for a person (%s)', async locale => {
    const { t } = words(locale)
    const browser = browse(desk, locale)
    const page = await say(browser, await browser.go('/ask'), roleQuestions[locale])
    expect((await press(browser, page, t('desk.helped.button'))).text).toContain(t('desk.helped.answer'))
    expect((await press(browser, page, t('desk.wrong.button'))).text).toContain(t('desk.wrong.which'))
    expect((await press(browser, page, t('desk.person.button'))).text).toContain('+41 22 000 00 00')
  })

  it('PAY-3 a card number is refused, shown to nobody and kept nowhere', async () => {
    const browser = browse(desk, 'en')
    const page = await say(browser, await browser.go('/ask'), 'add my card 4242 4242 4242 4242')
    expect(page.text).toContain('(PAY-3)')
    expect(await desk.bytes()).not.toContain('4242 4242')
    expect(linksIn(page).join()).not.toContain('4242')
    expect(page.html).not.toContain('4242')
  })

  it('shows a question as it was typed', async () => {
    const browser = browse(desk, 'en')
    const hostile = '<script>alert(1)</script> & "role" </p><img src=x>'
    const page = await say(browser, await browser.go('/ask'), hostile)
    expect(textIn(withClass(page, 'said')[0]!)).toContain(hostile)
    expect(tagged(page, 'img')).toEqual([])
    expect(faultsIn(page.html)).toEqual([])
  })

  it.each(['', '   ', 'x'.repeat(3000), '\u0000\u0001'])('answers %j with what to do', async text => {
    const browser = browse(desk, 'en')
    const page = await say(browser, await browser.go('/ask'), text)
    expect(page.status).toBe(200)
    expect(withClass(page, 'problem').length).toBe(1)
  })
})

describe('ACT-1 whoever is not signed in', () => {
  it.each(locales)('is led to sign in and back to what they wanted (%s)', async locale => {
    const { t, word } = words(locale)
    const browser = browse(desk, locale)
    const page = await say(browser, await browser.go('/ask'), roleQuestions[locale])
    const name = word('actions.change-role.name')
    const refused = await press(browser, page, t('desk.do', { what: name }))
    expect(refused.text).toContain('(ACT-1)')
    expect(refused.text).toContain(t('desk.signed-out'))
    const next = `/${locale}/do/change-role`
    expect(linksIn(refused)).toContain(`/${locale}/sign-in?${new URLSearchParams({ next })}`)
  })
})

describe('an answer alone, for the script of the page', () => {
  const fragmentOf = async (browser: Browse, path: string, values: Record<string, string>) => {
    const page = await browser.go('/ask')
    const csrf = [...elementsIn(box(page))].find(one => attribute(one, 'name') === 'csrf')!
    const body = new URLSearchParams({ csrf: attribute(csrf, 'value')!, ...values })
    return browser.load(`${path}?fragment`, { method: 'POST', body })
  }

  it('is a view and nothing around it', async () => {
    const browser = browse(desk, 'en')
    const answer = await fragmentOf(browser, '/en/ask', { text: roleQuestions.en })
    expect(answer.html.trimStart()).toMatch(/^<section class="view answer"/)
    expect(tagged(answer, 'html', 'header', 'main')).toEqual([])
    expect(faultsIn(answer.html)).toEqual([])
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
  })

  it('ACT-2 is the preview itself where a page would be led to it', async () => {
    const browser = browse(desk, 'en')
    await browser.signIn('oliver')
    const preview = await fragmentOf(browser, '/en/do/rename-organisation', { name: 'Other' })
    expect(withClass(preview, 'refusal').length).toBe(1)
    const feedback = await fragmentOf(browser, '/en/do/send-feedback', { service: 'kdrive', text: 'Folders' })
    expect(feedback.status).toBe(200)
    expect(withClass(feedback, 'preview').length).toBe(1)
    expect(tagged(feedback, 'button').map(button => attribute(button, 'value')?.split(':')[0])).toEqual([
      'confirm',
      'cancel',
    ])
  })

  it('needs the mark of the visit like every form', async () => {
    const browser = browse(desk, 'en')
    await browser.go('/ask')
    const body = new URLSearchParams({ text: roleQuestions.en })
    expect((await browser.load('/en/ask?fragment', { method: 'POST', body })).status).toBe(403)
  })
})
