import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { Front } from '../../bot/desk/front.ts'
import { type Line, remoteFront, serveFront } from '../../bot/surfaces/discord/remote-front.ts'

/** Two ends of a channel on which all is text, as between two processes. */
function channel(): [Line, Line] {
  const [one, other] = [new EventEmitter(), new EventEmitter()]
  const end = (own: EventEmitter, peer: EventEmitter): Line => ({
    send: message => void setImmediate(() => peer.emit('message', JSON.parse(JSON.stringify(message)))),
    listen: hear => void own.on('message', hear),
  })
  return [end(one, other), end(other, one)]
}

function remote(front: Partial<Front>): Front {
  const [here, there] = channel()
  serveFront(front as Front, there)
  return remoteFront(here)
}

const person = { from: 'discord' }

describe('a desk in another process', () => {
  it('is asked and answers, pictures included', async () => {
    const png = Buffer.from([0, 1, 2, 255])
    const front = remote({
      reply: async (_, event) => ({
        tone: 'preview',
        locale: 'de',
        title: event.kind,
        blocks: [{ kind: 'picture', png, alt: 'a picture' }],
        buttons: [],
        private: true,
      }),
    })
    const view = await front.reply(person, { kind: 'say', text: 'Hallo' })
    expect(view.title).toBe('say')
    expect(view.blocks[0]).toEqual({ kind: 'picture', png, alt: 'a picture' })
  })

  it('has nothing to say where the desk has not', async () => {
    const front = remote({ volunteer: async () => undefined })
    expect(await front.volunteer(person, 'Hello')).toBeUndefined()
  })

  it('answers each of many questions with its own answer', async () => {
    const front = remote({ complete: async (_, typed) => [typed] })
    const typed = Array.from({ length: 50 }, (_, place) => String(place))
    expect(await Promise.all(typed.map(one => front.complete(person, one)))).toEqual(typed.map(one => [one]))
  })

  it('fails by name alone, so that no text crosses into a log', async () => {
    const front = remote({ home: () => Promise.reject(new TypeError('the password is …')) })
    await expect(front.home(person)).rejects.toThrow(/^TypeError$/)
  })
})
