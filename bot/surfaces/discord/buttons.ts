import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIButtonComponentWithURL,
  ButtonStyle,
  ComponentType,
} from 'discord.js'
import type { Button, Form, View } from '../../desk/view.ts'
import type { Speech } from '../../words/words.ts'
import { cut, limits } from './limits.ts'
import { inert } from './markdown.ts'
import { formId } from './modal.ts'

/** The form's own button first, then the view's, then the guides to read. */
export function buttonsOf(view: View, speech: Speech): Button[] {
  const guides = view.blocks.flatMap((block): Button[] =>
    block.kind === 'guide'
      ? [
          {
            id: `guide:${block.slug}`,
            label: speech.t('discord.read-guide', { title: block.title }),
            style: 'plain',
          },
        ]
      : [],
  )
  return [...(view.form ? [formButton(view.form)] : []), ...view.buttons, ...guides]
}

/** Opens the form with all that is known and was typed: which the surface keeps, as a button's id holds too little. */
const formButton = ({ action, title }: Form): Button => ({
  id: formId(action, 0),
  label: title,
  style: 'primary',
})

const styles = {
  primary: ButtonStyle.Primary,
  plain: ButtonStyle.Secondary,
  danger: ButtonStyle.Danger,
} as const

/** What is pressed, or a link that is followed: Discord tells nobody of that. */
type ShownButton = APIButtonComponentWithCustomId | APIButtonComponentWithURL

/** Each button once, in rows; where there are too many, the last of the view give way to the surface's own. */
export function rows(own: readonly Button[], extra: readonly Button[]): APIActionRowComponent<ShownButton>[] {
  const most = limits.rows * limits.buttonsInRow
  const added = unique(extra).slice(0, most)
  const shown = unique([...unique(own).slice(0, most - added.length), ...added]).map(button)
  return Array.from({ length: Math.ceil(shown.length / limits.buttonsInRow) }, (_, place) => ({
    type: ComponentType.ActionRow,
    components: shown.slice(place * limits.buttonsInRow, (place + 1) * limits.buttonsInRow),
  }))
}

const unique = (buttons: readonly Button[]): Button[] => [
  ...new Map(
    buttons
      .filter(({ id, url = '' }) => id && id.length <= limits.customId && url.length <= limits.url)
      .map(button => [button.id, button]),
  ).values(),
]

function button({ id, label, style, url }: Button): ShownButton {
  const shown = {
    type: ComponentType.Button,
    label: cut(inert(label).trim(), limits.buttonLabel) || '…',
  } as const
  return url === undefined
    ? { ...shown, custom_id: id, style: styles[style] }
    : { ...shown, url, style: ButtonStyle.Link }
}
