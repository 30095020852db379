const encoder = new TextEncoder()

/** Writes whole numbers, seven bits a byte, the lowest first (LEB128), and texts with their length before them. */
export class Writer {
  #bytes = new Uint8Array(1 << 16)
  #at = 0

  number(value: number): void {
    this.#room(5)
    let rest = value
    for (; rest > 0x7f; rest >>>= 7) this.#bytes[this.#at++] = (rest & 0x7f) | 0x80
    this.#bytes[this.#at++] = rest
  }

  text(value: string): void {
    const bytes = encoder.encode(value)
    this.number(bytes.length)
    this.bytes(bytes)
  }

  bytes(value: Uint8Array): void {
    this.#room(value.length)
    this.#bytes.set(value, this.#at)
    this.#at += value.length
  }

  done(): Uint8Array {
    return this.#bytes.slice(0, this.#at)
  }

  #room(size: number): void {
    if (this.#at + size <= this.#bytes.length) return
    const larger = new Uint8Array(2 * (this.#at + size))
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

/** Reads what a Writer wrote. Throws a RangeError where it ends too early. */
export class Reader {
  #bytes: Buffer
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  }

  number(): number {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.#at++]
      if (byte === undefined) throw new RangeError('the bytes end inside a number')
      value |= (byte & 0x7f) << shift
      if (byte < 0x80) return value >>> 0
    }
  }

  text(): string {
    const start = this.#skip(this.number())
    return this.#bytes.toString('utf8', start, this.#at)
  }

  /** All that was not read yet. */
  rest(): Uint8Array {
    return this.bytes(this.#bytes.length - this.#at)
  }

  bytes(length: number): Uint8Array {
    const start = this.#skip(length)
    return new Uint8Array(this.#bytes.buffer, this.#bytes.byteOffset + start, length)
  }

  /** Goes on behind so many bytes; where they begin. */
  #skip(length: number): number {
    const start = this.#at
    if (start + length > this.#bytes.length) throw new RangeError('the bytes end inside a text')
    this.#at += length
    return start
  }
}
