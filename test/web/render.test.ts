import fc from 'fast-check'
import { parseFragment } from 'parse5'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actions } from '../../bot/actions/index.ts'
import { doButton } from '../../bot/desk/button.ts'
import { turnFor } from '../../bot/desk/desk.ts'
import { formOf } from '../../bot/desk/forms.ts'
import type { Form, FormField, View } from '../../bot/desk/view.ts'
import { visible } from '../../bot/surfaces/text.ts'
import { formHtml } from '../../bot/surfaces/web/parts/form.ts'
import { viewHtml } from '../../bot/surfaces/web/parts/view.ts'
import { anyForm, anyView } from '../slack/shown.ts'
import { type Desk, locales, managers, openDesk, words } from '../support/desk.ts'
import { attribute, bodyOf, type Element, elementsIn, faultsIn, textIn } from './pages.ts'

const visitor = { user: undefined, session: undefined, csrf: 'mark', isMarked: true }
const elementsOf = (html: string): Element[] => [...elementsIn(parseFragment(html))]

/** What may stand in a view: nothing that runs, loads from elsewhere or is shown by somebody's own markup. */
const allowed = new Set(
  `section h1 h2 h3 h4 h5 h6 p div span strong em del cite code pre a ul ol li dl dt dd table caption thead tbody tr th td form
  fieldset legend label input select option datalist textarea button img blockquote hr br`.split(/\s+/),
)
const isTask = (element: Element) => element.tagName === 'input' && attribute(element, 'type') === 'checkbox'

/** What a hostile text has made of the page. */
function dangers(html: string): string[] {
  return elementsOf(html).flatMap(element => {
    const { tagName, attrs } = element
    const href = attribute(element, 'href')
    const source = attribute(element, 'src')
    return [
      ...(allowed.has(tagName) ? [] : [`<${tagName}>`]),
      ...attrs.filter(({ name }) => /^on|^style$|^srcdoc$|^formaction$/.test(name)).map(({ name }) => name),
      ...(href === undefined || /^(https?:|mailto:|#|\/(?!\/)|data:text\/plain)/.test(href) ? [] : [href]),
      ...(source === undefined || source.startsWith('data:image/png;base64,') ? [] : [source]),
    ]
  })
}

/** Ids that stand twice, labels and descriptions that lead nowhere, fields without a name. */
function dangling(html: string): string[] {
  const elements = elementsOf(html)
  const ids = elements.flatMap(element => attribute(element, 'id') ?? [])
  const leads = elements.flatMap(element => [
    ...(attribute(element, 'for') === undefined ? [] : [attribute(element, 'for')!]),
    ...(attribute(element, 'list') === undefined ? [] : [attribute(element, 'list')!]),
    ...(attribute(element, 'aria-describedby')?.split(' ') ?? []),
    ...(attribute(element, 'aria-labelledby')?.split(' ') ?? []),
  ])
  const labelled = elements.flatMap(element => attribute(element, 'for') ?? [])
  const nameless = elements.filter(
    element =>
      ['input', 'select', 'textarea'].includes(element.tagName) &&
      attribute(element, 'type') !== 'hidden' &&
      !isTask(element) &&
      !labelled.includes(attribute(element, 'id') ?? ''),
  )
  return [
    ...ids.filter((id, place) => ids.indexOf(id) !== place).map(id => `twice: ${id}`),
    ...leads.filter(id => !ids.includes(id)).map(id => `nowhere: ${id}`),
    ...nameless.map(element => `no label: ${attribute(element, 'name')}`),
  ]
}

/** Half a character leaves us as a whole one that says so. */
const asSent = (html: string): string => html.toWellFormed()

const patience = 60_000
const runs = { numRuns: 60 }
const render = async (view: View): Promise<string> =>
  asSent(String(await viewHtml(view, words('fr'), visitor)))

describe('FEED-6 whatever is in a view, a page shows it as text', () => {
  it(
    'well-formed, with nothing that runs or loads, and nothing lost',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyView, async view => {
          const html = await render(view)
          expect(faultsIn(html)).toEqual([])
          expect(dangers(html)).toEqual([])
          const text = elementsOf(html)
          const buttons = text.filter(({ tagName }) => tagName === 'button')
          expect(buttons.map(button => textIn(button).trim())).toEqual(
            view.buttons.map(({ label }) => parsed(label)),
          )
          expect(buttons.map(button => attribute(button, 'value'))).toEqual(view.buttons.map(({ id }) => id))
          const cells = text.filter(({ tagName }) => tagName === 'dd').map(cell => textIn(cell).trim())
          const values = view.blocks.flatMap(block => (block.kind === 'facts' ? block.rows : []))
          expect(cells).toEqual(values.map(({ value }) => parsed(value)))
        }),
        runs,
      )
    },
    patience,
  )

  it(
    'and a form, with its values, its hints and what was wrong with it',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyForm, async view => {
          const html = await render(view)
          expect(faultsIn(html)).toEqual([])
          expect(dangers(html)).toEqual([])
          expect(dangling(html)).toEqual([])
        }),
        runs,
      )
    },
    patience,
  )
})

/** A text as it can be read in a page: what no page can hold is gone. */
const parsed = (text: string): string => visible(text).toWellFormed().trim()

describe('the form of every action', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  const all = [...actions.values()].filter(({ risk }) => risk !== 'system')
  const cases = locales.flatMap(locale => all.map(action => [action.id, locale] as const))
  const example = ({ kind, options = [] }: FormField): unknown => {
    if (kind === 'tick') return 'true'
    if (kind === 'choices') return options.slice(0, 2).map(({ value }) => value)
    return options.at(-1)?.value ?? (kind === 'date' ? '2027-01-31' : '<b>"x"</b> & co')
  }

  it.each(cases)('%s is well-formed, labelled, and sends what was put in (%s)', async (id, locale) => {
    const turn = await turnFor(desk.setting, { user: managers[locale], from: 'web', locale })
    const card = { address: '/test-provider/', typed: 'Visa •••• 4242' }
    const made = formOf(turn, actions.get(id)!, {})
    const blank = {
      ...made,
      fields: made.fields.map(field => (field.kind === 'card' ? { ...field, card } : field)),
    }
    const speech = words(locale)
    const filled: Form = {
      ...blank,
      fields: blank.fields.map(field => ({
        ...field,
        value: example(field),
        error: `${field.label} <i>?</i>`,
      })),
    }
    for (const form of [blank, filled]) {
      const html = String(await formHtml(form, speech, visitor))
      expect(faultsIn(html)).toEqual([])
      expect(dangers(html)).toEqual([])
      expect(dangling(html)).toEqual([])
      const hasFiles = form.fields.some(({ kind }) => kind === 'image' || kind === 'documents')
      expect(html.includes('enctype')).toBe(hasFiles)
    }
    const html = String(await formHtml(filled, speech, visitor))
    const [form] = elementsOf(html).filter(({ tagName }) => tagName === 'form')
    const sent = bodyOf(form!, {})
    for (const { name, kind, value } of filled.fields) {
      // A password is typed anew, and a browser keeps no file.
      const isKept = !['secret', 'image', 'documents'].includes(kind)
      expect({ name, sent: sent.getAll(name).filter(Boolean) }).toEqual({
        name,
        sent: isKept ? [value].flat() : [],
      })
    }
    const links = elementsOf(html).filter(element => attribute(element, 'href')?.startsWith('#'))
    expect(links.length).toBe(filled.fields.length)
    const ids = elementsOf(html).map(element => attribute(element, 'id'))
    for (const link of links) expect(ids).toContain(attribute(link, 'href')?.slice(1))
  })
})

describe('a tick', () => {
  const field = (more: Partial<FormField>): Form => ({
    action: 'x',
    title: 'x',
    submit: 'x',
    fields: [{ name: 'on', kind: 'tick', label: 'On', required: false, ...more }],
  })
  const sent = async (form: Form) => {
    const html = String(await formHtml(form, words('en'), visitor))
    const [element] = elementsOf(html).filter(({ tagName }) => tagName === 'form')
    const body = bodyOf(element!, {})
    return { on: body.get('on'), known: body.get('on.shown') }
  }

  it('says nothing where nothing is known, and "no" where a known "yes" is taken away', async () => {
    expect(await sent(field({}))).toEqual({ on: null, known: null })
    expect(await sent(field({ value: true }))).toEqual({ on: 'true', known: '1' })
    expect(await sent(field({ value: 'false' }))).toEqual({ on: null, known: '1' })
  })

  it('that must be said is yes or no, and neither before it is said', async () => {
    const html = String(await formHtml(field({ required: true }), words('en'), visitor))
    const radios = elementsOf(html).filter(element => attribute(element, 'type') === 'radio')
    expect(radios.map(radio => attribute(radio, 'value'))).toEqual(['true', 'false'])
    expect(await sent(field({ required: true }))).toEqual({ on: null, known: null })
    expect(await sent(field({ required: true, value: false }))).toEqual({ on: 'false', known: null })
  })
})

describe('a field that refers to something', () => {
  const form = (count: number, value?: string): Form => ({
    action: 'change-role',
    title: 'x',
    submit: 'x',
    fields: [
      {
        name: 'member',
        kind: 'member',
        label: 'Member',
        required: true,
        options: Array.from({ length: count }, (_, place) => ({
          value: `m${place}`,
          label: `Member ${place}`,
        })),
        ...(value !== undefined && { value }),
      },
    ],
  })
  const tags = async (shown: Form) =>
    elementsOf(String(await formHtml(shown, words('en'), visitor))).map(({ tagName }) => tagName)

  it('is a menu of a few, and a text that is completed where there are many, or none', async () => {
    expect(await tags(form(3))).toContain('select')
    expect(await tags(form(51))).toContain('datalist')
    expect(await tags(form(0))).not.toContain('select')
    const html = String(await formHtml(form(51), words('en'), visitor))
    expect(html).toContain('data-options="/en/options/change-role/member"')
  })

  it('keeps a value that is none of its options, and knows one by its label', async () => {
    const other = String(await formHtml(form(3, 'somebody <i>else</i>'), words('en'), visitor))
    expect(other).toContain('<option value="somebody &lt;i&gt;else&lt;/i&gt;" selected>')
    const labelled = String(await formHtml(form(3, 'Member 1'), words('en'), visitor))
    expect(labelled).toContain('<option value="m1" selected>')
  })
})

describe('ACT-7 codes that are shown once', () => {
  it('can be copied and downloaded, without a script', async () => {
    const values = ['abcd-efgh', 'a<b&"c']
    const html = await render({
      tone: 'receipt',
      locale: 'en',
      blocks: [{ kind: 'secrets', values }],
      buttons: [],
      private: true,
    })
    const elements = elementsOf(html)
    expect(elements.filter(({ tagName }) => tagName === 'code').map(code => textIn(code))).toEqual(values)
    const [link] = elements.filter(element => attribute(element, 'download') !== undefined)
    expect(decodeURIComponent(attribute(link!, 'href')!.split(',')[1]!)).toBe(values.join('\n'))
  })
})

describe('a button that leads to a web address', () => {
  it('is followed, not pressed', async () => {
    const url = 'https://help.example.org/fr/once/x?a=1&b=2'
    const html = await render({
      tone: 'talk',
      locale: 'fr',
      blocks: [],
      buttons: [
        { id: 'page', label: 'Open', style: 'primary', url },
        { id: doButton('change-role', {}), label: 'Do', style: 'plain' },
      ],
      private: true,
    })
    const elements = elementsOf(html)
    expect(elements.filter(({ tagName }) => tagName === 'a').map(link => attribute(link, 'href'))).toEqual([
      url,
    ])
    expect(elements.filter(({ tagName }) => tagName === 'button').length).toBe(1)
  })
})
