/** Tells every key of an item. */
type Keys = (item: number, tell: (key: number) => void) => void

/** Which items bear a key, in two flat arrays: counted, summed up, filled in (counting sort; Knuth, TAOCP 5.2). */
export class Inverted {
  /** Where the items of each key begin; one more for the end of the last. */
  readonly starts: Uint32Array
  readonly items: Uint32Array

  /** Keys are whole numbers below `keys`, items below `items`. Each item is asked for its keys twice. */
  constructor(keys: number, items: number, keysOf: Keys) {
    const ends = new Uint32Array(keys + 1)
    for (let item = 0; item < items; item++) keysOf(item, key => ends[key + 1]!++)
    for (let key = 0; key < keys; key++) ends[key + 1]! += ends[key]!
    this.starts = ends.slice()
    this.items = new Uint32Array(ends[keys]!)
    for (let item = 0; item < items; item++)
      keysOf(item, key => {
        this.items[ends[key]!++] = item
      })
  }

  /** The items that bear a key, once for every time that they told it. */
  get(key: number): Uint32Array {
    return this.items.subarray(this.starts[key]!, this.starts[key + 1]!)
  }
}
