import { DOMParser, type Document, type Element } from '@xmldom/xmldom'

/** Reads XML; throws at the first thing that is wrong with it. */
export function xml(text: string): Document {
  const fail = (_: unknown, message: string): never => {
    throw new Error(message)
  }
  return new DOMParser({ onError: fail }).parseFromString(text, 'text/xml')
}

/** The elements of a name, whatever their prefix. */
export const elements = (document: Document | Element, name: string): Element[] => [
  ...(document.getElementsByTagName(name) as Iterable<Element>),
]

/** What the elements of a name say. */
export const textsOf = (document: Document | Element, name: string): string[] =>
  elements(document, name).map(({ textContent }) => textContent ?? '')

/** The addresses that a page of HTML names in elements of a kind, such as `<link rel="canonical" …>`. */
export const hrefs = (html: string, beginning: string): string[] =>
  [...html.matchAll(new RegExp(`${beginning}[^>]* href="([^"]*)"`, 'g'))].map(([, href = '']) => href)

/** What a page tells machines of itself. */
export function structuredIn(html: string): Record<string, unknown>[] {
  const [, data = ''] = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html) ?? []
  return JSON.parse(data)['@graph']
}
