import type { IncomingMessage } from 'node:http'
import type { Json } from './types.ts'

/** All bytes of a request. */
export async function bytesOf(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** The arguments of a request: a form's fields, or a JSON object. Throws for JSON that is none. */
export function argumentsOf(request: IncomingMessage, bytes: Buffer): Json {
  const query = Object.fromEntries(new URL(request.url ?? '', 'http://edge').searchParams)
  const text = bytes.toString()
  if (!request.headers['content-type']?.includes('json'))
    return { ...query, ...Object.fromEntries(new URLSearchParams(text)) }
  const value: unknown = JSON.parse(text || '{}')
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SyntaxError('not an object')
  return { ...query, ...value }
}

export const bearer = (request: IncomingMessage): string =>
  request.headers.authorization?.replace(/^Bearer\s+/i, '') ?? ''
