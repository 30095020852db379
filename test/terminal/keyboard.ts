import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'

/** A keyboard and a screen that are none: what a terminal's streams have, without a terminal. */
export function openKeyboard() {
  const input = Object.assign(new PassThrough(), { isTTY: true, isRaw: false, setRawMode })
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 })
  let shown = ''
  output.on('data', data => {
    shown += data
  })
  function setRawMode(mode: boolean) {
    input.isRaw = mode
    return input
  }
  const visible = () => stripVTControlCharacters(shown)

  /** Waits until `expected` is on the screen. */
  async function sees(expected: string): Promise<void> {
    while (!visible().includes(expected)) await once(output, 'data')
  }

  /** Waits until `expected` is on the screen, then forgets it, and types. */
  async function types(typed: string, expected = ''): Promise<void> {
    await sees(expected)
    shown = ''
    input.write(typed)
    // Keys go through several streams before anything comes of them.
    for (let turn = 0; turn < 5; turn++) await new Promise(resolve => setImmediate(resolve))
  }

  return { input, output, shown: visible, sees, types }
}

export const keys = {
  enter: '\r',
  tab: '\t',
  up: '\u001b[A',
  down: '\u001b[B',
  left: '\u001b[D',
  space: ' ',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
  ctrlU: '\u0015',
}
