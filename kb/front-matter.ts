const entry = /^([a-z][\w-]*):(?: +(.*))?$/
const item = /^ +- +(.*)$/
/** No mark that means something in YAML, and no word or number that does. */
const bare = /^[\p{L}\d][\p{L}\d ’/+_.-]*$/u
const meaningful = /^(?:null|true|false|yes|no|on|off|0[xo].*|\d[\d_.]*(?:e[\d+-]*)?)$/i

/**
 * Reads front matter as guides have it: a key a line, and after it a double-quoted or bare text, a list of bare texts in
 * brackets, or such texts on lines of their own. Reading it as YAML costs twenty times more. Undefined for
 * anything else, which is then to be read as YAML; what comes out is what YAML says.
 */
export function plainFrontMatter(front: string): Record<string, string | string[]> | undefined {
  const data: Record<string, string | string[]> = {}
  let open: string[] | undefined
  for (const line of front.split('\n')) {
    const listed = open && item.exec(line)
    if (listed) {
      const text = textOf(listed[1]!)
      if (text === undefined) return undefined
      open!.push(text)
      continue
    }
    const [, key, rest = ''] = entry.exec(line) ?? []
    if (key === undefined || Object.hasOwn(data, key) || open?.length === 0) return undefined
    const value = rest === '' ? [] : (textOf(rest) ?? listOf(rest))
    if (value === undefined) return undefined
    data[key] = value
    open = rest === '' ? (value as string[]) : undefined
  }
  return open?.length === 0 ? undefined : data
}

function textOf(written: string): string | undefined {
  if (!written.startsWith('"')) {
    const text = written.trim()
    return bare.test(text) && !meaningful.test(text) ? text : undefined
  }
  try {
    return JSON.parse(written) as string
  } catch {
    return undefined
  }
}

function listOf(written: string): string[] | undefined {
  if (!/^\[.*\]$/.test(written)) return undefined
  if (written === '[]') return []
  const texts = written
    .slice(1, -1)
    .split(',')
    .map(text => textOf(text.trim()))
  return texts.every(text => text !== undefined && !text.includes('"')) ? (texts as string[]) : undefined
}
