/** The languages of the help centre; French is the one that the others are translated from. */
export const locales = ['fr', 'en', 'de', 'it', 'es'] as const
export type Locale = (typeof locales)[number]

/** Whether a text names one of the five languages. */
export function isLocale(text: string): text is Locale {
  return (locales as readonly string[]).includes(text)
}
