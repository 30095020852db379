import { locales } from '../../core/catalogue.ts'

/** A path of ours in one of our languages, to go on to; `undefined` for anything that might lead elsewhere. */
export function ownPath(typed: string | undefined): string | undefined {
  if (!typed || !URL.canParse(typed, ours)) return undefined
  const { origin, pathname, search, hash } = new URL(typed, ours)
  const isOurs = origin === ours && typed.startsWith('/') && !pathname.startsWith('//')
  return isOurs && locales.some(locale => pathname === `/${locale}` || pathname.startsWith(`/${locale}/`))
    ? `${pathname}${search}${hash}`
    : undefined
}

// No address of ours: only that it stays the same says that nothing leads away from it.
const ours = 'http://ours.invalid'
