import { Reader, Writer } from './bytes.ts'
import { codeKey, hashOf, knowHash } from './content-key.ts'
import type { Guide } from './parse.ts'
import { seal, unseal } from './seal.ts'
import type { Stamp } from './stamp.ts'

/** A guide and the stamp of the file that it was read from. */
export interface Stamped {
  guide: Guide
  stamp: Stamp
}

/** What is kept of a guide beside its body. Where it lies is asked of the folder. */
interface Entry {
  stamp: Stamp
  hash: string
  /** Bytes of its body. */
  size: number
  front: Omit<Guide, 'body' | 'path'>
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Guides as bytes: a checksum, the key of our own code, all that is short, and then the bodies. */
export function saveGuides(all: Stamped[]): Uint8Array {
  const bodies = all.map(({ guide }) => encoder.encode(guide.body))
  const entries = all.map(({ guide, stamp }, at): Entry => {
    const { body: _, path: __, ...front } = guide
    return { stamp, hash: hashOf(guide), size: bodies[at]!.length, front }
  })
  const content = new Writer()
  content.text(codeKey())
  content.text(JSON.stringify(entries))
  for (const body of bodies) content.bytes(body)
  return seal(content.done())
}

/** Guides from their bytes. Nothing where they are damaged or were written by other code. */
export function restoreGuides(bytes: Uint8Array): Stamped[] | undefined {
  try {
    const content = unseal(bytes)
    if (!content) return undefined
    const reader = new Reader(content)
    if (reader.text() !== codeKey()) return undefined
    const entries = JSON.parse(reader.text()) as Entry[]
    return entries.map(entry => restoreGuide(entry, reader.bytes(entry.size)))
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Bodies stay bytes until they are read: few ever are. One getter serves all, so that all guides are of one shape. */
const bodies = new WeakMap<object, Uint8Array>()
const lazyBody = {
  enumerable: true,
  configurable: true,
  get(this: Guide) {
    return decoder.decode(bodies.get(this))
  },
}

function restoreGuide({ front, stamp, hash }: Entry, body: Uint8Array): Stamped {
  const guide = Object.defineProperty(front, 'body', lazyBody) as Guide
  bodies.set(guide, body)
  knowHash(guide, hash)
  return { guide, stamp }
}
