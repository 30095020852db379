import sharp from 'sharp'
import type { Images } from '../core/ports.ts'

type Parts = Parameters<Images['preview']>[0]

const width = 640
const height = 376
/** Drawn twice as large as it is laid out, for dense screens. */
const scale = 2

const line = '#dfe3ea'
const quiet = '#eceff4'
const ink = '#c3cad6'

/**
 * The manager's upper left corner beside an application's header, with the given parts, PNG (BRAND-5): two windows as they are seen, in
 * greys, so that the only colours are the brand's own.
 */
export async function preview({ initials, square, rectangular }: Parts): Promise<Buffer> {
  const corner = square ? pictured(square, 40, 40, 48, 48) : monogram(initials ?? '')
  const beside = rectangular ? pictured(rectangular, 104, 42, 264, 44) : ''
  const header = rectangular ? pictured(rectangular, 40, 248, 216, 36) : ''
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" height="${height * scale}" viewBox="0 0 ${width} ${height}">
    <defs>
      <clipPath id="manager"><rect x="20" y="20" width="600" height="184" rx="12"/></clipPath>
      <clipPath id="application"><rect x="20" y="228" width="600" height="128" rx="12"/></clipPath>
      <clipPath id="square"><rect x="40" y="40" width="48" height="48" rx="10"/></clipPath>
    </defs>
    <rect width="${width}" height="${height}" fill="#f4f6f9"/>
    <g clip-path="url(#manager)">
      <rect x="20" y="20" width="600" height="184" fill="#fff"/>
      <path d="M20 108H620M188 108V204" stroke="${line}"/>
      <rect x="20" y="109" width="168" height="95" fill="#fafbfc"/>
      ${bars([
        [44, 130, 92],
        [44, 152, 116],
        [44, 174, 76],
      ])}
      ${tiles([212, 348, 484], 128, 60)}
      ${person(588, 64)}${bars([[512, 60, 48]])}
    </g>
    ${corner}${beside}
    <g clip-path="url(#application)">
      <rect x="20" y="228" width="600" height="128" fill="#fff"/>
      <path d="M20 304H620" stroke="${line}"/>
      <rect x="280" y="250" width="248" height="32" rx="16" fill="${quiet}"/>
      <circle cx="300" cy="265" r="5" fill="none" stroke="${ink}" stroke-width="2"/><path d="m304 269 4 4" stroke="${ink}" stroke-width="2" stroke-linecap="round"/>
      ${person(588, 266)}
      ${tiles([40, 188, 336, 484], 324, 60)}
    </g>
    ${header}
    <g fill="none" stroke="${line}"><rect x="20.5" y="20.5" width="599" height="183" rx="12"/><rect x="20.5" y="228.5" width="599" height="127" rx="12"/></g>
  </svg>`
  return sharp(Buffer.from(drawing)).png({ compressionLevel: 9 }).toBuffer()
}

const bars = (places: readonly (readonly [x: number, y: number, length: number])[]): string =>
  places
    .map(([x, y, length]) => `<rect x="${x}" y="${y}" width="${length}" height="8" rx="4" fill="${ink}"/>`)
    .join('')

const tiles = (places: readonly number[], y: number, tall: number): string =>
  places.map(x => `<rect x="${x}" y="${y}" width="116" height="${tall}" rx="8" fill="${quiet}"/>`).join('')

const person = (x: number, y: number): string =>
  `<circle cx="${x}" cy="${y}" r="16" fill="${quiet}"/><circle cx="${x}" cy="${y - 4}" r="5" fill="${ink}"/><path d="M${x - 9} ${y + 10}a9 7 0 0 1 18 0" fill="${ink}"/>`

const pictured = (png: Buffer, x: number, y: number, across: number, down: number): string =>
  `<image x="${x}" y="${y}" width="${across}" height="${down}" preserveAspectRatio="xMinYMid" ${across === down ? 'clip-path="url(#square)"' : ''}
    href="data:image/png;base64,${png.toString('base64')}"/>`

const monogram = (initials: string): string =>
  `<rect x="40" y="40" width="48" height="48" rx="10" fill="#334155"/>
  <text x="64" y="70" font-family="Inter, Helvetica, Arial, sans-serif" font-size="18" font-weight="700" fill="#fff" text-anchor="middle">${escaped(initials)}</text>`

const escaped = (text: string): string => text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)
