import type { Home } from '../../desk/home.ts'
import type { Speech } from '../../words/words.ts'
import { menuOptions, plainText, section } from './composition.ts'
import { limits } from './limits.ts'
import type { Message } from './render.ts'

/** The picker's `action_id`; the value that is picked is the id of a button of the desk's. */
export const pickerId = 'pick'

// docs.slack.dev/reference/block-kit/block-elements/select-menu-element#static_select
const mostGroups = 100

/** All that a person may have done, by guide, to choose from. */
export function renderPicker({ can }: Home, { t }: Speech): Message {
  const text = t('desk.home.can')
  const option_groups = can.slice(0, mostGroups).map(({ title, buttons }) => ({
    label: plainText(title, limits.optionText),
    options: menuOptions(buttons.map(({ id, label }) => ({ value: id, label }))),
  }))
  const placeholder = plainText(t('slack.pick'), limits.optionText)
  return {
    text,
    blocks: [
      section(text),
      {
        type: 'actions',
        elements: [{ type: 'static_select', action_id: pickerId, placeholder, option_groups }],
      },
    ],
  }
}
