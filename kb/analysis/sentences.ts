/** Where each sentence of a text begins and ends: at a line's end, or after . ! ? … and a space. */
export function sentences(text: string): [start: number, end: number][] {
  const found: [number, number][] = []
  let start = 0
  for (const match of text.matchAll(/[.!?…]+(?:[ \u00a0\u202f]?»)?["”’)\]]*\s+|\n+/g)) {
    const end = match.index + match[0].trimEnd().length
    if (text.slice(start, end).trim()) found.push([start, end])
    start = match.index + match[0].length
  }
  if (text.slice(start).trim()) found.push([start, text.length])
  return found
}
