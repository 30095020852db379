/** Something wrong in a guide. `problem` is a stable id; the words for it live in `locales/`. */
export interface Problem {
  path: string
  line: number
  problem: string
  facts: Record<string, string>
  /** A warning leaves the guide usable. */
  level: 'error' | 'warning'
}

/** A problem at a place in a file. */
export function problemAt(
  path: string,
  line: number,
  problem: string,
  facts: Record<string, string> = {},
  level: Problem['level'] = 'error',
): Problem {
  return { path, line, problem, facts, level }
}
