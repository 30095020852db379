/** What a surface hands to the desk. */
export type Event =
  /** `mentions` are the chat accounts that the text mentions. */
  | { kind: 'say'; text: string; mentions?: readonly string[] }
  | { kind: 'press'; button: string }
  | { kind: 'submit'; action: string; values: Record<string, unknown> }
  /**
   * An action was named with some of its input, as by a command: `question` is what was typed with it. `onlyAsks` where a link was
   * followed: nothing is begun by that, and a change is asked about whatever is known of it.
   */
  | {
      kind: 'want'
      action: string
      values: Record<string, unknown>
      question?: string
      onlyAsks?: true
    }
  /** Somebody answers another's words with a guide. */
  | { kind: 'cite'; slug: string; text: string }
