import { isIP } from 'node:net'

/** What an address is counted as: itself for IPv4; for IPv6 the 64 bits that one household has (RFC 6177); '' for what is none. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  const kind = isIP(address)
  if (kind !== 6) return kind === 4 ? address : ''
  const [head = '', tail = ''] = address.toLowerCase().split('%')[0]!.split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail.split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map(part => part.replace(/^0+(?=.)/, ''))
    .join(':')
}
