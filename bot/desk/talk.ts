import type { Turn } from './desk.ts'
import type { Topic } from './hear.ts'
import type { Block, Button, View } from './view.ts'

export const plain = (id: string, label: string): Button => ({ id, label, style: 'plain' })

/** The button that reaches a person: on every answer that may not help. */
export const personButton = ({ speech }: Turn, asked?: string): Button =>
  plain(asked === undefined ? 'person' : `person:${asked}`, speech.t('desk.person.button'))

/** Small talk, answered shortly, with what can be asked. */
export function talkView(turn: Turn, topic: Topic): View {
  const { speech } = turn
  const text: Block = { kind: 'text', text: speech.t(`desk.talk.${topic}.answer`) }
  const suggests = topic === 'hello' || topic === 'who'
  return view(turn, 'talk', suggests ? [text, { kind: 'text', text: speech.t('desk.suggestions') }] : [text])
}

/** The support's contacts: the way out of every answer that does not help. */
export function personView(turn: Turn): View {
  const { speech, setting } = turn
  const { email, phone, chat } = setting.support
  const rows = [
    { label: speech.t('desk.person.email'), value: email },
    ...(phone ? [{ label: speech.t('desk.person.phone'), value: phone }] : []),
    ...(chat ? [{ label: speech.t('desk.person.chat'), value: chat }] : []),
  ]
  return view(turn, 'talk', [
    { kind: 'text', text: speech.t('desk.person.answer') },
    { kind: 'facts', rows },
  ])
}

export type Unanswerable =
  | 'empty'
  | 'too-long'
  | 'unreadable'
  | 'card-number'
  | 'unknown-button'
  | 'unavailable'

/** What was said cannot be answered as it is: why, and what to do next. */
export function problemView(turn: Turn, problem: Unanswerable): View {
  const text = turn.speech.t(`desk.problems.${problem}`)
  return {
    ...view(turn, 'problem', [{ kind: 'text', text }]),
    buttons: [personButton(turn)],
    private: problem === 'card-number',
  }
}

/** Tones in which nothing personal is said (ACT-6). */
const impersonal: readonly View['tone'][] = ['talk', 'unsure']

export function view({ speech }: Turn, tone: View['tone'], blocks: readonly Block[]): View {
  return { tone, locale: speech.locale, blocks, buttons: [], private: !impersonal.includes(tone) }
}
