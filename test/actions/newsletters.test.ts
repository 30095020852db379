import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { topics } from '../../bot/core/catalogue.ts'
import { applied, problems, proposalOf, reasons, rows } from '../support/outcomes.ts'
import { openWorld, person, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
  await world.put('users', person('reader', { locale: 'es', newsletters: ['tips', 'product-news'] }))
  await world.join('reader', 'external-user')
})
afterAll(() => world.close())

const subscribed = async () => (await world.get('users', 'reader'))?.newsletters

describe('list-newsletters', () => {
  it('NEWS-2 every topic is there, on the side of the present choice, as ids that have words in each language', async () => {
    const facts = rows(await world.perform('reader', 'list-newsletters'))[0]?.facts ?? {}
    expect(facts.subscribed).toEqual(['product-news', 'tips'])
    const all = [facts.subscribed, facts.unsubscribed].flat()
    expect(all.sort()).toEqual([...topics].sort())
  })
})

describe('set-newsletters', () => {
  it('NEWS-1 each topic on its own; nothing changes until saved; and back exactly', async () => {
    const shown = await world.propose('reader', 'set-newsletters', {
      subscribe: 'Security',
      unsubscribe: ['tips'],
    })
    expect(await subscribed()).toEqual(['tips', 'product-news'])
    const done = await world.confirm('reader', proposalOf(shown))
    expect(await subscribed()).toEqual(['product-news', 'security'])
    const back = await world.undo('reader', proposalOf(done, 'done'))
    applied(await world.confirm('reader', proposalOf(back)))
    expect(await subscribed()).toEqual(['product-news', 'tips'])
  })

  it('NEWS-1 undo of a part that was so before leaves that part', async () => {
    const shown = await world.propose('reader', 'set-newsletters', { subscribe: ['tips', 'events'] })
    const done = await world.confirm('reader', proposalOf(shown))
    const back = await world.undo('reader', proposalOf(done, 'done'))
    applied(await world.confirm('reader', proposalOf(back)))
    expect(await subscribed()).toEqual(['product-news', 'tips'])
  })

  it('NEWS-1 what is so already stays, and says so', async () => {
    const outcome = await world.propose('reader', 'set-newsletters', {
      subscribe: ['tips'],
      unsubscribe: ['events'],
    })
    expect(outcome.status).toBe('unchanged')
  })

  it('NEWS-3 an unknown topic is refused with the known ones, and the others are not applied', async () => {
    const outcome = await world.perform('reader', 'set-newsletters', {
      subscribe: ['events', 'jokes'],
      unsubscribe: ['x'],
    })
    expect(reasons(outcome)).toEqual(['NEWS-3'])
    expect(outcome).toMatchObject({ refusals: [{ facts: { topics, text: 'jokes, x' } }] })
    expect(await subscribed()).toEqual(['tips', 'product-news'])
    expect((await world.audit()).map(({ rules }) => rules)).toEqual([['NEWS-3']])
  })

  it('NEWS-1 the same topic on both sides, or none at all, cannot be meant', async () => {
    const both = await world.perform('reader', 'set-newsletters', {
      subscribe: ['events'],
      unsubscribe: ['events'],
    })
    expect(problems(both)).toEqual(['unsubscribe also-subscribed'])
    expect(problems(await world.perform('reader', 'set-newsletters', {}))).toEqual(['subscribe no-topic'])
    expect(await subscribed()).toEqual(['tips', 'product-news'])
  })
})
