import { type Action, offeredTo } from '../core/action.ts'
import { locales } from '../core/catalogue.ts'
import type { Turn } from './desk.ts'
import { find } from './find.ts'
import { open } from './forms.ts'
import { recordGap } from './gaps.ts'
import { guideAnswer, guideLink, unsureView, waysOn } from './guides.ts'
import { hear } from './hear.ts'
import { withoutNames } from './names.ts'
import { personView, problemView, talkView } from './talk.ts'
import type { View } from './view.ts'

/** A person said something: the guide that answers, the figures that they asked for, or an honest way on. */
export async function ask(turn: Turn, raw: string): Promise<View> {
  const heard = hear(raw, locales.map(turn.setting.words))
  if (heard.kind === 'question') return answer(turn, heard.text)
  if (heard.kind === 'person') return personView(turn)
  if (heard.kind === 'talk') return talkView(turn, heard.topic)
  return heard.kind === 'card-number' ? cardView(turn) : problemView(turn, heard.kind)
}

/** A card number is refused, and the guide says where it belongs (PAY-3, ACT-4). */
function cardView(turn: Turn): View {
  const shown = problemView(turn, 'card-number')
  return { ...shown, tone: 'refusal', blocks: [...shown.blocks, ...guideLink(turn, 'add-payment-method')] }
}

async function answer(turn: Turn, question: string): Promise<View> {
  const { domain, guides, intents, words } = turn.setting
  const searched = { guides, intents, actions: offeredTo(domain.actions, turn.account) }
  const look = (text: string) => find(searched, text, { locale: turn.speech.locale })
  const about = await withoutNames(turn, question)
  const first = look(about)
  // A name may also be a word that matters.
  const found = first.guide || about === question ? first : look(question)
  if (!found.guide) {
    recordGap(turn, about)
    return unsureView(turn, found.answer.results)
  }
  const inItsLanguage = { ...turn, speech: words(found.answer.locale) }
  const [wanted, ...others] = found.actions
  if (wanted && found.readNow && turn.account) return readNow(inItsLanguage, wanted, others, question)
  return guideAnswer(inItsLanguage, found.guide, found.actions, question)
}

/** What was asked for is answered at once, and leads on to what can be done about it. */
async function readNow(turn: Turn, read: Action, others: Action[], question: string): Promise<View> {
  const view = await open(turn, read, {}, question)
  if (view.tone !== 'answer') return view
  return { ...view, buttons: [...(await waysOn(turn, others, question)), ...view.buttons] }
}
