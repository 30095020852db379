import { fold } from '../../kb/library.ts'
import { holdsCardNumber } from '../core/card-numbers.ts'
import type { Speech } from '../words/words.ts'

/** What was said, before anybody looks for a guide. */
export type Heard =
  | { kind: 'question'; text: string }
  | { kind: 'empty' | 'too-long' | 'unreadable' | 'card-number' | 'person' }
  | { kind: 'talk'; topic: Topic }

export const talkTopics = ['hello', 'thanks', 'bye', 'who'] as const
export type Topic = (typeof talkTopics)[number]

/** A question longer than this is a document. */
const longest = 2000

/** Small talk is short: a longer text that greets first still asks something. */
const longestTalk = 6

/** Sorts what was typed: nothing, too much, not text, a card number (PAY-3), small talk, a wish for a person, or a question. */
export function hear(raw: string, speeches: readonly Speech[]): Heard {
  if (raw.length > longest && !raw.slice(longest).trim()) return hear(raw.slice(0, longest), speeches)
  if (holdsCardNumber(raw.slice(0, 100_000))) return { kind: 'card-number' }
  if (raw.length > longest) return { kind: 'too-long' }
  const text = raw.replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '').trim()
  if (!text) return { kind: 'empty' }
  if (isUnreadable(text)) return { kind: 'unreadable' }
  const words = wordsOf(text)
  if (!words.length) return { kind: 'empty' }
  if (speeches.some(speech => saysOneOf(words, speech.list('desk.person.says')))) return { kind: 'person' }
  const topic = talkTopics.find(name =>
    speeches.some(speech => isJust(words, speech.list(`desk.talk.${name}.says`))),
  )
  return topic ? { kind: 'talk', topic } : { kind: 'question', text }
}

// Bytes read as text show as control characters or as U+FFFD.
function isUnreadable(text: string): boolean {
  const strange = text.match(/(?![\t\n\r])\p{Cc}|\ufffd/gu) ?? []
  return strange.length > text.length / 20
}

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** All that was said is one of the phrases, apart from a word or two such as a name. */
function isJust(words: string[], phrases: string[]): boolean {
  return words.length <= longestTalk && phrases.some(phrase => within(words, wordsOf(phrase), 2))
}

function saysOneOf(words: string[], phrases: string[]): boolean {
  return words.length <= 12 && phrases.some(phrase => within(words, wordsOf(phrase), words.length))
}

function within(words: string[], phrase: string[], others: number): boolean {
  return words.length - phrase.length <= others && ` ${words.join(' ')} `.includes(` ${phrase.join(' ')} `)
}
