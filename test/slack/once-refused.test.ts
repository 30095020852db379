import { expect, test, vi } from 'vitest'
import { locales } from '../../bot/core/catalogue.ts'
import { words } from '../commands/child.ts'
import { managers } from '../support/desk.ts'
import { pathOf, signedIn } from '../web/walk.ts'
import type { SeenMessage } from './edge/types.ts'
import { idOf, messageIn, useApp } from './use-app.ts'

// Passwords are slow on purpose.
vi.setConfig({ testTimeout: 30_000 })

const app = useApp({ transport: 'http', links: {} })
const people = { fr: 'amelie', en: 'oliver', de: 'greta', it: 'luca', es: 'sofia' }

const pageIn = ({ buttons }: SeenMessage) => pathOf(buttons.find(({ url }) => url)?.url)

test.each(locales)(
  'ACT-6 CHAT-2 a page that refused for good says so, and why, in its message (%s)',
  async locale => {
    const { edge, url } = app()
    const person = people[locale]
    const asked = async () => {
      const offered = messageIn(await edge.command(person, 'general', '/concierge', 'link'))
      await edge.click(person, offered, idOf(offered, 'page:'), { silent: true })
      return offered
    }
    const [used, late] = [await asked(), await asked()]
    const visitor = await signedIn(url, managers[locale])
    for (const [offered, status] of [
      [used, 200],
      [late, 403],
    ] as const) {
      await visitor.get(pageIn(offered))
      expect((await visitor.post(pageIn(offered), {})).status).toBe(status)
    }
    const told = await edge.until(
      () => edge.ephemerals(person).find(({ ts, text }) => ts === late.ts && text !== late.text),
      'the message says what came of it',
    )
    const what = words(locale).word('actions.link.name')
    expect(told.text).toContain(words(locale).t('desk.refused', { what }))
    expect(told.text).toContain('(CHAT-2)')
    expect(told.buttons.find(({ url }) => url)).toBeUndefined()
  },
)
