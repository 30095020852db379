import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { locales } from '../../bot/core/catalogue.ts'
import type { Parcel } from '../../bot/core/model.ts'
import { post } from '../../bot/core/outbox.ts'
import { carryPost, type PostTo, placeOf } from '../../bot/post/channels.ts'
import { type Carriers, openCourier } from '../../bot/post/courier.ts'
import { words } from '../support/desk.ts'
import { openWorld, type World } from '../support/world.ts'
import { openTestLog } from './support.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const wanted = (facts: object = {}): Extract<Parcel, { kind: 'post' }> => ({
  kind: 'post',
  channel: 'slack:T1:C1',
  locale: 'de',
  template: 'person-wanted',
  facts: {
    member: 'Nina',
    text: 'Wie geht das?',
    guides: ['Rolle ändern', 'Suite wechseln'],
    link: 'https://acme.slack.example/archives/C1/p1',
    ...facts,
  },
})

/** A courier with this way to a platform only. */
function openPostRoom(postTo: PostTo) {
  const none = () => Promise.reject(new Error('none of these here'))
  const carriers: Carriers = {
    mail: none,
    feedback: none,
    charge: none,
    shred: none,
    post: carryPost(words, postTo),
  }
  const log = openTestLog()
  return { courier: openCourier(world.domain, carriers, log), log }
}

const posted = async (parcel: ReturnType<typeof wanted>): Promise<string> => {
  let said = ''
  await carryPost(words, async (_platform, _place, text) => {
    said = text
  })(parcel, 'a')
  return said
}

describe('a post to a channel', () => {
  it('goes to its platform, workspace and channel, with the id that makes a duplicate harmless', async () => {
    const posts: unknown[] = []
    const { courier } = openPostRoom(async (...post) => void posts.push(post))
    await world.store.transact(tables => post(tables, wanted(), world.clock.now))
    const [entry] = await world.store.read(tables => tables.outbox.until('9999'))
    await courier.deliverDue()
    expect(posts).toEqual([
      ['slack', { workspace: 'T1', channel: 'C1' }, expect.stringContaining('Wie geht das?'), entry?.id],
    ])
  })

  it.each(locales)('says who wants a person, what was asked and tried, and where (%s)', async locale => {
    const said = await posted({ ...wanted(), locale })
    for (const fact of [
      'Nina',
      'Wie geht das?',
      'Rolle ändern',
      'Suite wechseln',
      'https://acme.slack.example',
    ])
      expect(said).toContain(fact)
    expect(said).toContain(words(locale).word('mails.person-wanted.subject', { member: 'Nina' }))
    expect(said).not.toMatch(/\{\{|undefined/)
  })

  it('FEED-6 pings nobody, by whatever is in it', async () => {
    const ping = '@everyone <!channel> <@U1> <#C1> [x](https://evil.example)'
    const said = await posted(wanted({ member: ping, text: ping, guides: [ping] }))
    expect(said).not.toMatch(/@everyone|<!|<@|<#|\]\(/)
    expect(said.replaceAll('\u200b', '')).toContain('@everyone')
  })

  it('is kept and tried again where the platform fails or is not connected', async () => {
    let postTo: PostTo = () => Promise.reject(new Error('slack is not connected'))
    const { courier, log } = openPostRoom((...post) => postTo(...post))
    await world.store.transact(tables => post(tables, wanted(), world.clock.now))
    expect(await courier.deliverDue()).toEqual({ delivered: 0, failed: 1 })
    expect(log.lines.join('')).not.toMatch(/Nina|Wie geht/)
    postTo = async () => {}
    world.later(1)
    expect(await courier.deliverDue()).toEqual({ delivered: 1, failed: 0 })
    expect(await world.outbox()).toEqual([])
  })

  it.each(['', 'slack', 'slack:T1', 'slack:T1:', 'teams:T1:C1', 'slack:T1:C1:more'])(
    'nothing else is a channel: %j',
    channel => {
      expect(() => placeOf(channel)).toThrow('no channel of a chat')
    },
  )
})
