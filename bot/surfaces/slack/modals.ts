import type { types } from '@slack/bolt'
import type { Person } from '../../desk/desk.ts'
import type { FormField, View } from '../../desk/view.ts'
import { apologise, show } from './answer.ts'
import { reasonOf } from './errors.ts'
import { renderForm, renderView, type Shown } from './modal.ts'
import { type Origin, writeOrigin } from './origin.ts'
import { uploaded } from './pictures.ts'
import type { Asking, Slack } from './slack.ts'

/** A view as a modal that knows where it came from. Its pictures take time: without them there are their descriptions. */
export async function modalOf(
  slack: Slack,
  { workspace }: Asking,
  person: Person,
  view: View,
  origin: Origin,
  withPictures = true,
): Promise<types.ModalView> {
  const speech = slack.words(view.locale)
  const metadata = writeOrigin(origin)
  return view.form
    ? renderForm(view, speech, { metadata, values: await shownValues(slack, person, view) })
    : renderView(
        view,
        speech,
        metadata,
        withPictures ? await uploaded(workspace, view, slack.warn) : undefined,
      )
}

/** Opens a view as a modal; where its trigger is too old, the view is shown as a message. */
export async function openView(
  slack: Slack,
  asking: Asking,
  person: Person,
  view: View,
  origin: Origin,
): Promise<void> {
  const modal = await modalOf(slack, asking, person, view, origin)
  if (!(await opened(slack, asking, modal))) return show(slack, asking, view)
  slack.awaiting.follow({ ...asking, message: undefined }, view)
}

/** Opens a modal that is no answer yet; says so where its trigger is too old. */
export async function openModal(slack: Slack, asking: Asking, modal: types.ModalView): Promise<void> {
  if (!(await opened(slack, asking, modal))) await apologise(slack, asking, 'slack.too-late')
}

async function opened(slack: Slack, { workspace, trigger }: Asking, view: types.ModalView): Promise<boolean> {
  try {
    await workspace.prompt.views.open({ trigger_id: trigger ?? '', view })
    return true
  } catch (error) {
    slack.warn('slack modal not opened', { reason: reasonOf(error) })
    return false
  }
}

/** Values whose words Slack does not know: labels of what was picked in a list of ours, and who is behind a login address. */
async function shownValues({ front }: Slack, person: Person, { form }: View) {
  const shown: Record<string, Shown> = {}
  const show = async ({ name, kind, value, options }: FormField): Promise<void> => {
    const picked = [value].flat().filter(one => typeof one === 'string')
    if (options || !picked.length) return
    if (kind === 'member' || kind === 'person') {
      const account = await front.accountOf(person, picked[0] ?? '')
      const user = account?.split(':').at(-1)
      if (user) shown[name] = { user }
      return
    }
    if (!listed.includes(kind)) return
    const choices = await front.options(person, form?.action ?? '', name, '')
    const found = choices.filter(choice => picked.includes(choice.value))
    if (found.length) shown[name] = Array.isArray(value) ? found : found[0]!
  }
  await Promise.all(form?.fields.map(show) ?? [])
  return shown
}

/** Kinds that are picked from a list of the desk's. */
const listed: readonly FormField['kind'][] = [
  'product',
  'organisation',
  'method',
  'feedback',
  'request',
  'alias',
  'guide',
  'choices',
]
