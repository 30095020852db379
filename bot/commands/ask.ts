import { actions } from '../actions/index.ts'
import { openFinding } from '../app.ts'
import { offeredTo } from '../core/action.ts'
import { holdsCardNumber } from '../core/card-numbers.ts'
import { find } from '../desk/find.ts'
import { print, run, UsageError } from './run.ts'

/** `npm run -s ask -- [--locale fr] "question"`: the guide that answers, as JSON. */
await run({}, async ({ config, words, speech, locale, positionals }) => {
  const question = positionals.join(' ').trim()
  if (!question) throw new UsageError('ask-usage')
  if (holdsCardNumber(question)) {
    // Not even the question comes back: what is printed here ends up in somebody's log (PAY-3).
    print({
      answered: false,
      rule: 'PAY-3',
      message: words(locale ?? speech.locale).t('desk.problems.card-number'),
    })
    return 1
  }
  const finding = await openFinding(config, words)
  const found = find({ ...finding, actions: offeredTo(actions, undefined) }, question, {
    locale: locale ?? speech.locale,
  })
  const [nearest, ...others] = found.answer.results
  const best = found.guide ?? nearest
  print({
    question,
    locale: found.answer.locale,
    answered: found.guide !== undefined,
    result: best ?? null,
    actions: found.guide ? found.actions.map(({ id }) => id) : [],
    others: [...(found.guide && nearest?.slug !== found.guide.slug ? [nearest] : []), ...others]
      .slice(0, 3)
      .flatMap(result =>
        result ? [{ slug: result.slug, title: result.title, confidence: result.confidence }] : [],
      ),
    support: config.support,
  })
  return found.guide ? 0 : 1
})
