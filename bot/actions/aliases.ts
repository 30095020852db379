import { z } from 'zod'
import { type AnswerRow, action, change, InvalidInput } from '../core/action.ts'
import { keep } from '../core/aliases.ts'
import { locales } from '../core/catalogue.ts'
import { aliasOf, choice, guideOf, tick } from '../core/fields.ts'
import type { Alias } from '../core/model.ts'
import { supports } from '../core/policy.ts'

const mostListed = 50

export const listAliases = action({
  id: 'list-aliases',
  risk: 'read',
  scope: 'person',
  forAgents: true,
  input: z.object({ guide: guideOf().optional(), language: choice(locales, 'languages').optional() }),
  allow: supports('LEARN-1'),
  async answer({ guide, language }, { tables }) {
    const where = { ...(guide && { guide }), ...(language && { locale: language }) }
    const learnt = await tables.aliases.find({ ...where, state: 'learnt' })
    const forgotten = await tables.aliases.find({ ...where, state: 'forgotten' })
    const mostSaid = [...learnt].sort((a, b) => b.people.length - a.people.length || newerFirst(a, b))
    return { rows: [...mostSaid, ...[...forgotten].sort(newerFirst)].slice(0, mostListed).map(rowOf) }
  },
})

const newerFirst = (a: Alias, b: Alias): number => (a.last > b.last ? -1 : 1)

const rowOf = ({ id, question, guide, locale, people, state, last }: Readonly<Alias>): AnswerRow => ({
  title: question,
  id,
  facts: { guide, language: locale, aliasState: state, people: people.length, when: last },
})

export const forgetAlias = action({
  id: 'forget-alias',
  risk: 'change',
  scope: 'person',
  forAgents: true,
  input: z.object({ alias: aliasOf(), restore: tick().optional() }),
  allow: supports('LEARN-1'),
  async effect({ alias: id, restore = false }, { tables }) {
    const alias = await tables.aliases.get(id)
    if (!alias) throw new InvalidInput({ field: 'alias', problem: 'unknown-alias', facts: { text: id } })
    const { state } = alias.state === 'forgotten' && !restore ? alias : await keep(tables, alias, !restore)
    const { guide, locale: language, question: text } = alias
    // The question is shown beside the changes: it is people's own words, and the audit is for ever.
    return {
      changes: [change({ id, name: guide }, { aliasState: alias.state }, { aliasState: state })],
      note: { id: 'alias', facts: { text, guide, language } },
    }
  },
  undo: ({ alias, restore = false }) => ({ alias, restore: !restore }),
})
