import type { Action } from '../core/action.ts'
import type { FieldKind } from '../core/fields.ts'
import { fieldsOf } from '../core/fields.ts'
import type { OncePage } from '../core/model.ts'
import { handOutPage } from '../core/once-pages.ts'
import { doButton } from './button.ts'
import type { Turn } from './desk.ts'
import { guideLink } from './guides.ts'
import { personButton, plain, view } from './talk.ts'
import type { Button, View } from './view.ts'

type Values = Record<string, unknown>

/** What is secret is typed on a page of our own, never in a chat (ACT-7): here is its link, for the asker alone. */
export async function handOut(turn: Turn, action: Action, values: Values): Promise<View> {
  const { speech, person, account, setting } = turn
  const { page } = action.risk === 'read' ? {} : action
  if (page !== undefined) return pointTo(turn, action, link(turn, 'page', page))
  const { id, token } = await handOutPage(setting.domain, {
    action: action.id,
    user: account?.id,
    chat: person.chat,
    input: harmless(action, values),
    locale: speech.locale,
    from: person.from,
  })
  return { ...pointTo(turn, action, link(turn, `page:${id}`, `/once/${token}`)), awaits: id }
}

const link = ({ speech, setting }: Turn, id: string, path: string): Button => ({
  id,
  label: speech.t('desk.open-page'),
  style: 'primary',
  url: setting.domain.ports.address(`/${speech.locale}${path}`),
})

function pointTo(turn: Turn, action: Action, page: Button): View {
  const { speech } = turn
  const text = speech.find(`actions.${action.id}.elsewhere`) ?? speech.t('desk.elsewhere')
  const otherwise = action.risk === 'read' ? undefined : action.otherwise
  const other = otherwise ? [plain(doButton(otherwise, {}), speech.word(`actions.${otherwise}.name`))] : []
  return {
    ...view(turn, 'talk', [{ kind: 'text', text }, ...guideLink(turn, action.guide)]),
    title: speech.word(`actions.${action.id}.name`),
    buttons: [page, ...other, personButton(turn)],
    private: true,
  }
}

/** Kinds of fields that are chosen from a list: nobody's secret can be among their values. */
const chosen: readonly FieldKind[] = ['choice', 'tick', 'method', 'product', 'organisation', 'date']
const longestChosen = 100

/** What is known of an input and may be kept until its page is opened. */
function harmless({ input }: Action, values: Values): OncePage['input'] {
  const known = fieldsOf(input).flatMap(({ name, kind }) => {
    const value = values[name]
    const isKept = typeof value === 'boolean' || (typeof value === 'string' && value.length <= longestChosen)
    return chosen.includes(kind) && isKept ? [[name, value] as const] : []
  })
  return Object.fromEntries(known)
}

/** Whoever is not signed in does so first, and then goes on with what they wanted (ACT-1). */
export function signInFirst(turn: Turn, { id, guide }: Action): View {
  const { speech } = turn
  return {
    ...view(turn, 'talk', [
      { kind: 'text', text: speech.t('desk.sign-in-first') },
      ...guideLink(turn, guide),
    ]),
    title: speech.word(`actions.${id}.name`),
    needsAccount: true,
    buttons: [personButton(turn)],
  }
}
