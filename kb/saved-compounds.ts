import { type Compounds, compoundsOf } from './analysis/compounds.ts'
import type { Reader, Writer } from './bytes.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Writes which words are made of which, each by its place among all: to split them again takes as long as all the rest. */
export function writeCompounds(writer: Writer, { vocabulary, written }: Compounds): void {
  const places = new Map([...vocabulary.surfaces()].map(([surface], place) => [surface, place]))
  writer.number(written.size)
  let before = 0
  for (const [surface, parts] of written) {
    const place = places.get(surface)!
    writer.number(place - before)
    writer.number(parts.length)
    for (const part of parts) writer.number(places.get(part)!)
    before = place
  }
}

export function readCompounds(reader: Reader, vocabulary: Vocabulary): Compounds {
  const surfaces = [...vocabulary.surfaces()].map(([surface]) => surface)
  const written = new Map<string, string[]>()
  for (let left = reader.number(), place = 0; left > 0; left--) {
    place += reader.number()
    written.set(
      surfaces[place]!,
      Array.from({ length: reader.number() }, () => surfaces[reader.number()]!),
    )
  }
  return compoundsOf(vocabulary, written)
}
