import { type Alias, type Library, matterOf } from '../../kb/library.ts'
import { changesOf, type Said } from '../core/aliases.ts'
import type { Asked, Alias as Kept } from '../core/model.ts'
import type { Store } from '../core/store.ts'
import type { Turn } from './desk.ts'
import { withoutNames } from './names.ts'

/** Has a library learn the aliases that are kept: those that there are now, and at each call those that there are then. */
export function openLearning(store: Store, guides: Library): () => Promise<void> {
  let seen = -1
  return async () => {
    const kept = await store.read(async tables => {
      const changes = await changesOf(tables)
      if (changes === seen) return undefined
      return { changes, aliases: await tables.aliases.find({ state: 'learnt' }) }
    })
    // Of two calls at once the one that read earlier may come back later.
    if (!kept || kept.changes <= seen) return
    seen = kept.changes
    guides.learn(kept.aliases.map(asLearnt))
  }
}

const asLearnt = ({ id, locale, guide: slug, question, people }: Readonly<Kept>): Alias => ({
  id,
  locale,
  slug,
  question,
  people: people.length,
})

/**
 * What a person says by judging an answer: that its guide, or the one that they chose instead, answers the question; or that
 * it does not. Nothing where the question says nothing by itself, or nobody knows who judges.
 */
export async function saidOf(
  turn: Turn,
  asked: Readonly<Asked>,
  { verdict, right }: Pick<Asked, 'verdict' | 'right'>,
): Promise<Said | undefined> {
  const person = await idsOf(turn)
  if (!person.length || asked.follows) return undefined
  const { guides, domain } = turn.setting
  const question = await withoutNames(turn, asked.question)
  const { locale } = guides.ask(question, { locale: asked.locale })
  const matter = matterOf(question, locale)
  if (!matter) return undefined
  const guide = verdict === 'helped' ? (asked.right ?? asked.guides[0]) : right
  const at = domain.now().toISOString()
  return { person, locale, question, matter, at, ...(guide !== undefined && { guide }) }
}

/** A person is their account, wherever they speak; who is linked to none is their chat account. */
async function idsOf({ setting, account, person }: Turn): Promise<string[]> {
  if (!account) return person.chat ? [person.chat.account] : []
  const links = await setting.domain.store.read(tables => tables.links.find({ user: account.id }))
  return [account.id, ...links.map(({ id }) => id)]
}
