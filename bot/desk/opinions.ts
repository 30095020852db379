import type { Locale } from '../core/catalogue.ts'
import { type Person, type Setting, turnFor } from './desk.ts'
import { recordGap } from './gaps.ts'
import { withoutNames } from './names.ts'
import { sourceLocale } from './reading.ts'

/** What a reader says of a guide: whether it helped, or what was missing in it. */
export type Opinion = { helpful: boolean } | { missing: string }

/** Counts whether a guide helped; what was missing is kept like a question that found no answer. `false` where there is no such guide. */
export async function judgeGuide(
  setting: Setting,
  person: Person,
  { slug, locale }: { slug: string; locale: Locale },
  opinion: Opinion,
): Promise<boolean> {
  const { guides, domain } = setting
  const guide = guides.guide(slug, locale) ?? guides.guide(slug, sourceLocale)
  if (!guide) return false
  if ('missing' in opinion) {
    const turn = await turnFor(setting, person)
    if (opinion.missing.trim())
      recordGap(turn, `${guide.title}: ${await withoutNames(turn, opinion.missing.trim())}`)
    return true
  }
  const id = `${opinion.helpful ? 'helpful' : 'unhelpful'} ${slug}/${guide.locale}`
  await domain.store.transact(async tables => {
    const value = ((await tables.counters.get(id))?.value ?? 0) + 1
    await tables.counters.put({ id, value, hash: '' })
  })
  return true
}
