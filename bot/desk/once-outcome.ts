import type { OncePage } from '../core/model.ts'
import { outcomeOf } from '../core/once-pages.ts'
import type { Applied, Outcome } from '../core/outcome.ts'
import { doButton } from './button.ts'
import { type Person, type Setting, type Turn, turnFor } from './desk.ts'
import { outcomeView } from './outcomes.ts'
import { plain, view } from './talk.ts'
import type { Block, View } from './view.ts'

/** What became of a page, as its asker is told where it was handed out; waits until it is used or has run out. `undefined` for a page of nobody's, or another's. */
export async function awaitOnce(setting: Setting, person: Person, id: string): Promise<View | undefined> {
  const { store, now } = setting.domain
  const read = () => store.read(tables => tables.oncePages.get(id))
  let page = await read()
  while (page && (await isTheirs(setting, person, page)) && page.outcome === null) {
    const left = Date.parse(page.expires) - now().getTime()
    if (left <= 0) return expiredView(await turnFor(setting, person), page)
    await setting.waiting.used(id, left)
    const latest = await read()
    if (!latest) return expiredView(await turnFor(setting, person), page)
    page = latest
  }
  if (!page || !(await isTheirs(setting, person, page))) return undefined
  return toldView(await turnFor(setting, person), page)
}

/** Whether a page was handed out to a person. */
async function isTheirs(
  setting: Setting,
  person: Person,
  { chat, user }: Readonly<OncePage>,
): Promise<boolean> {
  if (chat) return chat.account === person.chat?.account
  const { account } = await turnFor(setting, person)
  return user === null || account?.id === user
}

/** Told by its asker's account: of one that somebody else signed in with, nothing but that it is done. */
function toldView(turn: Turn, page: Readonly<OncePage>): View {
  const { t, word } = turn.speech
  const outcome = outcomeOf(page) as Outcome
  const done: Block = { kind: 'text', text: t('desk.once.done') }
  if (turn.account?.id !== page.user) {
    const isDone = outcome.status !== 'refused'
    const told: Block = isDone ? done : { kind: 'text', text: t('desk.once.not-done') }
    const title = word(`actions.${outcome.action}.name`)
    return { ...view(turn, isDone ? 'receipt' : 'refusal', [told]), title, private: true }
  }
  const shown = { ...outcomeView(turn, outcome), private: true }
  // The sentence speaks of secrets that were shown there alone.
  return (outcome as Applied).secrets
    ? { ...shown, blocks: [done, ...shown.blocks.slice(1)], buttons: [] }
    : shown
}

function expiredView(turn: Turn, { action }: Readonly<OncePage>): View {
  const { speech } = turn
  return {
    ...view(turn, 'talk', [{ kind: 'text', text: speech.t('desk.once.expired') }]),
    title: speech.word(`actions.${action}.name`),
    buttons: [plain(doButton(action, {}), speech.t('desk.again'))],
    private: true,
  }
}
