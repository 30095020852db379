import { expect, it, vi } from 'vitest'
import { locales } from '../../bot/core/catalogue.ts'
import { demoPassword as password } from '../../bot/demo.ts'
import { finishOnce } from '../../bot/desk/once.ts'
import { chat } from '../../bot/surfaces/terminal/chat.ts'
import { askByLines } from '../../bot/surfaces/terminal/form.ts'
import type { Input } from '../../bot/surfaces/terminal/input.ts'
import { openDesk, words } from '../support/desk.ts'
import { codeOf } from '../web/walk.ts'

vi.setConfig({ testTimeout: 30_000 })

it.each(locales)(
  'ACT-7 ACT-6 the link to a page stands in the terminal, and a line says when it was used (%s)',
  async locale => {
    const desk = await openDesk()
    const { setting } = desk
    const typed = ['enable-2fa', '1']
    let shown = ''
    const write = (text: string) => {
      shown += text
    }
    const line: Input['line'] = async () => {
      const next = typed.shift()
      if (next !== undefined) return next
      const [url, again] = shown.match(/https:\/\/\S+\/once\/\S+/g) ?? []
      expect(again).toBe(url)
      const token = url?.split('/').at(-1) ?? ''
      const finish = (values: Record<string, unknown>) =>
        finishOnce(setting, { user: 'claire', from: 'web' }, token, values)
      await finish({ password })
      const secret = (await desk.get('users', 'claire'))?.pendingSecret ?? ''
      await finish({ code: codeOf(secret, desk.clock.now.getTime()) })
      await vi.waitFor(() => expect(shown).toContain(words(locale).t('desk.once.done')))
      return undefined
    }
    const input: Input = { line, above: write => write(), close: () => {} }
    const screen = { input, ask: askByLines(input, write), write, style: (_: string, text: string) => text }
    await chat(setting, screen, { user: 'claire', locale })
    await desk.close()
  },
)
