import type { types } from '@slack/bolt'
import type { Option } from '../../desk/view.ts'
import type { Speech } from '../../words/words.ts'
import { menuOptions, plainText } from './composition.ts'
import { literally } from './escape.ts'
import { cut, limits } from './limits.ts'

/** To read a guide, or to answer somebody's message with it. */
export type Purpose = 'read' | 'answer'

export interface SearchOptions {
  purpose: Purpose
  metadata: string
  /** The nearest guides, best first: the first one is picked already. */
  results?: readonly Option[]
  /** The words that are to be answered. */
  query?: string
}

export const guideBlock = 'guide'
/** The `action_id` of the menu of guides, which asks for suggestions. */
export const guideSearch = 'guide-search'

const longestQuote = 500

/**
 * A modal to find a guide in; `callback_id` is `search:<purpose>`. Its slug is at `view.state.values[guideBlock][guideSearch].selected_option.value`.
 */
export function renderSearch(
  speech: Speech,
  { purpose, metadata, results = [], query = '' }: SearchOptions,
): types.ModalView {
  const isAnswer = purpose === 'answer'
  return {
    type: 'modal',
    callback_id: `search:${purpose}`,
    private_metadata: metadata,
    title: plainText(speech.t(isAnswer ? 'chat.answer-with-guide' : 'slack.search'), limits.viewTitle),
    submit: plainText(speech.t(isAnswer ? 'slack.answer' : 'slack.open-guide'), limits.viewTitle),
    close: plainText(speech.t('desk.cancel'), limits.viewTitle),
    blocks: [...(query.trim() ? [quote(query)] : []), guides(results, speech)],
  }
}

const quote = (query: string): types.ContextBlock => ({
  type: 'context',
  elements: [
    {
      type: 'mrkdwn',
      text: literally(cut(query.trim(), longestQuote)).replace(/^/gm, '> '),
      verbatim: true,
    },
  ],
})

function guides(results: readonly Option[], speech: Speech): types.InputBlock {
  const [first] = menuOptions(results, 1)
  return {
    type: 'input',
    block_id: guideBlock,
    label: plainText(speech.t('slack.guide'), limits.label),
    hint: plainText(speech.t('slack.guide-hint'), limits.hint),
    element: {
      type: 'external_select',
      action_id: guideSearch,
      min_query_length: 0,
      ...(first && { initial_option: first }),
    },
  }
}
