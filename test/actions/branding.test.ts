import sharp from 'sharp'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Branding } from '../../bot/core/model.ts'
import { sharpImages } from '../../bot/images/sharp.ts'
import { applied, problems, proposalOf, reasons } from '../support/outcomes.ts'
import { pngOf } from '../support/png.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld({ images: sharpImages })
})
afterAll(() => world.close())

const picture = async (width: number, height: number, background = 'red'): Promise<string> =>
  (
    await sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer()
  ).toString('base64')
const set = (input: object, who = 'owner') => world.propose(who, 'set-branding', input)
const confirmed = async (input: object) => {
  const proposal = proposalOf(await set(input))
  return { ...applied(await world.confirm('owner', proposal)), proposal }
}
const branding = async () => (await world.get('organisations', 'acme'))?.branding as Branding
const images = () => world.store.read(tables => tables.images.find({ organisation: 'acme' }))

describe('set-branding', () => {
  it('BRAND-2 BRAND-3 initials with a rectangular logo, which manager and applications share', async () => {
    const { changes } = await confirmed({ initials: 'ÄÉ', rectangular: await picture(300, 100) })
    expect(changes[0]?.before).toEqual({ initials: 'AC', logo: null, manager: null, applications: null })
    expect(changes[0]?.after).toMatchObject({ initials: 'ÄÉ', logo: null })
    expect(changes[0]?.after.manager).toMatch(/^300 × 100 \([\da-f]{8}\)$/)
    expect(changes[0]?.after.applications).toBe(changes[0]?.after.manager)
    const [kept] = await images()
    expect(await branding()).toEqual({ square: { kind: 'initials', text: 'ÄÉ' }, rectangular: kept?.id })
  })

  it('BRAND-3 without one in the manager there is none in the applications', async () => {
    await confirmed({ rectangular: await picture(300, 100) })
    const { changes } = await confirmed({ removeRectangular: true })
    expect(changes[0]?.after).toEqual({ initials: 'AC', logo: null, manager: null, applications: null })
    expect(await images()).toEqual([])
  })

  it('BRAND-2 a square logo stands alone: a rectangular one that was there goes, and is seen to go', async () => {
    await confirmed({ rectangular: await picture(300, 100) })
    const { changes, undoable } = await confirmed({ logo: await picture(100, 100) })
    expect(changes[0]?.before.manager).toContain('300 × 100')
    expect(changes[0]?.after).toMatchObject({ initials: null, manager: null, applications: null })
    expect(changes[0]?.after.logo).toContain('100 × 100')
    expect(undoable).toBe(false)
    expect(await images()).toHaveLength(1)
  })

  it('BRAND-2 with a square logo, a rectangular one is refused: given with it, or afterwards', async () => {
    const [logo, rectangular] = [await picture(100, 100), await picture(300, 100)]
    expect(reasons(await set({ logo, rectangular }))).toEqual(['BRAND-2'])
    await confirmed({ logo })
    expect(reasons(await set({ rectangular }))).toEqual(['BRAND-2'])
    expect(reasons(await set({ square: 'logo', rectangular }))).toEqual(['BRAND-2'])
    await confirmed({ square: 'initials', initials: 'AB', rectangular })
    expect((await branding()).rectangular).not.toBeNull()
  })

  it('BRAND-1 only managers, and nobody’s picture is even read who may not', async () => {
    for (const user of ['collaborator', 'external'])
      expect(reasons(await set({ logo: 'no picture' }, user))).toEqual(['BRAND-1.role'])
    expect((await set({ initials: 'AB' }, 'admin')).status).toBe('preview')
  })

  it('BRAND-1 only from inside the organisation', async () => {
    await world.join('owner', 'legal-representative', 'other')
    const elsewhere = await world.perform('owner', 'set-branding', { initials: 'XY' }, 'other')
    expect(reasons(elsewhere)).toEqual(['BRAND-1.elsewhere'])
    expect(elsewhere).toMatchObject({
      refusals: [{ facts: { organisation: 'Other' }, guide: 'switch-organisation' }],
    })
    expect((await world.get('organisations', 'other'))?.branding.square).toEqual({
      kind: 'initials',
      text: 'OT',
    })
    const outside = await world.perform('stranger', 'set-branding', { initials: 'XY' }, 'acme')
    expect(reasons(outside)).toEqual(['BRAND-1.role'])
    expect(JSON.stringify(outside)).not.toContain('Acme')
  })

  it('BRAND-1 who may not is told nothing of what the organisation has', async () => {
    await confirmed({ logo: await picture(100, 100) })
    expect(reasons(await set({ rectangular: await picture(300, 100) }, 'collaborator'))).toEqual([
      'BRAND-1.role',
    ])
  })

  it('BRAND-4 a square one is 1:1 within 2 %, and is refused with its measured figures', async () => {
    for (const [width, height] of [
      [100, 100],
      [102, 100],
      [98, 100],
      [400, 406],
    ] as const)
      expect((await set({ logo: await picture(width, height) })).status).toBe('preview')
    for (const [width, height] of [
      [103, 100],
      [97, 100],
      [400, 420],
    ] as const) {
      const refused = await set({ logo: await picture(width, height) })
      expect(reasons(refused)).toEqual(['BRAND-4.square'])
      expect(refused).toMatchObject({ refusals: [{ facts: { width, height, ratio: width / height } }] })
    }
  })

  it('BRAND-4 an SVG is measured at its own size, to the edge', async () => {
    const drawing = (sizes: string) =>
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" ${sizes}><rect width="50" height="50"/></svg>`,
      ).toString('base64')
    const edge = await set({ logo: drawing('width="102" height="100"') })
    expect(applied(edge, 'preview').changes[0]?.after.logo).toContain('102 × 100')
    for (const [width, height] of [
      [103, 100],
      [1.03, 1],
    ])
      expect(await set({ logo: drawing(`viewBox="0 0 ${width} ${height}"`) })).toMatchObject({
        refusals: [{ because: 'square', facts: { width, height } }],
      })
  }, 30_000)

  it('BRAND-4 a rectangular one is 2:1 to 6:1 within 2 %', async () => {
    for (const [width, height] of [
      [200, 100],
      [196, 100],
      [600, 100],
      [612, 100],
    ] as const)
      expect((await set({ rectangular: await picture(width, height) })).status).toBe('preview')
    for (const [width, height] of [
      [195, 100],
      [613, 100],
      [100, 300],
    ] as const)
      expect(reasons(await set({ rectangular: await picture(width, height) }))).toEqual([
        'BRAND-4.rectangular',
      ])
    expect(await images()).toEqual([])
  })

  it('BRAND-4 BRAND-5 cropped to fit, where that is wished: the preview shows what is kept', async () => {
    const wide = await picture(400, 100)
    const { changes, picture: shown } = await confirmed({ logo: wide, crop: true })
    expect(changes[0]?.after.logo).toMatch(/^100 × 100 /)
    expect(shown).toBeDefined()
    expect((await images()).map(({ width, height }) => [width, height])).toEqual([[100, 100]])
    const flat = { square: 'initials', initials: 'AB', rectangular: await picture(900, 100), crop: true }
    expect((await confirmed(flat)).changes[0]?.after.manager).toMatch(/^600 × 100 /)
    const fitting = { rectangular: await picture(305, 100), crop: true }
    expect((await confirmed(fitting)).changes[0]?.after.manager).toMatch(/^305 × 100 /)
    expect(problems(await set({ crop: true }))).toEqual(['square required'])
  })

  it('BRAND-4 a picture of 20,000 × 20,000 pixels is refused with its figures, also where it may be cropped', async () => {
    const square = { width: 20_000, height: 20_000 }
    const huge = pngOf(square.width, square.height)
    for (const crop of [true, false]) {
      const refused = await set({ logo: huge.toString('base64'), crop })
      expect(reasons(refused)).toEqual(['BRAND-4.pixels'])
      expect(refused).toMatchObject({ refusals: [{ facts: square }] })
    }
  })

  it('BRAND-4 2 MiB is the most, told by the bytes themselves', async () => {
    const whole = Buffer.from(await picture(100, 100), 'base64')
    const padded = (bytes: number) =>
      Buffer.concat([whole, Buffer.alloc(bytes - whole.length)]).toString('base64')
    expect((await set({ logo: padded(2_097_152) })).status).toBe('preview')
    const refused = await set({ logo: padded(2_097_153) })
    expect(reasons(refused)).toEqual(['BRAND-4.size'])
    expect(refused).toMatchObject({ refusals: [{ facts: { bytes: 2_097_153 } }] })
  })

  it('BRAND-4 what is no picture is refused, and both pictures are judged', async () => {
    const noPicture = Buffer.from('GIF89a').toString('base64')
    expect(reasons(await set({ logo: noPicture }))).toEqual(['BRAND-4.format'])
    const both = { square: 'initials', logo: noPicture, rectangular: await picture(1, 1) }
    expect(reasons(await set(both))).toEqual(['BRAND-4.format', 'BRAND-4.rectangular'])
  })

  it('BRAND-4 what is kept is a new PNG, not what was sent', async () => {
    const jpeg = await sharp(Buffer.from(await picture(100, 100), 'base64'))
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .jpeg()
      .toBuffer()
    await confirmed({ logo: Buffer.concat([jpeg, Buffer.from('<script>')]).toString('base64') })
    const [kept] = await images()
    const png = Buffer.from(kept!.png, 'base64')
    expect(kept).toMatchObject({ width: 100, height: 100 })
    const { format, exif } = await sharp(png).metadata()
    expect({ format, exif }).toEqual({ format: 'png', exif: undefined })
    expect(png.includes('<script>')).toBe(false)
  })

  it('BRAND-5 the preview is a picture, of what is to come; nothing is changed yet', async () => {
    const [first, second] = [
      applied(await set({ logo: await picture(100, 100, 'red') }), 'preview').picture,
      applied(await set({ logo: await picture(100, 100, 'blue') }), 'preview').picture,
    ]
    expect((await sharp(first).metadata()).format).toBe('png')
    expect(first?.equals(second as Buffer)).toBe(false)
    expect((await branding()).square).toEqual({ kind: 'initials', text: 'AC' })
    expect(await images()).toEqual([])
  })

  it('BRAND-5 ACT-2 another picture of the same measures is another change; the same one is none', async () => {
    await confirmed({ logo: await picture(100, 100, 'red') })
    expect((await set({ logo: await picture(100, 100, 'red') })).status).toBe('unchanged')
    expect(await images()).toHaveLength(1)
    const before = (await images())[0]?.id
    await confirmed({ logo: await picture(100, 100, 'blue') })
    expect((await images()).map(({ id }) => id)).not.toContain(before)
  })

  it('a logo in the square stays when nothing else is chosen for it', async () => {
    await confirmed({ logo: await picture(100, 100) })
    expect((await set({ square: 'logo' })).status).toBe('unchanged')
    expect((await set({ removeRectangular: true })).status).toBe('unchanged')
  })

  it('ACT-2 undo brings back initials and "none", exactly', async () => {
    const logo = await confirmed({ logo: await picture(100, 100) })
    expect(logo.undoable).toBe(true)
    await world.confirm('owner', proposalOf(await world.undo('owner', logo.proposal)))
    expect(await branding()).toEqual({ square: { kind: 'initials', text: 'AC' }, rectangular: null })
    const both = await confirmed({ initials: 'AB', rectangular: await picture(300, 100) })
    await world.confirm('owner', proposalOf(await world.undo('owner', both.proposal)))
    expect(await branding()).toEqual({ square: { kind: 'initials', text: 'AC' }, rectangular: null })
    expect(await images()).toEqual([])
  })

  it('ACT-2 no undo where a picture would have to be uploaded again; beside one that stays, there is', async () => {
    await confirmed({ rectangular: await picture(300, 100) })
    const initials = await confirmed({ initials: 'AB' })
    expect(initials.undoable).toBe(true)
    expect((await confirmed({ rectangular: await picture(400, 100) })).undoable).toBe(false)
    expect((await confirmed({ removeRectangular: true })).undoable).toBe(false)
    await confirmed({ logo: await picture(100, 100) })
    expect((await confirmed({ initials: 'AB' })).undoable).toBe(false)
  })

  it('what contradicts itself, or lacks what it needs, cannot be meant', async () => {
    const [logo, rectangular] = [await picture(100, 100), await picture(300, 100)]
    const cases: [object, string[]][] = [
      [{}, ['square required']],
      [{ logo, initials: 'AB' }, ['square required']],
      [{ square: 'logo', logo, initials: 'AB' }, ['initials not-with-logo']],
      [{ square: 'initials', logo, initials: 'AB' }, ['logo not-with-initials']],
      [{ square: 'logo' }, ['logo required']],
      [{ initials: '<b>' }, ['initials not-initials']],
      [{ initials: 'ABCD' }, ['initials too-long']],
      [{ rectangular, removeRectangular: true }, ['removeRectangular not-with-rectangular']],
    ]
    for (const [input, expected] of cases) expect(problems(await set(input))).toEqual(expected)
    await confirmed({ logo })
    expect(problems(await set({ square: 'initials' }))).toEqual(['initials required'])
  })
})
