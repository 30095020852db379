import { text } from 'node:stream/consumers'
import { actions } from '../actions/index.ts'
import { openHouse } from '../app.ts'
import { fieldsOf } from '../core/fields.ts'
import type { Change } from '../core/model.ts'
import type { Applied, Outcome } from '../core/outcome.ts'
import { actorNamed } from '../core/people.ts'
import { perform, preview } from '../core/perform.ts'
import { problemText, sentenceOf } from '../desk/sentences.ts'
import type { Speech } from '../words/words.ts'
import { type ExitCode, print, run, type Tools, UsageError } from './run.ts'

/** `npm run -s act -- ACTION --as login --input '{…}' [--preview]`: what became of it, as JSON. `--input -` reads standard input. */
await run(
  {
    as: { type: 'string' },
    input: { type: 'string' },
    organisation: { type: 'string' },
    preview: { type: 'boolean' },
    list: { type: 'boolean' },
  },
  tools => (tools.values.list ? listActions() : act(tools)),
)

async function act({ config, words, speech, locale, values, positionals }: Tools): Promise<ExitCode> {
  const action = asked().find(({ id }) => id === positionals[0])
  if (!action || positionals.length !== 1)
    throw new UsageError('act-usage', {
      known: asked()
        .map(({ id }) => id)
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
    const own = words(locale ?? account?.locale ?? speech.locale)
    print(resultOf(outcome, messageOf(outcome, own, values, account !== undefined)))
    return exitCode(outcome)
  } finally {
    await house.close()
  }
}

function asked() {
  return [...actions.values()].filter(({ risk }) => risk !== 'system')
}

function listActions(): Promise<ExitCode> {
  for (const { id, guide, risk, input } of asked()) print({ id, guide, risk, fields: fieldsOf(input) })
  return Promise.resolve(0)
}

async function readInput(typed: string | boolean | undefined): Promise<unknown> {
  const json = typed === '-' ? await text(process.stdin) : String(typed ?? '{}')
  try {
    return JSON.parse(json)
  } catch {
    throw new UsageError('bad-json')
  }
}

/** What became of it, in the words of a command: fields by their names, no confirmation to wait for, who acts by `--as`. */
function messageOf(outcome: Outcome, speech: Speech, values: Tools['values'], isKnown: boolean): string {
  if (outcome.status === 'preview') return speech.t('commands.previewed')
  if (outcome.status === 'invalid')
    return outcome.problems
      .map(problem => [problem.field, problemText(speech, problem)].filter(Boolean).join(': '))
      .join(' ')
  const isStranger = outcome.status === 'refused' && outcome.refusals.some(({ rule }) => rule === 'ACT-1')
  return isStranger ? strangerText(speech, values, isKnown) : sentenceOf(speech, outcome)
}

function strangerText({ t }: Speech, { as, organisation }: Tools['values'], isKnown: boolean): string {
  if (as === undefined) return t('commands.no-actor')
  return isKnown
    ? t('commands.no-organisation', { organisation: String(organisation) })
    : t('commands.no-person', { login: String(as) })
}

function resultOf(outcome: Outcome, message: string) {
  const { status } = outcome
  if (status === 'answer') return { status: 'done', message, rows: outcome.answer.rows }
  if (status === 'invalid') return { status, message, problems: outcome.problems }
  if (status === 'refused')
    return { status, rule: outcome.refusals[0]?.rule, message, refusals: outcome.refusals }
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
