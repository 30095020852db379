import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Mail } from '../../bot/core/model.ts'
import type { Place, Platform, PostTo } from '../../bot/post/channels.ts'
import { type Carriers, openCourier } from '../../bot/post/courier.ts'
import { carryFeedback } from '../../bot/post/feedback.ts'
import { openRoutes } from '../../bot/post/routes.ts'
import { openWorld, person, type World } from '../support/world.ts'
import { openTestLog, openTestWords } from './support.ts'

const words = openTestWords()

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const notConnected: PostTo = platform => Promise.reject(new Error(`${platform} is not connected`))

/** A post room whose mails are noted; `domain` goes to Slack in French and to Discord in German. */
function openPostRoom(postTo = notConnected) {
  const folder = mkdtempSync(join(tmpdir(), 'concierge-routes-'))
  const path = join(folder, 'routes.json')
  const routed = structuredClone(routesFile)
  routed.domain = { ...routed.domain, fr: 'slack:C0123ABCD', de: 'discord:123456789012345678' }
  writeFileSync(path, JSON.stringify(routed))
  const routes = openRoutes(path)
  rmSync(folder, { recursive: true })
  const mails: { mail: Mail; id: string }[] = []
  const mail = async (mail: Mail, id: string) => void mails.push({ mail, id })
  const feedback = carryFeedback(world.domain, { routes, words, mail, postTo })
  const none = () => Promise.reject(new Error('none of these here'))
  const carriers: Carriers = { mail, feedback, post: none, charge: none, shred: none }
  const log = openTestLog()
  return { courier: openCourier(world.domain, carriers, log), mails, log }
}

const { default: routesFile } = (await import('../../bot/post/routes.json', { with: { type: 'json' } })) as {
  default: Record<string, Record<string, string>>
}

const send = (who: string, service: string, text: string, language?: string) =>
  world.perform(who, 'send-feedback', { service, text, ...(language && { language }) })

const outboxIds = async () =>
  (await world.store.read(tables => tables.outbox.until('9999'))).map(({ id }) => id)

describe('feedback on its way', () => {
  it('FEED-2 goes by mail to the route of its service and language, in that language', async () => {
    const { courier, mails } = openPostRoom()
    await send('collaborator', 'kdrive', 'Bitte schneller', 'it')
    const [id] = await outboxIds()
    await courier.deliverDue()
    expect(mails).toEqual([
      {
        id,
        mail: {
          kind: 'mail',
          to: 'feedback+kdrive-it@example.org',
          locale: 'it',
          template: 'feedback-posted',
          facts: {
            number: '1',
            service: 'kdrive',
            language: 'it',
            author: 'Collaborator',
            text: 'Bitte schneller',
          },
        },
      },
    ])
  })

  it('FEED-2 goes to the one route of kChat, whatever the language of its author', async () => {
    const { courier, mails } = openPostRoom()
    await send('collaborator', 'kchat', 'Grössere Emojis')
    await courier.deliverDue()
    expect(mails.map(({ mail }) => [mail.to, mail.locale])).toEqual([['feedback+kchat-fr@example.org', 'fr']])
  })

  it('FEED-3 goes to a Slack or a Discord channel, with the id that makes a duplicate harmless', async () => {
    const posts: { platform: Platform; place: Place; text: string; id: string }[] = []
    const { courier } = openPostRoom(
      async (platform, place, text, id) => void posts.push({ platform, place, text, id }),
    )
    await send('owner', 'domain', 'Une idée\nsur deux lignes')
    await send('collaborator', 'domain', 'Eine Idee für später')
    const ids = await outboxIds()
    await courier.deliverDue()
    expect(posts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          platform: 'slack',
          place: { channel: 'C0123ABCD' },
          text: 'fr #1 Domain (français)\n\nOwner says:\n\n> Une idée\n> sur deux lignes',
        }),
        expect.objectContaining({
          platform: 'discord',
          place: { channel: '123456789012345678' },
          text: 'de #2 Domain (Deutsch)\n\nCollaborator says:\n\n> Eine Idee für später',
        }),
      ]),
    )
    expect(posts.map(({ id }) => id).sort()).toEqual(ids.sort())
  })

  it('FEED-3 a route that was set in a chat wins over the file', async () => {
    const posts: unknown[] = []
    const { courier, mails } = openPostRoom(async (...post) => void posts.push(post.slice(0, 2)))
    await world.put(
      'routes',
      { id: 'domain:fr', channel: 'discord:A1:123456789012345678' },
      { id: 'kdrive:fr', channel: 'slack:T1:C1' },
    )
    for (const service of ['domain', 'kdrive', 'mail']) await send('owner', service, 'Une idée')
    await courier.deliverDue()
    expect(posts).toEqual(
      expect.arrayContaining([
        ['discord', { workspace: 'A1', channel: '123456789012345678' }],
        ['slack', { workspace: 'T1', channel: 'C1' }],
      ]),
    )
    expect(mails.map(({ mail }) => mail.to)).toEqual(['feedback+mail-fr@example.org'])
  })

  it('FEED-3 is kept where its target fails or is not connected, and none is lost', async () => {
    let postTo = notConnected
    const { courier, log } = openPostRoom((...post) => postTo(...post))
    for (const number of [1, 2, 3]) await send('owner', 'domain', `Idée ${number}`)
    expect(await courier.deliverDue()).toEqual({ delivered: 0, failed: 3 })
    world.later(1)
    postTo = () => Promise.reject(new Error('Idée 1: channel_not_found'))
    expect(await courier.deliverDue()).toEqual({ delivered: 0, failed: 3 })
    expect(await world.outbox()).toHaveLength(3)
    expect(log.lines).toHaveLength(6)
    expect(log.lines.join('')).not.toContain('Idée')
    const texts: string[] = []
    postTo = async (_platform, _place, text) => void texts.push(text)
    world.later(2)
    expect(await courier.deliverDue()).toEqual({ delivered: 3, failed: 0 })
    expect(texts.map(text => text.slice(-6)).sort()).toEqual(['Idée 1', 'Idée 2', 'Idée 3'])
    expect(await world.outbox()).toEqual([])
  })

  it('FEED-3 a failing route does not hold up the others', async () => {
    const { courier, mails } = openPostRoom()
    await send('owner', 'domain', 'Une idée')
    await send('owner', 'kdrive', 'Une autre')
    expect(await courier.deliverDue()).toEqual({ delivered: 1, failed: 1 })
    expect(mails).toHaveLength(1)
  })

  it('FEED-6 pings nobody, by its text or by its author’s name', async () => {
    const posts: string[] = []
    const { courier, mails } = openPostRoom(async (_platform, _place, text) => void posts.push(text))
    await world.put('users', person('owner', { name: '@everyone <!channel>' }))
    const text =
      'Hé @everyone @here <!channel> <!here> <!subteam^S1> <@U0123> <@!123> <@&456> <#C0123> [x](https://evil.example)'
    await send('owner', 'domain', text)
    await send('owner', 'mail', text)
    await courier.deliverDue()
    const told = [...posts, JSON.stringify(mails[0]?.mail.facts)]
    expect(told).toHaveLength(2)
    for (const said of told) {
      expect(said).not.toMatch(/@everyone|@here|<!|<@|<#|\]\(/)
      expect(said.replaceAll('\u200b', '')).toContain('@everyone')
    }
  })
})
