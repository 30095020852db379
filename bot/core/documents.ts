/** What an identity document is kept as: the ending of its name. */
const documentKinds = ['jpeg', 'pdf'] as const
export type DocumentKind = (typeof documentKinds)[number]

// An identity document and a selfie at least; both sides, or a second document, at most.
export const fewestDocuments = 2
export const mostDocuments = 4

/** 10 MiB: what a photograph of a telephone needs. */
export const mostInDocument = 10 * 2 ** 20

/** What a document is, by the ending of its name. */
export const kindOf = (name: string): DocumentKind | undefined =>
  documentKinds.find(kind => name.endsWith(`.${kind}`))

/** Whether bytes are a whole PDF: its beginning, and the mark of its end within the last kilobyte, as readers look for them (ISO 32000-1, 7.5). */
export const isPdf = (bytes: Buffer): boolean =>
  bytes.subarray(0, 5).toString('latin1') === '%PDF-' &&
  bytes.subarray(-1024).toString('latin1').includes('%%EOF')
