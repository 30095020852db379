import { blocksOf, isNavigation, plainText } from './markdown.ts'
import type { Guide } from './parse.ts'

/** A part of a guide under one heading. The part before the first heading has the id ''. */
export interface Section {
  /** The heading's anchor. */
  id: string
  title: string
  /** What a reader sees, one block a line, without lists of links to other guides. */
  text: string
  /** The same as it is written, without its heading. */
  markdown: string
  /** The heading's depth, 0 before the first. */
  level: number
}

/** So many guides are remembered as they were read: all of them would take more memory than the index. */
const mostRemembered = 200
const remembered = new Map<object, readonly Section[]>()

/**
 * The sections of a guide, in order. The one before the first heading is left out where it is empty. Those of the guides that were
 * read last are remembered: while somebody types, the same few are found letter after letter.
 */
export function sectionsOf(guide: Pick<Guide, 'body'>): readonly Section[] {
  const sections = remembered.get(guide) ?? readSections(guide)
  remembered.delete(guide)
  remembered.set(guide, sections)
  if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value!)
  return sections
}

function readSections(guide: Pick<Guide, 'body'>): readonly Section[] {
  const sections: Section[] = [{ id: '', title: '', text: '', markdown: '', level: 0 }]
  const anchor = anchors()
  for (const block of blocksOf(guide.body)) {
    const text = plainText(block)
    if (block.type === 'heading')
      sections.push({ id: anchor(text), title: text, text: '', markdown: '', level: block.depth })
    else {
      sections.at(-1)!.markdown += block.raw
      if (text.trim() && !isNavigation(block)) sections.at(-1)!.text += `${text}\n`
    }
  }
  for (const section of sections) section.text = section.text.trim()
  return sections[0]!.text || sections.length === 1 ? sections : sections.slice(1)
}

/**
 * Names headings as GitHub does: lower case, punctuation dropped, spaces to hyphens, accents kept, `-1` after a name that
 * is taken (github-slugger's rules).
 */
export function anchors(): (heading: string) => string {
  const taken = new Map<string, number>()
  return heading => {
    const plain = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-')
    let name = plain
    let count = taken.get(plain) ?? 0
    while (taken.has(name)) name = `${plain}-${++count}`
    taken.set(plain, count)
    if (name !== plain) taken.set(name, 0)
    return name
  }
}
