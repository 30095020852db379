import type { DocumentKind } from './documents.ts'

/** What the domain asks of the world besides a store. Each has its real part outside `core/`. */

export interface MeasuredImage {
  /** As it came, in pixels. A drawing (SVG) may have fractions of them. */
  width: number
  height: number
  /** The picture sanitised and re-encoded, PNG; `undefined` where it has more pixels than are ever decoded. */
  png: Buffer | undefined
}

/** The least and the greatest width for a height of one. */
export interface Shape {
  least: number
  greatest: number
}

export interface Images {
  /** Measures and re-encodes a PNG, JPEG, WebP or SVG, told by its content; `undefined` for anything else (BRAND-4). */
  read(bytes: Buffer): Promise<MeasuredImage | undefined>
  /** What is left of a PNG when it is cut to a shape around its centre, as little as need be (BRAND-4). */
  crop(png: Buffer, shape: Shape): Promise<Buffer>
  /** A photograph (PNG or JPEG, told by its content) as it is kept: JPEG, upright, without metadata; `undefined` for anything else (TFA-4). */
  photograph(bytes: Buffer): Promise<Buffer | undefined>
  /** Draws the manager's corner and an application's header, PNG (BRAND-5). */
  preview(parts: { initials?: string; square?: Buffer; rectangular?: Buffer }): Promise<Buffer>
}

export interface OneTimeCodes {
  /** A new shared secret, base32. */
  secret(): string
  /** The QR code, PNG, by which an authenticator app takes over a shared secret for an account. */
  picture(secret: string, account: string): Promise<Buffer>
  /** The time step for which `code` is right, now or one step of thirty seconds to either side; `undefined` where it is wrong (RFC 6238). */
  verify(secret: string, code: string, now: Date): number | undefined
}

export interface Vault {
  /** Encrypts at rest what is secret, such as documents (TFA-4), base64 in, text out. */
  seal(base64: string): string
  /** What was sealed, base64. Throws where it was tampered with, or was sealed with another key. */
  open(sealed: string): string
}

/** Where identity documents lie, encrypted, until they are decided upon (TFA-4). */
export interface Documents {
  /** Keeps a document: it is on disk when the promise resolves. Out: its name. */
  keep(bytes: Buffer, kind: DocumentKind): Promise<string>
  /** Throws where there is none of that name, it was tampered with, or was sealed with another key. */
  read(name: string): Promise<Buffer>
  /** A name that is not there is no error. */
  remove(name: string): Promise<void>
}

/** A card as a payment provider tells of it: never its number (PAY-3). */
export interface Card {
  token: string
  brand: string
  last4: string
  /** `2028-05` */
  expiry: string
}

/** The payment provider's page, on which a card is typed, and nowhere else (PAY-3). */
export interface Payments {
  /** The address of the page for one card; it leads back to `returnTo` with the card's reference as `card` in its query. */
  start(returnTo: string): string
  /**
   * The card that a reference stands for; `undefined` where it stands for none, or does so no more. It is asked in a transaction: a
   * provider that is far away is asked when the person comes back, and its answer remembered.
   */
  card(reference: string): Promise<Card | undefined>
}

export interface Ports {
  images: Images
  codes: OneTimeCodes
  vault: Vault
  /** None without a key: what is sealed with a key that is then lost would be lost with it. */
  documents: Documents | undefined
  payments: Payments
  /** The page for a one-time token, or for a guide. */
  address(path: string): string
  /** Services and languages that have a route for feedback (FEED-1). */
  hasRoute(service: string, locale: string): boolean
}
