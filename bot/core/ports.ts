/** What the domain asks of the world besides a store. Each has its real part outside `core/`. */

export interface MeasuredImage {
  /** As it came, in pixels. A drawing (SVG) may have fractions of them. */
  width: number
  height: number
  /** The picture sanitised and re-encoded, PNG. */
  png: Buffer
}

export interface Images {
  /** Measures and re-encodes a PNG, JPEG, WebP or SVG, told by its content; `undefined` for anything else (BRAND-4). */
  read(bytes: Buffer): Promise<MeasuredImage | undefined>
  /** Draws the manager's corner and an application's header, PNG (BRAND-5). */
  preview(parts: { initials?: string; square?: Buffer; rectangular?: Buffer }): Promise<Buffer>
}

export interface OneTimeCodes {
  /** A new shared secret, base32. */
  secret(): string
  /** The time step for which `code` is right, now or one step of thirty seconds to either side; `undefined` where it is wrong (RFC 6238). */
  verify(secret: string, code: string, now: Date): number | undefined
}

export interface Vault {
  /** Encrypts at rest what is secret, such as documents (TFA-4), base64 in, text out. */
  seal(base64: string): string
  /** What was sealed, base64. Throws where it was tampered with, or was sealed with another key. */
  open(sealed: string): string
}

export interface Ports {
  images: Images
  codes: OneTimeCodes
  vault: Vault
  /** The page for a one-time token, or for a guide. */
  address(path: string): string
  /** Services and languages that have a route for feedback (FEED-1). */
  hasRoute(service: string, locale: string): boolean
}
