import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSite, type Site } from './site.ts'

let site: Site
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

/** Opens a guide as a browser does: what a form of it must hand back, and the cookie. */
async function visit(path: string) {
  const response = await site.get(path)
  const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';')
  const [, csrf = ''] = /name="csrf" value="([^"]+)"/.exec(await response.text()) ?? []
  return {
    csrf,
    say: (fields: Record<string, string>, to = `${path}/helpful`) =>
      site.get(to, { method: 'POST', headers: { cookie }, body: new URLSearchParams({ csrf, ...fields }) }),
  }
}

const counted = async (verdict: string) =>
  (await site.desk.get('counters', `${verdict} change-role/de`))?.value
const gaps = () => site.desk.store.read(tables => tables.gaps.find({ locale: 'de' }))

describe('was this helpful', () => {
  it('yes is counted, and thanked for', async () => {
    const { say } = await visit('/de/change-role')
    const response = await say({ helpful: 'yes' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/de/change-role?helpful=yes#opinion')
    await say({ helpful: 'yes' })
    expect([await counted('helpful'), await counted('unhelpful')]).toEqual([2, undefined])
    const page = await (await site.get('/de/change-role?helpful=yes')).text()
    expect(page).toContain(site.desk.setting.words('de').t('web.guide.opinion.thanks'))
  })

  it('no is counted, and asks what was missing; what is said is kept like a question without an answer, its addresses blotted', async () => {
    const { say } = await visit('/de/change-role')
    const response = await say({ helpful: 'no' })
    expect(await counted('unhelpful')).toBe(1)
    expect(await (await site.get(response.headers.get('location')!)).text()).toContain('name="missing"')
    const told = await say({ helpful: 'told', missing: 'Wie für nina@example.org und 079 123 45 67?' })
    expect(told.headers.get('location')).toBe('/de/change-role?helpful=told#opinion')
    await expect.poll(gaps).toHaveLength(1)
    const [gap] = await gaps()
    expect(gap?.question).toMatch(/^Rolle eines Mitglieds ändern: Wie für /)
    expect(gap?.question).not.toMatch(/example|123/)
    expect([await counted('helpful'), await counted('unhelpful')]).toEqual([undefined, 1])
  })

  it('nothing said is nothing kept', async () => {
    const { say } = await visit('/de/change-role')
    expect((await say({ helpful: 'told', missing: '  ' })).status).toBe(303)
    expect((await say({})).status).toBe(303)
    expect(await gaps()).toEqual([])
  })

  it('is not counted without the mark of the visit, nor of a guide that there is not', async () => {
    const { say } = await visit('/de/change-role')
    expect((await say({ helpful: 'yes', csrf: 'wrong' })).status).toBe(403)
    expect((await say({ helpful: 'yes' }, '/de/nothing/helpful')).status).toBe(404)
    expect(await counted('helpful')).toBeUndefined()
  })
})
