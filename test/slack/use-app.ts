import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type App, type AppOptions, openApp } from './app.ts'
import type { Seen, SeenMessage, SeenView } from './edge/types.ts'

/** One desk and one Slack for a file of tests. After each test: nothing was sent that Slack would refuse, and nobody was pinged. */
export function useApp(options: AppOptions = {}): () => App {
  let app: App
  beforeAll(async () => {
    app = await openApp(options)
  }, 30_000)
  afterEach(async () => {
    await app.edge.settled()
    expect(app.edge.violations.splice(0)).toEqual([])
    expect(app.edge.pings()).toEqual([])
    for (const name of ['amelie', 'oliver', 'greta', 'luca', 'sofia'])
      if (app.edge.modal(name)) await app.edge.dismiss(name, 'modal', { all: true })
  })
  afterAll(() => app?.close(), 30_000)
  return () => app
}

/** The one message that came. */
export function messageIn({ messages, ephemerals }: Seen): SeenMessage {
  const [message, ...others] = [...messages, ...ephemerals]
  if (!message || others.length) throw new Error(`${1 + others.length} messages`)
  return message
}

/** The modal that is shown. */
export function modalIn({ modal }: Seen): SeenView {
  if (!modal) throw new Error('no modal')
  return modal
}

/** The id of the button that begins so. */
export function idOf({ buttons }: SeenMessage | SeenView, start: string): string {
  const button = buttons.find(({ actionId }) => actionId.startsWith(start))
  if (!button)
    throw new Error(`no button ${start} among ${buttons.map(({ actionId }) => actionId).join(', ')}`)
  return button.actionId
}

/** What kinds of buttons there are. */
export const kindsIn = ({ buttons }: SeenMessage | SeenView): string[] =>
  buttons.map(({ actionId }) => actionId.split(':')[0] ?? '')
