import { lexer, type Tokens } from 'marked'
import type { Speech } from '../../words/words.ts'

/** Slack shows four suggested prompts at most. */
const most = 4

/** Questions to begin with, as the desk suggests them. */
export function examples(speech: Speech): string[] {
  const lists = lexer(speech.t('desk.suggestions')).filter(({ type }) => type === 'list') as Tokens.List[]
  return lists.flatMap(({ items }) => items.map(({ text }) => text)).slice(0, most)
}
