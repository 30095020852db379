import type { Locale } from '../../bot/core/catalogue.ts'
import type { OpenStage, Seen, Talker } from '../contracts/talker.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import {
  attribute,
  type Browse,
  browse,
  elementsIn,
  faultsIn,
  type PageSeen,
  siteFor,
  tagged,
  textIn,
} from './pages.ts'

/** Concierge on the web, where each of the demo's people is signed in, in a browser that runs no script. */
export const openWebStage: OpenStage = async locale => {
  const desk = await openDesk()
  const site = siteFor(desk)
  const complaints: unknown[] = []
  return {
    async talker(user) {
      const browser = browse(desk, locale, site)
      await browser.signIn(user)
      return webTalker(desk, browser, locale, complaints)
    },
    complaints: () => [...complaints, ...desk.warnings],
    close: () => desk.close(),
  }
}

function webTalker({ setting }: Desk, browser: Browse, locale: Locale, complaints: unknown[]): Talker {
  let page: PageSeen | undefined
  const look = (next: PageSeen): Seen => {
    page = next
    complaints.push(...faultsIn(next.html))
    return {
      text: readable(next),
      buttons: tagged(next, 'button').map(button => textIn(button).trim()),
      form: formIn(next) !== undefined,
    }
  }
  const fill = async (values: Record<string, unknown>) => {
    const form = page && formIn(page)
    if (!form) throw new Error(`no form in ${page?.text}`)
    return look(await browser.submit(form, chosenIn(form, values)))
  }
  return {
    async ask(question) {
      const asking = await browser.go('/ask')
      const [form] = tagged(asking, 'form').filter(one => attribute(one, 'class') === 'ask')
      return look(await browser.submit(form!, { text: question }))
    },
    async press(label) {
      const forms = page ? tagged(page, 'form') : []
      for (const form of forms)
        for (const button of elementsIn(form))
          if (button.tagName === 'button' && textIn(button).trim() === label)
            return look(await browser.submit(form, {}, button))
      throw new Error(`no button ${label} in ${page?.text}`)
    },
    fill,
    async want(action, input) {
      const isRead = setting.domain.actions.get(action)?.risk === 'read'
      const query = new URLSearchParams(
        Object.entries(input).map(([name, value]) => [name, String(value)] as [string, string]),
      )
      const seen = look(await browser.load(`/${locale}/do/${action}?${query}`))
      return isRead || !seen.form ? seen : fill({})
    },
  }
}

/** The form of an action in a page. */
export const formIn = (page: PageSeen): ReturnType<typeof tagged>[number] | undefined =>
  tagged(page, 'form').find(form => attribute(form, 'class') === 'fields')

/** Values as they stand in the form: what is picked in a menu by what is read there is sent by what stands behind it. */
function chosenIn(form: ReturnType<typeof tagged>[number], values: Record<string, unknown>) {
  const behind = new Map<string, string>()
  for (const option of elementsIn(form))
    if (option.tagName === 'option') behind.set(textIn(option).trim(), attribute(option, 'value') ?? '')
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, behind.get(String(value)) ?? value]),
  )
}

/** What is read in a page: a table row by row, what changes as `before → after`. */
function readable({ elements, text }: PageSeen): string {
  const rows = tagged({ elements }, 'tr').map(row => {
    const cells = [...elementsIn(row)].filter(({ tagName }) => tagName === 'th' || tagName === 'td')
    const [label = '', before = '', after = ''] = cells.map(cell => textIn(cell).trim())
    return `${label}: ${before} → ${after}`
  })
  const captions = tagged({ elements }, 'caption').map(caption => textIn(caption).trim())
  return `${text}\n${captions.join('\n')}\n${rows.join('\n')}`
}
