import type { Locale } from '../../core/catalogue.ts'
import type { Form } from '../../desk/view.ts'

/** A form that somebody is filling in, page by page. */
export interface Draft {
  form: Form
  locale: Locale
  /** What was typed on the pages so far. */
  values: Record<string, unknown>
}

export interface Drafts {
  /** Keeps what somebody has open of an action's form, in place of an older one. */
  keep(user: string, draft: Draft): void
  of(user: string, action: string): Draft | undefined
  forget(user: string, action: string): void
}

/** As long as an interaction lives: whoever comes back later begins anew. */
const lifetime = 15 * 60_000
const most = 2_000

/** The forms that are being filled in. Bounded in time and in number; they hold what people typed, so they are kept in memory alone. */
export function openDrafts(now: () => number = Date.now): Drafts {
  const kept = new Map<string, { draft: Draft; until: number }>()
  const key = (user: string, action: string) => `${user} ${action}`
  const forgetOld = () => {
    for (const [id, { until }] of kept) if (until < now() || kept.size > most) kept.delete(id)
  }
  return {
    keep(user, draft) {
      const id = key(user, draft.form.action)
      kept.delete(id)
      kept.set(id, { draft, until: now() + lifetime })
      forgetOld()
    },
    of(user, action) {
      forgetOld()
      return kept.get(key(user, action))?.draft
    },
    forget: (user, action) => void kept.delete(key(user, action)),
  }
}
