import type { BlockAction, types } from '@slack/bolt'
import { outlives } from '../../desk/button.ts'
import { reasonOf } from './errors.ts'
import { renderMessage } from './render.ts'
import { respond } from './respond.ts'
import type { Asking, Slack } from './slack.ts'

/** Takes away the buttons of a message that do nothing any more after one of them was pressed. */
export async function retire(
  slack: Slack,
  asking: Asking,
  body: BlockAction,
  pressed: string,
): Promise<void> {
  try {
    await (asking.isEphemeral ? retireEphemeral : retirePosted)(slack, asking, body, pressed)
  } catch (error) {
    slack.warn('slack buttons not retired', { reason: reasonOf(error) })
  }
}

async function retirePosted(
  _: Slack,
  { workspace, channel = '' }: Asking,
  { message }: BlockAction,
  pressed: string,
) {
  if (!message?.ts) return
  const blocks: types.KnownBlock[] = message.blocks ?? []
  const left = blocks.flatMap(block => living(block, pressed))
  if (buttonsIn(left) === buttonsIn(blocks)) return
  await workspace.client.chat.update({ channel, ts: message.ts, text: message.text ?? '', blocks: left })
}

/** A block without the buttons that do nothing any more; none where nothing is left of it. */
function living(block: types.KnownBlock, pressed: string): types.KnownBlock[] {
  if (block.type !== 'actions') return [block]
  const elements = block.elements.filter(element => outlives(element.action_id ?? '', pressed))
  return elements.length ? [{ ...block, elements }] : []
}

const buttonsIn = (blocks: readonly types.KnownBlock[]): number =>
  blocks.reduce((count, block) => count + (block.type === 'actions' ? block.elements.length : 0), 0)

async function retireEphemeral(
  { answers, words }: Slack,
  { response }: Asking,
  { actions: [action] }: BlockAction,
  pressed: string,
) {
  const answered = answers.of(action?.block_id)
  if (!answered || !response) return
  const stays = ({ id }: { id: string }) => outlives(id, pressed)
  const view = { ...answered.view, buttons: answered.view.buttons.filter(stays) }
  const extra = answered.extra.filter(stays)
  if (view.buttons.length + extra.length === answered.view.buttons.length + answered.extra.length) return
  const message = renderMessage(view, words(view.locale), { extra })
  await respond(response, { ...answers.marked(message, { view, extra }), replace_original: true })
}
