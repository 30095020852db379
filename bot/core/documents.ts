// The first bytes, hex, of what a person submits to prove who they are: PNG, JPEG, WebP (a RIFF container), PDF.
const beginnings = [/^89504e470d0a1a0a/, /^ffd8ff/, /^52494646.{8}57454250/, /^255044462d/]

const base64 = /^[A-Za-z0-9+/]+={0,2}$/

/** Whether base64 holds a picture or a PDF, told by its first bytes (TFA-4). */
export function isDocument(text: string): boolean {
  const beginning = Buffer.from(text.slice(0, 24), 'base64').toString('hex')
  return text.length % 4 === 0 && base64.test(text) && beginnings.some(known => known.test(beginning))
}
