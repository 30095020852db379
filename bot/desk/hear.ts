import { holdsCardNumber } from '../core/card-numbers.ts'
import type { Speech } from '../words/words.ts'
import { plainWords, says } from './phrases.ts'

/** What was said, before anybody looks for a guide. */
export type Heard =
  | { kind: 'question'; text: string }
  | { kind: 'empty' | 'too-long' | 'unreadable' | 'card-number' | 'person' }
  | { kind: 'talk'; topic: Topic }

export const talkTopics = ['hello', 'thanks', 'bye', 'who'] as const
export type Topic = (typeof talkTopics)[number]

/** A question longer than this is a document. */
const longest = 2000

/** A wish for a person is said in a few words; a longer text has a matter of its own. */
const longestWish = 10

/** Sorts what was typed: nothing, too much, not text, a card number (PAY-3), small talk, a wish for a person, or a question. */
export function hear(raw: string, speeches: readonly Speech[]): Heard {
  if (raw.length > longest && !raw.slice(longest).trim()) return hear(raw.slice(0, longest), speeches)
  const text = raw
    .slice(0, 100_000)
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim()
  if (holdsCardNumber(text)) return { kind: 'card-number' }
  if (raw.length > longest) return { kind: 'too-long' }
  if (!text) return { kind: 'empty' }
  if (isUnreadable(text)) return { kind: 'unreadable' }
  const words = plainWords(text)
  if (!words) return { kind: 'empty' }
  const wishes = speeches.flatMap(speech => speech.list('desk.person.says'))
  if (words.split(' ').length <= longestWish && wishes.some(wish => says(words, wish)))
    return { kind: 'person' }
  const topic = smallTalk(words, speeches)
  return topic ? { kind: 'talk', topic } : { kind: 'question', text }
}

// Bytes read as text show as control characters or as U+FFFD.
function isUnreadable(text: string): boolean {
  const strange = text.match(/(?![\t\n\r])\p{Cc}|\ufffd/gu) ?? []
  return strange.length > text.length / 20
}

/** The topic of a text that is nothing but small talk: "hello, thanks" is, "hello, my invoice?" is a question. */
function smallTalk(words: string, speeches: readonly Speech[]): Topic | undefined {
  let rest = ` ${words} `.replaceAll(' concierge ', ' ')
  const heard: Topic[] = []
  for (const topic of talkTopics)
    for (const phrase of longestFirst(
      speeches.flatMap(speech => speech.list(`desk.talk.${topic}.says`)).map(plainWords),
    ))
      if (rest.includes(` ${phrase} `)) {
        rest = rest.replace(` ${phrase} `, ' ')
        heard.push(topic)
      }
  return rest.trim() ? undefined : heard.at(-1)
}

const longestFirst = (texts: string[]): string[] => texts.sort((a, b) => b.length - a.length)
