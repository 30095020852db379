/** Letters in a run. */
export const gramSize = 4

/** The runs of four letters in a text, each as one number, a byte a letter: letters beyond Latin share their numbers with others. */
export function eachGram(text: string, tell: (gram: number) => void): void {
  let gram = 0
  for (let at = 0; at < text.length; at++) {
    gram = (gram << 8) | (text.charCodeAt(at) & 0xff)
    if (at >= gramSize - 1) tell(gram)
  }
}
