import { setTimeout as pause } from 'node:timers/promises'
import { Hono } from 'hono'
import { perform } from '../../../core/perform.ts'
import { turnFor } from '../../../desk/desk.ts'
import { askFor } from '../../../desk/once.ts'
import { outcomeView } from '../../../desk/outcomes.ts'
import type { Web, WebEnv, WebParts } from '../env.ts'
import { formPage } from '../parts/form-page.ts'
import { tooMany } from '../refuse.ts'
import { personOf } from '../visitor.ts'

const id = 'request-password-reset'

/** In milliseconds: writing a ticket and a mail takes a little longer than finding nobody, and nobody must be able to tell. */
const longerThanAnyWork = 100

/** The password was forgotten: a link goes to the recovery address, and the answer is the same whoever asks (RECO-5). */
export function passwordPages(parts: WebParts): Web {
  const { setting } = parts
  const { domain } = setting
  const action = domain.actions.get(id)!
  const pages: Web = new Hono<WebEnv>()
  pages.get('/password', async context => {
    const { locale } = context.get('speech')
    const turn = await turnFor(setting, personOf(context.get('visitor'), locale))
    return formPage(parts, context, askFor(turn, action, {}), { to: `/${locale}/password` })
  })
  pages.post('/password', async context => {
    const refused = await tooMany(parts, context)
    if (refused) return refused
    parts.brake.count(context)
    const { locale } = context.get('speech')
    const { login } = await context.req.parseBody()
    const typed = { login: login || undefined }
    // As nobody, whoever is signed in: so that it is blind.
    const asked = perform(domain, { actor: undefined, action: id, input: typed, from: 'web' })
    const [outcome] = await Promise.all([asked, pause(longerThanAnyWork)])
    setting.afterChange()
    const turn = await turnFor(setting, personOf(context.get('visitor'), locale))
    const view =
      outcome.status === 'invalid' ? askFor(turn, action, typed, outcome) : outcomeView(turn, outcome)
    return formPage(parts, context, view, { to: `/${locale}/password` })
  })
  return pages
}
