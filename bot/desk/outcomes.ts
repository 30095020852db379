import type { AnswerRow } from '../core/action.ts'
import type { Change, Parcel } from '../core/model.ts'
import type { Applied, Outcome, Told } from '../core/outcome.ts'
import { formatFact, joinList } from '../words/format.ts'
import { doButton } from './button.ts'
import type { Turn } from './desk.ts'
import { guideLink } from './guides.ts'
import { doneText, inMarkdown, noteTexts, problemText, refusalText } from './sentences.ts'
import { personButton, plain, view } from './talk.ts'
import type { Block, Button, ChangedRow, Row, View } from './view.ts'

/** What became of a wish, as a person sees it. */
export function outcomeView(turn: Turn, outcome: Outcome): View {
  switch (outcome.status) {
    case 'answer':
      return answerView(turn, outcome.action, outcome.answer.rows)
    case 'refused':
      return refusalView(turn, outcome.action, outcome.refusals)
    case 'invalid':
      return invalidView(turn, outcome)
    case 'preview':
      return previewView(turn, outcome)
    default:
      return receiptView(turn, outcome)
  }
}

function answerView(turn: Turn, action: string, rows: readonly AnswerRow[]): View {
  const { speech } = turn
  const title = speech.word(`actions.${action}.name`)
  const blocks: Block[] = rows.length
    ? rows.map(row => ({ kind: 'facts', title: row.title, rows: factRows(turn, row.facts) }))
    : [{ kind: 'text', text: speech.word(`actions.${action}.empty`) }]
  return {
    ...view(turn, 'answer', [...blocks, ...guideOf(turn, action)]),
    title,
    buttons: [personButton(turn)],
  }
}

function previewView(turn: Turn, outcome: Applied): View {
  const { speech } = turn
  const intro = speech.t(outcome.renewed ? 'desk.preview-renewed' : 'desk.preview-intro')
  const button = (kind: string, label: string, style: Button['style']): Button => ({
    id: `${kind}:${outcome.proposal}`,
    label,
    style,
  })
  const back: Block[] = outcome.undoable ? [] : [{ kind: 'text', text: speech.t('desk.no-undo') }]
  return {
    ...view(turn, 'preview', [{ kind: 'text', text: intro }, ...resultBlocks(turn, outcome), ...back]),
    title: speech.word(`actions.${outcome.action}.name`),
    buttons: outcome.proposal
      ? [
          button('confirm', speech.t('desk.confirm'), 'primary'),
          button('cancel', speech.t('desk.cancel'), 'plain'),
        ]
      : [],
  }
}

function receiptView(turn: Turn, outcome: Applied): View {
  const { speech } = turn
  const isDone = outcome.status === 'done'
  const undo = isDone && outcome.undoable && outcome.proposal
  return {
    ...view(turn, 'receipt', [
      { kind: 'text', text: doneText(inMarkdown(speech), outcome) },
      ...resultBlocks(turn, outcome),
    ]),
    title: speech.word(`actions.${outcome.action}.name`),
    buttons: undo ? [plain(`undo:${outcome.proposal}`, speech.t('desk.undo'))] : [],
  }
}

/** What changes, who hears of it, what else there is to say: the same on preview and receipt. */
function resultBlocks(turn: Turn, outcome: Applied): Block[] {
  const { changes, parcels } = outcome
  const { speech } = turn
  return [
    ...changeBlocks(turn, changes),
    ...noteTexts(inMarkdown(speech), outcome).map(text => ({ kind: 'text' as const, text })),
    ...toldBlock(turn, parcels),
    ...shownBlocks(turn, outcome),
  ]
}

/** What is looked at beside the words: a picture, and what is shown once. */
export function shownBlocks(
  { speech }: Turn,
  { action, picture, secrets }: Pick<Applied, 'action' | 'picture' | 'secrets'>,
): Block[] {
  return [
    ...(picture
      ? [{ kind: 'picture' as const, png: picture, alt: speech.word(`actions.${action}.picture`) }]
      : []),
    ...(secrets?.length ? [{ kind: 'secrets' as const, values: secrets }] : []),
  ]
}

function toldBlock({ speech }: Turn, parcels: readonly Parcel[]): Block[] {
  const told = [...new Set(parcels.flatMap(parcel => (parcel.kind === 'mail' ? [parcel.to] : [])))]
  if (!told.length) return []
  return [
    {
      kind: 'text',
      text: inMarkdown(speech).word('desk.told', { who: joinList(speech, told), count: told.length }),
    },
  ]
}

type ChangesBlock = Extract<Block, { kind: 'changes' }>

/** A block for each subject; where the same one thing changes for many, one block of it with a row for each. */
function changeBlocks(turn: Turn, changes: readonly Change[]): ChangesBlock[] {
  const blocks = changes.map(change => ({
    kind: 'changes' as const,
    of: change.of,
    rows: changedRows(turn, change),
  }))
  const [label, ...others] = new Set(blocks.flatMap(({ rows }) => rows.map(row => row.label)))
  const isOneThing = others.length === 0 && blocks.every(({ rows }) => rows.length === 1)
  if (label === undefined || blocks.length < 2 || !isOneThing) return blocks
  const rows = blocks.flatMap(({ of, rows }) => rows.map(row => ({ ...row, label: of })))
  const stays = ({ before, after }: ChangedRow) => Number(before === after)
  return [{ kind: 'changes', of: label, rows: rows.sort((a, b) => stays(a) - stays(b)) }]
}

function changedRows(turn: Turn, { before, after }: Change): ChangedRow[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const rows = names.map(name => ({
    label: turn.speech.word(`facts.${name}`),
    before: formatFact(turn.speech, name, before[name]),
    after: formatFact(turn.speech, name, after[name]),
  }))
  const changed = rows.filter(row => row.before !== row.after)
  return changed.length ? changed : rows
}

/** Facts with their labels, as they are read. */
export const factRows = ({ speech }: Pick<Turn, 'speech'>, facts: AnswerRow['facts']): Row[] =>
  Object.entries(facts).map(([name, value]) => ({
    label: speech.word(`facts.${name}`),
    value: formatFact(speech, name, value),
  }))

/** Every reason with its rule, who could, and the guides that explain, each once (ACT-4, ORG-4). */
function refusalView(turn: Turn, action: string, refusals: readonly Told[]): View {
  const { speech } = turn
  const told = new Set<string>()
  const once = (slug: string | undefined): Block[] => {
    if (slug === undefined || told.has(slug)) return []
    told.add(slug)
    return guideLink(turn, slug)
  }
  const reasons = refusals.flatMap((refusal): Block[] => [
    { kind: 'text', text: reasonText(turn, refusal) },
    ...once(refusal.guide),
  ])
  const what = speech.find(`actions.${action}.name`)
  return {
    ...view(turn, 'refusal', [...reasons, ...once(turn.setting.domain.actions.get(action)?.guide)]),
    ...(what && { title: speech.t('desk.refused', { what }) }),
    ...(!turn.account && refusals.some(({ rule }) => rule === 'ACT-1') && { needsAccount: true }),
    buttons: [...linkButton(turn, refusals), personButton(turn)],
  }
}

/** The sentence of a refusal. Where there is no chat, there is no chat account to be linked (ACT-1). */
function reasonText({ speech, person }: Turn, refusal: Told): string {
  if (refusal.rule === 'ACT-1' && !person.chat) return `${speech.t('desk.signed-out')} (ACT-1)`
  return refusalText(inMarkdown(speech), refusal)
}

/** Whoever is not linked is offered the link (ACT-1, CHAT-2), where there is a chat account to be linked. */
function linkButton({ person, speech, setting }: Turn, refusals: readonly Told[]): Button[] {
  const link = setting.domain.actions.get('link')
  const isUnlinked = ({ rule, because }: Told) =>
    rule === 'ACT-1' || (rule === 'CHAT-2' && because === 'spent')
  if (!link || !person.chat || !refusals.some(isUnlinked)) return []
  return [{ id: doButton(link.id, {}), label: speech.word(`actions.${link.id}.name`), style: 'primary' }]
}

function invalidView(turn: Turn, { action, problems }: Extract<Outcome, { status: 'invalid' }>): View {
  const blocks = problems.map(problem => ({
    kind: 'text' as const,
    text: problemText(inMarkdown(turn.speech), problem),
  }))
  // A confirmation that fails may not know of what.
  const title = turn.speech.find(`actions.${action}.name`)
  return {
    ...view(turn, 'problem', [...blocks, ...guideOf(turn, action)]),
    ...(title && { title }),
    buttons: [personButton(turn)],
  }
}

const guideOf = (turn: Turn, action: string): Block[] =>
  guideLink(turn, turn.setting.domain.actions.get(action)?.guide)
