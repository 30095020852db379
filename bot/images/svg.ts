import { DOMParser, type Element, type Node, XMLSerializer } from '@xmldom/xmldom'

const svg = 'http://www.w3.org/2000/svg'
const xlink = 'http://www.w3.org/1999/xlink'
const declarations = 'http://www.w3.org/2000/xmlns/'

/** What draws. Scripts, links, foreign objects, pictures, filters, animations and text, which needs fonts of ours, are not among it. */
const elements = new Set(
  `svg g defs symbol use title desc style path rect circle ellipse line polyline polygon
  linearGradient radialGradient stop clipPath mask`.split(/\s+/),
)

const attributes = new Set(
  `id class style d x y x1 y1 x2 y2 cx cy r rx ry fx fy width height points viewBox preserveAspectRatio transform version
  fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
  stroke-dasharray stroke-dashoffset opacity color display visibility overflow offset stop-color stop-opacity
  gradientUnits gradientTransform spreadMethod clip-path clip-rule clipPathUnits mask maskUnits maskContentUnits
  href type`.split(/\s+/),
)

/** More than any drawing program nests. */
const deepest = 100

/**
 * An SVG of which only what draws is left: known elements and attributes, references within the picture, no document type (BRAND-4).
 * Throws on what is no well-formed SVG, or nests itself beyond measure.
 */
export function sanitise(text: string): string {
  const root = new DOMParser({ onError: stop }).parseFromString(text, 'image/svg+xml').documentElement
  if (root?.namespaceURI !== svg || root.localName !== 'svg') throw new SyntaxError('not an SVG')
  prune(root, 0)
  return new XMLSerializer().serializeToString(root)
}

function stop(_level: string, message: string): never {
  throw new SyntaxError(message)
}

/** Takes out all that does not draw. */
function prune(element: Element, depth: number): void {
  if (depth > deepest) throw new SyntaxError('nested too deep')
  for (const { name, localName, namespaceURI, value } of [...element.attributes])
    if (!staysAttribute(localName ?? name, namespaceURI, value)) element.removeAttribute(name)
  for (const child of [...element.childNodes]) {
    if (!stays(child)) element.removeChild(child)
    else if (isElement(child)) prune(child, depth + 1)
  }
}

const isElement = (node: Node): node is Element => node.nodeType === node.ELEMENT_NODE

function stays(node: Node): boolean {
  if (!isElement(node)) return node.nodeType === node.TEXT_NODE || node.nodeType === node.CDATA_SECTION_NODE
  if (node.namespaceURI !== svg || !elements.has(node.localName ?? '')) return false
  return node.localName !== 'style' || staysInside(node.textContent ?? '')
}

function staysAttribute(name: string, namespace: string | null, value: string): boolean {
  if (namespace === declarations) return true
  if (name === 'href') return (namespace === null || namespace === xlink) && /^#\S+$/.test(value)
  return namespace === null && attributes.has(name) && staysInside(value)
}

/** Whether a style fetches nothing: `url()` only of what is in the picture, no import. An escape could hide either, so there is none. */
const staysInside = (css: string): boolean =>
  !/[\\<]|@import|@font-face|image-set|src\s*\(|expression|javascript:/i.test(css) &&
  !/url\s*\(\s*(?!["']?#)/i.test(css)
