export type Fault = { readonly where: string; readonly message: string }

/** A request that Discord refuses: HTTP status, Discord's error code, and the faults of the app, if it is to blame. */
export class Refusal extends Error {
  readonly status: number
  readonly code: number
  readonly faults: readonly Fault[]

  constructor(status: number, code: number, message: string, faults: readonly Fault[] = []) {
    super(message)
    this.status = status
    this.code = code
    this.faults = faults
  }
}

/** Throws Discord's "Invalid Form Body" (50035) when there are faults. */
export function refuseFaulty(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new Refusal(400, 50035, 'Invalid Form Body', faults)
}

/** The refusal of a request that breaks a rule of Discord: always a fault of the app. */
export function misuse(where: string, message: string): Refusal {
  return new Refusal(400, 50035, 'Invalid Form Body', [{ where, message }])
}

export const unknownChannel = (): Refusal => new Refusal(404, 10003, 'Unknown Channel')
export const unknownMessage = (): Refusal => new Refusal(404, 10008, 'Unknown Message')
export const unknownInteraction = (): Refusal => new Refusal(404, 10062, 'Unknown interaction')
export const alreadyAcknowledged = (): Refusal =>
  new Refusal(400, 40060, 'Interaction has already been acknowledged.')
export const invalidToken = (): Refusal => new Refusal(401, 50027, 'Invalid Webhook Token')
export const tooLarge = (): Refusal =>
  new Refusal(413, 40005, 'Request entity too large', [{ where: '/files', message: 'a file of over 10 MiB' }])
