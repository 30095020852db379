import type { Answer } from '../../bot/core/action.ts'
import type { Parcel } from '../../bot/core/model.ts'
import type { Applied, Outcome } from '../../bot/core/outcome.ts'

/** Why an outcome refuses: `RULE`, or `RULE.because` where the rule has several sentences. Throws where it does not refuse. */
export function reasons(outcome: Outcome): string[] {
  if (outcome.status !== 'refused') throw new Error(`not refused: ${JSON.stringify(outcome)}`)
  return outcome.refusals.map(({ rule, because }) => (because ? `${rule}.${because}` : rule))
}

/** An outcome that was applied, previewed or left as it was. Throws on any other. */
export function applied(outcome: Outcome, status: Applied['status'] = 'done'): Applied {
  if (outcome.status !== status) throw new Error(`not ${status}: ${JSON.stringify(outcome)}`)
  return outcome as Applied
}

/** The proposal of a preview or of a receipt. */
export function proposalOf(outcome: Outcome, status: Applied['status'] = 'preview'): string {
  const { proposal } = applied(outcome, status)
  if (!proposal) throw new Error('no proposal')
  return proposal
}

export function rows(outcome: Outcome): Answer['rows'] {
  if (outcome.status !== 'answer') throw new Error(`no answer: ${JSON.stringify(outcome)}`)
  return outcome.answer.rows
}

/** What is wrong with the input, as `field problem`. */
export function problems(outcome: Outcome): string[] {
  if (outcome.status !== 'invalid') throw new Error(`not invalid: ${JSON.stringify(outcome)}`)
  return outcome.problems.map(({ field, problem }) => `${field} ${problem}`)
}

/** Mails as `template → address (locale)`, in alphabetical order: what is due at the same instant leaves in any. */
export const mails = (parcels: readonly Parcel[], template = ''): string[] =>
  parcels
    .flatMap(parcel => (parcel.kind === 'mail' ? `${parcel.template} → ${parcel.to} (${parcel.locale})` : []))
    .filter(mail => mail.startsWith(template))
    .sort()

/** The facts of the latest mail of a template. */
export function factsOf(parcels: readonly Parcel[], template: string): Record<string, unknown> {
  const mail = parcels.findLast(parcel => parcel.kind === 'mail' && parcel.template === template)
  if (mail?.kind !== 'mail') throw new Error(`no mail ${template}`)
  return mail.facts
}
