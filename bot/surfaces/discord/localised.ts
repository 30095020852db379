import { Locale as DiscordLocale, type LocalizationMap } from 'discord.js'
import { type Locale, locales } from '../../core/catalogue.ts'
import type { Speech, Words } from '../../words/words.ts'
import { cut, limits } from './limits.ts'

/** Discord's locales for each of our languages. */
export const discordLocales: Record<Locale, readonly DiscordLocale[]> = {
  fr: [DiscordLocale.French],
  en: [DiscordLocale.EnglishGB, DiscordLocale.EnglishUS],
  de: [DiscordLocale.German],
  it: [DiscordLocale.Italian],
  es: [DiscordLocale.SpanishES, DiscordLocale.SpanishLATAM],
}

/** A text in every language, as Discord has them. */
export const localised = (say: (locale: Locale) => string): LocalizationMap =>
  Object.fromEntries(locales.flatMap(locale => discordLocales[locale].map(discord => [discord, say(locale)])))

/** A description: in English, for whoever uses none of our languages, and in each of them. */
export const described = (words: Words, say: (speech: Speech) => string) => {
  const text = (locale: Locale) => cut(say(words(locale)), limits.commandDescription)
  return { description: text('en'), description_localizations: localised(text) }
}
