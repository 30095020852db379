import type { MiddlewareHandler } from 'hono'
import type { Action } from '../../core/action.ts'
import { type FieldKind, fieldsOf } from '../../core/fields.ts'
import { actionOnce } from '../../desk/once.ts'
import type { Visit, WebEnv, WebParts } from './env.ts'
import { problemPage } from './parts/problem.ts'

/** The largest body of a form without files, in bytes. */
const largestForm = 64 * 1024

const mebibyte = 2 ** 20
/** What a field with files may add. More than is taken, so that whoever sends a little too much is told the figures by the rule. */
const largest: { [kind in FieldKind]?: number } = { image: 4 * mebibyte, documents: 48 * mebibyte }

/** The largest body of a form of an action. */
const largestBody = ({ input }: Action): number =>
  fieldsOf(input).reduce((sum, { kind }) => sum + (largest[kind] ?? 0), largestForm)

/** The largest body that a page takes: more than other forms' where it waits for files. */
async function mostOn({ setting }: WebParts, context: Visit): Promise<number> {
  const [, page, key = ''] = /^\/[a-z]{2}\/(do|once)\/([\w-]+)$/.exec(context.req.path) ?? []
  if (page === 'once') return bodyOf(await actionOnce(setting, key))
  const action = page && context.get('visitor').user ? setting.domain.actions.get(key) : undefined
  return bodyOf(action?.risk === 'change' ? action : undefined)
}

const bodyOf = (action: Action | undefined): number => (action ? largestBody(action) : largestForm)

/**
 * Takes no body longer than the form has room for that is sent to the page, and none that does not say how long it is: browsers do.
 * Hono's own `bodyLimit` cannot measure such a one here: it needs the global `Request`, which stays Node's for the chats' sake.
 */
export const limitBody =
  (parts: WebParts): MiddlewareHandler<WebEnv> =>
  async (context, next) => {
    if (context.req.header('Transfer-Encoding') !== undefined) return problemPage(parts, context, 400)
    const length = Number(context.req.header('Content-Length') ?? 0)
    const isTooLong = length > largestForm && length > (await mostOn(parts, context))
    return isTooLong ? problemPage(parts, context, 413) : next()
  }
