import type { Front } from '../../desk/front.ts'

/** Runs tasks, at most so many at a time; the others wait in order. */
export function openLanes(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  // Whoever leaves hands the lane on to whoever waits longest.
  const enter = async () => {
    if (running >= most) await new Promise<void>(resolve => waiting.push(resolve))
    else running++
  }
  const leave = () => {
    const next = waiting.shift()
    // Not at once: what came in meanwhile is acknowledged first.
    if (next) setImmediate(next)
    else running--
  }
  return async task => {
    await enter()
    try {
      return await task()
    } finally {
      leave()
    }
  }
}

/** Finding an answer takes a core for some milliseconds: many at once would keep acknowledgements waiting. */
const mostReplies = 2

/** The desk, asked for a few answers at a time. */
export function unhurried(front: Front): Front {
  const inLane = openLanes(mostReplies)
  return {
    ...front,
    reply: (person, event) => inLane(() => front.reply(person, event)),
    volunteer: (person, text) => inLane(() => front.volunteer(person, text)),
  }
}
