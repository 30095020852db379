import type { File, Read } from './load.ts'
import { restoreGuides, type Stamped, saveGuides } from './saved-guides.ts'
import type { Shelves } from './shelves.ts'
import { isSameStamp, isSettled, stampOf } from './stamp.ts'

/** The guides of an earlier start, for the files that are still the same. */
export class Recollection {
  #shelves: Shelves
  #earlier: Map<string, Stamped>
  /** What the next start may recall. */
  #kept: Stamped[] = []
  #isNew = false

  constructor(shelves: Shelves) {
    this.#shelves = shelves
    const bytes = shelves.read('guides')
    const stamped = (bytes && restoreGuides(bytes)) ?? []
    this.#earlier = new Map(stamped.map(one => [nameOf(one.guide), one]))
  }

  /** The guide of a file, read anew only where the file is not the one that was read before. */
  read(file: File, readAnew: (file: File) => Read): Read {
    const now = Date.now()
    const stamp = stampOf(file.path)
    const earlier = this.#earlier.get(nameOf(file))
    if (stamp && earlier && isSameStamp(stamp, earlier.stamp)) {
      earlier.guide.path = file.path
      this.#kept.push(earlier)
      return { guide: earlier.guide, problems: [] }
    }
    const { guide, problems } = readAnew(file)
    // What is wrong with a guide is to be told at every start.
    if (stamp && guide && problems.length === 0 && isSettled(stamp, now)) {
      this.#kept.push({ guide, stamp })
      this.#isNew = true
    }
    return guide ? { guide, problems } : { problems }
  }

  /** Writes what was read, where it is other than before. */
  keep(): void {
    if (this.#isNew || this.#kept.length < this.#earlier.size)
      this.#shelves.write('guides', saveGuides(this.#kept))
  }
}

const nameOf = ({ slug, locale }: Pick<File, 'slug' | 'locale'>) => `${slug}/${locale}`
