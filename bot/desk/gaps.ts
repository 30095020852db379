import { fold } from '../../kb/library.ts'
import { hash } from '../core/secrets.ts'
import type { Turn } from './desk.ts'

/** Keeps a question that found no answer, or a wrong one, for those who write guides. It may be anybody's: see `blotted`. */
export function recordGap({ setting, speech }: Turn, question: string): void {
  const text = blotted(question)
  const id = hash(`${speech.locale} ${fold(text)}`).slice(0, 20)
  const { store, now } = setting.domain
  const kept = store.transact(async tables => {
    const count = ((await tables.gaps.get(id))?.count ?? 0) + 1
    await tables.gaps.put({ id, locale: speech.locale, question: text, count, last: now().toISOString() })
  })
  // The person's answer does not wait for it, and does not fail with it.
  kept.catch(error => setting.warn('gap not kept', { reason: String(error) }))
}

/** A question as it may be kept: without addresses and numbers, and not as long as a document. */
export const blotted = (question: string): string =>
  question
    .replace(/[^\s@]+@[^\s@]+/g, '•••')
    .replace(/\d(?:[ ./()-]{0,2}\d){3,}/g, '•••')
    .slice(0, 300)
