import { type Action, type AnswerRow, isAskable } from '../core/action.ts'
import { fieldsOf } from '../core/fields.ts'
import { look, withinRole } from '../core/perform.ts'
import { actorOf, offeredIn, type Person, type Setting, type Turn, turnFor } from './desk.ts'
import { wishOf } from './forms.ts'
import { factRows } from './outcomes.ts'
import type { Row } from './view.ts'

/** What a read says of a person, as a list on their own page. */
export interface List {
  title: string
  /** What it says where there is nothing to list. */
  empty: string
  rows: readonly ListRow[]
}

export interface ListRow extends Pick<AnswerRow, 'title' | 'id' | 'facts'> {
  shown: readonly Row[]
}

/** All that a person may read without being asked for anything, by the action's id. Nothing is left behind: nobody asked for each by itself. */
export async function listsOf(setting: Setting, person: Person): Promise<ReadonlyMap<string, List>> {
  const turn = await turnFor(setting, person)
  const reads = offeredIn(turn).filter(isList)
  const lists = await Promise.all(reads.map(async read => [read.id, await listOf(turn, read)] as const))
  return new Map(lists.flatMap(([id, list]) => (list ? [[id, list]] : [])))
}

/** The actions that a person may have done as far as who they are decides: what their own page offers. */
export async function withinRoleOf(setting: Setting, person: Person): Promise<ReadonlySet<string>> {
  const turn = await turnFor(setting, person)
  const { from, session } = person
  return withinRole(setting.domain, { actor: actorOf(turn), from, ...(session !== undefined && { session }) })
}

const isList = (action: Action): boolean =>
  action.risk === 'read' && isAskable(action) && fieldsOf(action.input).every(({ required }) => !required)

async function listOf(turn: Turn, read: Action): Promise<List | undefined> {
  const { setting, speech } = turn
  const { id } = read
  const answer = await look(setting.domain, wishOf(turn, read, {}))
  return (
    answer && {
      title: speech.find(`desk.lists.${id}`) ?? speech.word(`actions.${id}.name`),
      empty: speech.word(`actions.${id}.empty`),
      rows: answer.rows.map(row => ({ ...row, shown: factRows(turn, row.facts) })),
    }
  )
}
