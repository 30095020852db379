import { locales } from '../core/catalogue.ts'
import type { Turn } from './desk.ts'
import { find } from './find.ts'
import { open } from './forms.ts'
import { recordGap } from './gaps.ts'
import { guideAnswer, unsureView } from './guides.ts'
import { hear } from './hear.ts'
import { personView, problemView, talkView } from './talk.ts'
import type { View } from './view.ts'

/** A person said something: the guide that answers, the figures that they asked for, or an honest way on. */
export async function ask(turn: Turn, raw: string): Promise<View> {
  const heard = hear(raw, locales.map(turn.setting.words))
  if (heard.kind === 'question') return answer(turn, heard.text)
  if (heard.kind === 'person') return personView(turn)
  if (heard.kind === 'talk') return talkView(turn, heard.topic)
  return problemView(turn, heard.kind)
}

async function answer(turn: Turn, question: string): Promise<View> {
  const { setting, speech } = turn
  const actions = setting.domain.actions
  const found = find({ guides: setting.guides, intents: setting.intents, actions }, question, {
    locale: speech.locale,
  })
  if (!found.guide) {
    recordGap(turn, question)
    return unsureView(turn, found.answer.results)
  }
  const inItsLanguage = { ...turn, speech: setting.words(found.answer.locale) }
  const [first] = found.actions
  if (first && found.readNow && turn.account) return open(inItsLanguage, first, {}, question)
  return guideAnswer(inItsLanguage, found.guide, found.actions, question)
}
