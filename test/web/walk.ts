import { TOTP } from 'otpauth'
import { type Browser, browserAt, type Came } from './visit.ts'

/** Somebody of the demo, signed in on the help centre that runs there. */
export async function signedIn(url: string, user: string): Promise<Browser> {
  const visitor = browserAt(url)
  const entered = await visitor.signIn(user)
  if (entered.status !== 303) throw new Error(`not signed in: ${entered.text}`)
  return visitor
}

/** The path of a page's address, whose host is a proxy's in the world. */
export const pathOf = (url: string | undefined): string => new URL(url ?? '').pathname

/** What a page shows once. */
export const secretsIn = ({ text }: Came): string[] =>
  [...text.matchAll(/<code>([^<]+)<\/code>/g)].map(([, value = '']) => value)

/** The code that an authenticator app would show now. */
export const codeOf = (secret: string, timestamp = Date.now()): string =>
  TOTP.generate({ secret: new TOTP({ secret }).secret, timestamp })
