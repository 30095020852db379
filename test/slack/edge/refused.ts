/** A request that Slack answers with `ok: false`; `fault` says what the app did wrong, if it did. */
export class Refused extends Error {
  code: string
  fault: string | undefined

  constructor(code: string, fault?: string) {
    super(code)
    this.code = code
    this.fault = fault
  }
}
