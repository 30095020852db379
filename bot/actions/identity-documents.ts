import { type Context, InvalidInput, type Policy } from '../core/action.ts'
import {
  type DocumentKind,
  fewestDocuments,
  isPdf,
  mostDocuments,
  mostInDocument,
} from '../core/documents.ts'
import type { Parcel } from '../core/model.ts'
import { refusedIf } from '../core/policy.ts'
import type { Documents } from '../core/ports.ts'

/** Without a key nothing is taken (TFA-4). */
export const canBeKept: Policy<unknown> = (_, { ports }) =>
  refusedIf(ports.documents === undefined, { rule: 'TFA-4', because: 'no-vault' })

interface Readable {
  kind: DocumentKind
  bytes: Buffer
}

/** Keeps what was uploaded, sealed, and answers with its names; throws `InvalidInput` where one of it is no proof of identity (TFA-4). */
export async function keepDocuments(files: readonly string[], { ports }: Context): Promise<string[]> {
  if (files.length < fewestDocuments || files.length > mostDocuments)
    throw wrong('wrong-number-of-files', { minimum: fewestDocuments, maximum: mostDocuments })
  const uploaded = files.map(file => Buffer.from(file, 'base64'))
  const largest = Math.max(...uploaded.map(({ length }) => length))
  if (largest > mostInDocument) throw wrong('file-too-large', { bytes: largest })
  const readable = await Promise.all(uploaded.map(bytes => readableOf(bytes, ports)))
  return Promise.all(readable.map(({ kind, bytes }) => (ports.documents as Documents).keep(bytes, kind)))
}

const wrong = (problem: string, facts = {}) => new InvalidInput({ field: 'documents', problem, facts })

/** Of a picture only the picture is kept. A PDF is kept as it came: nobody but an agent's own reader ever opens it. */
async function readableOf(bytes: Buffer, { images }: Context['ports']): Promise<Readable> {
  if (isPdf(bytes)) return { kind: 'pdf', bytes }
  const photograph = await images.photograph(bytes)
  if (!photograph) throw wrong('not-a-picture-or-pdf')
  return { kind: 'jpeg', bytes: photograph }
}

/** What is decided needs no documents any more: they go after the commit. */
export const shred = (documents: readonly string[]): Parcel[] =>
  documents.length ? [{ kind: 'shred', documents: [...documents] }] : []
