import { text } from 'node:stream/consumers'
import { actions } from '../actions/index.ts'
import { openHouse } from '../app.ts'
import { fieldsOf } from '../core/fields.ts'
import type { Change } from '../core/model.ts'
import type { Applied, Outcome } from '../core/outcome.ts'
import { actorNamed } from '../core/people.ts'
import { perform, preview } from '../core/perform.ts'
import { sentenceOf } from '../desk/sentences.ts'
import type { Speech } from '../words/words.ts'
import { type ExitCode, print, run, UsageError } from './run.ts'

/** `npm run -s act -- ACTION --as login --input '{…}' [--preview]`: what became of it, as JSON. `--input -` reads standard input. */
await run(
  {
    as: { type: 'string' },
    input: { type: 'string' },
    organisation: { type: 'string' },
    preview: { type: 'boolean' },
    list: { type: 'boolean' },
  },
  async ({ config, words, speech, locale, values, positionals }) => {
    if (values.list) return listActions()
    const [id] = positionals
    const action = id === undefined ? undefined : actions.get(id)
    if (!action || positionals.length !== 1 || action.risk === 'system')
      throw new UsageError('act-usage', {
        known: asked()
          .map(known => known.id)
          .join(', '),
      })
    const input = await readInput(values.input)
    const house = await openHouse(config, words)
    try {
      const account =
        values.as === undefined ? undefined : await actorNamed(house.domain.store, String(values.as))
      const wish = {
        actor: account && { user: account.id },
        action: action.id,
        input,
        from: 'command',
        ...(values.organisation !== undefined && { organisation: String(values.organisation) }),
      }
      const outcome = await (values.preview ? preview : perform)(house.domain, wish)
      await house.scheduler.flush()
      print(resultOf(outcome, words(locale ?? account?.locale ?? speech.locale)))
      return exitCode(outcome)
    } finally {
      await house.close()
    }
  },
)

const asked = () => [...actions.values()].filter(action => action.risk !== 'system')

function listActions(): ExitCode {
  for (const { id, guide, risk, input } of asked()) print({ id, guide, risk, fields: fieldsOf(input) })
  return 0
}

async function readInput(typed: string | boolean | undefined): Promise<unknown> {
  const json = typed === '-' ? await text(process.stdin) : String(typed ?? '{}')
  try {
    return JSON.parse(json)
  } catch {
    throw new UsageError('bad-json')
  }
}

function resultOf(outcome: Outcome, speech: Speech) {
  const message = sentenceOf(speech, outcome)
  if (outcome.status === 'answer') return { status: 'done', message, rows: outcome.answer.rows }
  if (outcome.status === 'invalid') return { status: outcome.status, message, problems: outcome.problems }
  if (outcome.status === 'refused')
    return { status: outcome.status, rule: outcome.refusals[0]?.rule, message, refusals: outcome.refusals }
  return appliedResult(outcome, message)
}

function appliedResult({ status, changes, parcels, secrets }: Applied, message: string) {
  const mails = parcels.flatMap(parcel =>
    parcel.kind === 'mail' ? [{ to: parcel.to, template: parcel.template, locale: parcel.locale }] : [],
  )
  return {
    status,
    message,
    before: sideOf(changes, 'before'),
    after: sideOf(changes, 'after'),
    changes,
    mails,
    ...(secrets && { secrets }),
  }
}

/** One side of the changes: the facts where one thing changed, facts by name where several did. */
function sideOf(changes: readonly Change[], side: 'before' | 'after') {
  const [first] = changes
  return changes.length === 1 && first
    ? first[side]
    : Object.fromEntries(changes.map(change => [change.of, change[side]]))
}

/** What was not found counts as refused; what cannot be meant is bad usage. */
function exitCode(outcome: Outcome): ExitCode {
  if (outcome.status === 'refused') return 1
  if (outcome.status !== 'invalid') return 0
  return outcome.problems.every(({ problem }) => /^(unknown|ambiguous)-(?!field)/.test(problem)) ? 1 : 2
}
