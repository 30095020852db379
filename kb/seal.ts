import { crc32 } from 'node:zlib'
import { Reader, Writer } from './bytes.ts'

/** Puts a checksum before what is to be kept. */
export function seal(content: Uint8Array): Uint8Array {
  const file = new Writer()
  file.number(crc32(content))
  file.bytes(content)
  return file.done()
}

/** What follows the checksum, if the checksum is right. Throws a RangeError where there is none. */
export function unseal(bytes: Uint8Array): Uint8Array | undefined {
  const file = new Reader(bytes)
  const checksum = file.number()
  const content = file.rest()
  return crc32(content) === checksum ? content : undefined
}
