import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Action } from '../../core/action.ts'
import { type FieldKind, fieldsOf } from '../../core/fields.ts'
import type { WebEnv, WebParts } from './env.ts'
import { problemPage } from './parts/problem.ts'

/** The largest body of a form without files, in bytes. */
const largestForm = 64 * 1024

const mebibyte = 2 ** 20
/** What a field with files may add. More than is taken, so that whoever sends a little too much is told the figures by the rule. */
const largest: { [kind in FieldKind]?: number } = { image: 4 * mebibyte, documents: 16 * mebibyte }

/** The largest body of a form of an action. */
export const largestBody = ({ input }: Action): number =>
  fieldsOf(input).reduce((sum, { kind }) => sum + (largest[kind] ?? 0), largestForm)

/** Takes no more than the form has room for that is sent to the page; a body that goes on is cut off while it comes in. */
export const limitBody =
  (parts: WebParts): MiddlewareHandler<WebEnv> =>
  (context, next) => {
    const [, id = ''] = /^\/[a-z]{2}\/do\/([\w-]+)$/.exec(context.req.path) ?? []
    const action = context.get('visitor').user && parts.setting.domain.actions.get(id)
    const maxSize = action?.risk === 'change' ? largestBody(action) : largestForm
    return bodyLimit({ maxSize, onError: () => problemPage(parts, context, 413) })(context, next)
  }
