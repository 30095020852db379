import { z } from 'zod'
import {
  action,
  type Context,
  change,
  InvalidInput,
  type Policy,
  type Problem,
  type Refusal,
} from '../core/action.ts'
import { choice, image, text, tick } from '../core/fields.ts'
import type { Branding, Image } from '../core/model.ts'
import { all, inTurn, manages, refusedIf } from '../core/policy.ts'
import type { MeasuredImage, Shape } from '../core/ports.ts'
import { hash, newId } from '../core/secrets.ts'
import type { Tables } from '../core/store.ts'

const squares = ['logo', 'initials'] as const

interface Wanted {
  square?: (typeof squares)[number] | undefined
  initials?: string | undefined
  logo?: string | undefined
  rectangular?: string | undefined
  removeRectangular?: boolean | undefined
  crop?: boolean | undefined
}

const insideIt: Policy<Wanted> = (_, { actor, organisation }) =>
  refusedIf(organisation.id !== actor.currentOrganisation, {
    rule: 'BRAND-1',
    because: 'elsewhere',
    facts: { organisation: organisation.name },
    guide: 'switch-organisation',
  })

/** What the square will hold: what was chosen, else what was given, else what it holds. */
function squareOf({ square, logo, initials }: Wanted, branding: Branding): (typeof squares)[number] {
  if (square) return square
  if (logo) return 'logo'
  return initials ? 'initials' : branding.square.kind
}

const logoStandsAlone: Policy<Wanted> = (wanted, { organisation: { branding } }) =>
  refusedIf(squareOf(wanted, branding) === 'logo' && wanted.rectangular !== undefined, { rule: 'BRAND-2' })

const shapes = {
  square: { least: 1, greatest: 1 },
  rectangular: { least: 2, greatest: 6 },
} as const satisfies Record<string, Shape>
type Place = keyof typeof shapes

const fitTheirPlaces: Policy<Wanted> = async ({ logo, rectangular, crop = false }, context) =>
  (
    await Promise.all([
      misfits(logo, 'square', crop, context),
      misfits(rectangular, 'rectangular', crop, context),
    ])
  ).flat()

const mebibyte = 2 ** 20

async function misfits(
  base64: string | undefined,
  place: Place,
  crop: boolean,
  { ports }: Context,
): Promise<Refusal[]> {
  if (base64 === undefined) return []
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length > 2 * mebibyte)
    return [{ rule: 'BRAND-4', because: 'size', facts: { bytes: bytes.length } }]
  const picture = await ports.images.read(bytes)
  if (!picture) return [{ rule: 'BRAND-4', because: 'format' }]
  const { width, height, png } = picture
  if (!png) return [{ rule: 'BRAND-4', because: 'pixels', facts: { width, height } }]
  return refusedIf(!crop && !fits(picture, shapes[place]), {
    rule: 'BRAND-4',
    because: place,
    facts: { width, height, ratio: width / height },
  })
}

/** Whether a picture's ratio is in the shape's range, within 2 %: without a division, so that the edges are exact (BRAND-4). */
const fits = ({ width, height }: MeasuredImage, { least, greatest }: Shape): boolean =>
  width * 100 >= least * 98 * height && width * 100 <= greatest * 102 * height

export const setBranding = action({
  id: 'set-branding',
  guide: 'set-branding',
  risk: 'change',
  input: z.object({
    square: choice(squares, 'squares').optional(),
    initials: text(3).optional(),
    logo: image().optional(),
    rectangular: image().optional(),
    removeRectangular: tick().optional(),
    crop: tick().optional(),
  }),
  // What the organisation has is told, and pictures are decoded, only for whoever may set them.
  allow: inTurn(manages('BRAND-1', 'role'), all(insideIt, logoStandsAlone), fitTheirPlaces),
  async effect(wanted, context) {
    const { tables, organisation } = context
    const problems = contradictions(wanted, organisation.branding)
    if (problems.length) throw new InvalidInput(...problems)
    const branding = await brandingOf(wanted, context)
    const changes = [
      change(organisation, await shown(tables, organisation.branding), await shown(tables, branding)),
    ]
    const picture = await draw(branding, context)
    await tables.organisations.put({ ...organisation, branding })
    const kept = imagesOf(branding)
    for (const old of imagesOf(organisation.branding))
      if (!kept.includes(old)) await tables.images.remove(old)
    return { changes, picture }
  },
  // A picture that is gone would have to be uploaded again: only initials and "none" can be put back.
  undo(_, [changed]) {
    const { before = {}, after = {} } = changed ?? {}
    const isLost = (name: string) => Boolean(before[name]) && before[name] !== after[name]
    if (isLost('logo') || isLost('manager')) return undefined
    return {
      ...(before.initials !== after.initials && { square: 'initials', initials: before.initials }),
      ...(after.manager && !before.manager && { removeRectangular: true }),
    }
  },
})

/** Letters, digits and what joins them in a name. */
const plainInitials = /^[\p{L}\p{M}\p{N}.&+-]+$/u

/** What cannot be meant together, or is missing. */
function contradictions(wanted: Wanted, branding: Branding): Problem[] {
  const { square: chosen, initials, logo, rectangular, removeRectangular } = wanted
  const kind = squareOf(wanted, branding)
  const found: [boolean, Problem][] = [
    [!Object.keys(wanted).some(name => name !== 'crop'), { field: 'square', problem: 'required' }],
    [!chosen && Boolean(logo && initials), { field: 'square', problem: 'required' }],
    [chosen === 'logo' && Boolean(initials), { field: 'initials', problem: 'not-with-logo' }],
    [chosen === 'initials' && Boolean(logo), { field: 'logo', problem: 'not-with-initials' }],
    [kind === 'logo' && !logo && branding.square.kind !== 'logo', { field: 'logo', problem: 'required' }],
    [
      kind === 'initials' && !initials && branding.square.kind !== 'initials',
      { field: 'initials', problem: 'required' },
    ],
    [initials !== undefined && !plainInitials.test(initials), { field: 'initials', problem: 'not-initials' }],
    [
      Boolean(rectangular && removeRectangular),
      { field: 'removeRectangular', problem: 'not-with-rectangular' },
    ],
  ]
  return found.filter(([holds]) => holds).map(([, problem]) => problem)
}

/** The branding that is wanted, its new pictures kept. A square logo stands alone (BRAND-2). */
async function brandingOf(wanted: Wanted, context: Context): Promise<Branding> {
  const { branding } = context.organisation
  const { initials, logo, rectangular, removeRectangular } = wanted
  if (squareOf(wanted, branding) === 'logo')
    return {
      square: logo ? { kind: 'logo', image: await keep(logo, 'square', context) } : branding.square,
      rectangular: null,
    }
  const old = removeRectangular ? null : branding.rectangular
  return {
    square: initials ? { kind: 'initials', text: initials } : branding.square,
    rectangular: rectangular ? await keep(rectangular, 'rectangular', context) : old,
  }
}

/** Keeps a picture in the shape of its place: one that does not fit is only here where it may be cropped. */
async function keep(base64: string, place: Place, context: Context): Promise<string> {
  const { tables, organisation, ports } = context
  const read = (await ports.images.read(Buffer.from(base64, 'base64')))!
  const { width, height, png } = fits(read, shapes[place])
    ? read
    : (await ports.images.read(await ports.images.crop(read.png!, shapes[place])))!
  const kept: Image = {
    id: newId(),
    organisation: organisation.id,
    width,
    height,
    png: png!.toString('base64'),
  }
  await tables.images.put(kept)
  return kept.id
}

const imagesOf = ({ square, rectangular }: Branding): string[] =>
  [square.kind === 'logo' ? square.image : null, rectangular].filter(id => id !== null)

/** What is seen where: one rectangular logo, in the manager and in the applications (BRAND-3). */
async function shown(tables: Tables, { square, rectangular }: Branding) {
  const beside = await pictured(tables, rectangular)
  return {
    initials: square.kind === 'initials' ? square.text : null,
    logo: square.kind === 'logo' ? await pictured(tables, square.image) : null,
    manager: beside,
    applications: beside,
  }
}

/** A picture in a line of text: its measures, and a mark that tells it from others of the same measures. */
async function pictured(tables: Tables, id: string | null): Promise<string | null> {
  const found = id && (await tables.images.get(id))
  return found ? `${found.width} × ${found.height} (${hash(found.png).slice(0, 8)})` : null
}

/** The manager's corner and an application's header as they will be (BRAND-5). */
async function draw({ square, rectangular }: Branding, { tables, ports }: Context): Promise<Buffer> {
  const png = async (id: string) => Buffer.from((await tables.images.get(id))?.png ?? '', 'base64')
  return ports.images.preview({
    ...(square.kind === 'initials' ? { initials: square.text } : { square: await png(square.image) }),
    ...(rectangular && { rectangular: await png(rectangular) }),
  })
}
