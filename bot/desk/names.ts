import { fold } from '../../kb/library.ts'
import { choicesOf } from './choices.ts'
import type { Turn } from './desk.ts'

/** A question without the people, organisations and addresses that it names: what it is about is not whom. */
export async function withoutNames(turn: Turn, question: string): Promise<string> {
  const kinds = ['member', 'organisation'] as const
  const choices = await Promise.all(kinds.map(kind => choicesOf(turn, { name: kind, kind, required: true })))
  const names = choices.flat().flatMap(({ label, aliases }) => [label, ...aliases].map(wordsOf))
  return without(question.replace(/[^\s@]+@[^\s@]+/g, '…'), names)
}

interface Word {
  text: string
  from: number
  to: number
}

function without(text: string, names: Word[][]): string {
  const words = wordsOf(text)
  const isSaid = (name: Word[], at: number) =>
    name.length > 0 && name.every((word, place) => word.text === words[at + place]?.text)
  let rest = ''
  let from = 0
  for (let at = 0; at < words.length; at++) {
    const longest = Math.max(0, ...names.filter(name => isSaid(name, at)).map(name => name.length))
    const last = words[at + longest - 1]
    if (!longest || !last) continue
    rest += `${text.slice(from, words[at]?.from)}…`
    from = last.to
    at += longest - 1
  }
  return rest + text.slice(from)
}

const wordsOf = (text: string): Word[] =>
  [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    text: fold(word),
    from: index,
    to: index + word.length,
  }))
