import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'

/** This machine's Chromium: named by CHROMIUM, or Debian's own. Undefined where there is none: tests in a browser are then left out. */
export const browserPath = [process.env.CHROMIUM, '/usr/bin/chromium'].find(path => path && existsSync(path))

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts the machine's Chromium. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ ...(browserPath && { executablePath: browserPath }), args: quiet })

// The themes differ in colours alone: what has to do with none is looked at once.
const themes = { light: {}, dark: { runOnly: ['color-contrast', 'link-in-text-block'] } }

/** What WCAG 2.2 AA and good practice find wrong with a page in both themes, one line a finding. The page's context must be one with `bypassCSP`. */
export async function findings(page: Page): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(await axeSource())
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const options = JSON.stringify({ resultTypes: ['violations'], ...themes[colorScheme] })
    const { violations } = await page.evaluate<AxeResults>(`axe.run(${options})`)
    for (const { id, help, nodes } of violations)
      found.push(...nodes.map(({ html }) => `${colorScheme}: ${id}: ${help}: ${html}`))
  }
  return found
}

let source: Promise<string> | undefined
const axeSource = (): Promise<string> => {
  source ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  return source
}

/** Whether an element has the focus. */
export const hasFocus = async (element: Locator): Promise<boolean> =>
  (await element.and(element.page().locator(':focus')).count()) === 1

/** How many pixels of a page stand out of its window on the right. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
