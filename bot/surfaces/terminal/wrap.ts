import { stripVTControlCharacters } from 'node:util'

/** Longer lines are hard to read, however wide the window. */
const widest = 100

/** Breaks lines between words, so that a window of that many columns need not break inside one. What goes on is indented as the line's text is. */
export const wrap = (text: string, columns: number): string =>
  text
    .split('\n')
    .map(line => wrapLine(line, Math.min(columns, widest)))
    .join('\n')

function wrapLine(line: string, columns: number): string {
  const [start = '', mark = ''] = /^\s*((?:•|\d+\.|\[\d+\])\s)?/.exec(stripVTControlCharacters(line)) ?? []
  const indent = ' '.repeat(start.length)
  let width = 0
  return line
    .split(/(?<=\S) (?=\S)/)
    .map((word, place) => {
      const long = widthOf(word)
      const breaks = place > 0 && width + 1 + long > columns && !(place === 1 && mark)
      width = breaks ? indent.length + long : width + long + (place > 0 ? 1 : 0)
      return place === 0 ? word : breaks ? `\n${indent}${word}` : ` ${word}`
    })
    .join('')
}

const widthOf = (text: string): number => [...stripVTControlCharacters(text)].length
