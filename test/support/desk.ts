import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actions } from '../../bot/actions/index.ts'
import { openFinding } from '../../bot/app.ts'
import { readConfig } from '../../bot/config.ts'
import { type Locale, locales } from '../../bot/core/catalogue.ts'
import type { Domain } from '../../bot/core/context.ts'
import type { Mail } from '../../bot/core/model.ts'
import type { RowOf, Store, TableName } from '../../bot/core/store.ts'
import { fillDemo } from '../../bot/demo.ts'
import type { Person, Setting } from '../../bot/desk/desk.ts'
import type { Event } from '../../bot/desk/event.ts'
import { openLearning } from '../../bot/desk/learning.ts'
import { reply } from '../../bot/desk/reply.ts'
import type { Block, View } from '../../bot/desk/view.ts'
import { openWaiting } from '../../bot/desk/waiting.ts'
import { openPorts } from '../../bot/ports.ts'
import { openRoutes } from '../../bot/post/routes.ts'
import { type LowdbOptions, openLowdb } from '../../bot/stores/lowdb.ts'
import { root } from './started.ts'
import { strictWords } from './words.ts'

const start = new Date('2026-11-22T10:00:00.000Z')
const config = readConfig({
  CONTENT_DIR: join(root, 'content'),
  LOCALES_DIR: join(root, 'locales'),
  PUBLIC_URL: 'https://help.example.org',
  SUPPORT_PHONE: '+41 22 000 00 00',
  VAULT_KEY: Buffer.alloc(32).toString('base64'),
})

export const { words, missing } = strictWords(config.localesDir)
const finding = openFinding(config, words)

/** The demo is filled once, and copied for each desk. */
let filled: Promise<Buffer> | undefined
async function demoFile(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'concierge-demo-'))
  const path = join(folder, 'concierge.json')
  const store = await openLowdb(path)
  await store.transact(tables => fillDemo(tables, start))
  await store.close()
  const bytes = await readFile(path)
  await rm(folder, { recursive: true })
  return bytes
}

/** The demo behind a real desk: real guides, words and ports, a store in a temporary folder, a clock that can be moved. */
export async function openDesk(options: LowdbOptions = {}) {
  filled ??= demoFile()
  const folder = await mkdtemp(join(tmpdir(), 'concierge-desk-'))
  const file = join(folder, 'concierge.json')
  await writeFile(file, await filled)
  const store = await openLowdb(file, options)
  const clock = { now: start }
  const warnings: { what: string; facts: Record<string, string> }[] = []
  const domain: Domain = {
    store,
    actions,
    ports: openPorts({ ...config, dataDir: folder }, openRoutes()),
    now: () => clock.now,
  }
  const found = await finding
  const learn = openLearning(store, found.guides)
  await learn()
  const setting: Setting = {
    domain,
    words,
    ...found,
    support: config.support,
    waiting: openWaiting(),
    afterChange: () => {},
    learn,
    warn: (what, facts) => warnings.push({ what, facts }),
  }
  return {
    config,
    setting,
    store,
    file,
    clock,
    warnings,
    later: (minutes: number) => {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000)
    },
    get: <Name extends TableName>(table: Name, id: string) =>
      store.read(tables => tables[table].get(id)) as Promise<RowOf<Name> | undefined>,
    put: <Name extends TableName>(table: Name, row: RowOf<Name>) =>
      store.transact(tables => (tables[table].put as (row: RowOf<Name>) => Promise<void>)(row)),
    /** Mails that wait to leave, oldest first. */
    mails: () => mailsIn(store),
    /** The entries of one organisation, or all. */
    audit: (organisation?: string) =>
      store.read(async tables => {
        if (organisation !== undefined) return tables.audit.find({ organisation })
        const last = (await tables.counters.get('audit'))?.value ?? 0
        const ids = Array.from({ length: last }, (_, place) => String(place + 1).padStart(12, '0'))
        const entries = await Promise.all(ids.map(id => tables.audit.get(id)))
        return entries.filter(entry => entry !== undefined)
      }),
    /** All that actions can change, as text: equal texts mean that nothing was changed. */
    state: () => stateIn(file),
    /** Every byte that is kept. */
    bytes: () => readFile(file, 'utf8'),
    close: async () => {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>

const mailsIn = (store: Store): Promise<Mail[]> =>
  store.read(async tables =>
    (await tables.outbox.until('9999')).flatMap(({ parcel }) => (parcel.kind === 'mail' ? [parcel] : [])),
  )

/** How a colleague’s role is changed, as somebody asks it. */
export const roleQuestions: Record<Locale, string> = {
  fr: 'Comment changer le rôle d’un collègue ?',
  en: 'How do I change a colleague’s role?',
  de: 'Wie ändere ich die Rolle eines Kollegen?',
  it: 'Come cambio il ruolo di un collega?',
  es: '¿Cómo cambio el rol de un compañero?',
}

/** What is left behind by every attempt, and is no state of the organisation. */
const traces = ['audit', 'counters', 'proposals', 'oncePages', 'gaps', 'asked', 'aliases', 'outbox']

async function stateIn(file: string): Promise<string> {
  const { tables } = JSON.parse(await readFile(file, 'utf8')) as { tables: Record<string, unknown> }
  return JSON.stringify(Object.entries(tables).filter(([name]) => !traces.includes(name)))
}

/** One person's conversation: each call is one event, and comes back with the desk's view of it. */
export function conversation(desk: Desk, user: string | undefined, more: Partial<Person> = {}) {
  const person: Person = { user, from: 'terminal', ...more }
  const last: { view: View | undefined } = { view: undefined }
  const event = async (event: Event): Promise<View> => {
    last.view = await reply(desk.setting, person, event)
    return last.view
  }
  const shown = (): View => {
    if (!last.view) throw new Error('nothing was said yet')
    return last.view
  }
  return {
    person,
    say: (text: string) => event({ kind: 'say', text }),
    cite: (slug: string, text: string) => event({ kind: 'cite', slug, text }),
    /** Presses the button of the last view whose id begins so. */
    press: (start: string) => event({ kind: 'press', button: buttonOf(shown(), start) }),
    /** Hands back the id of any button, shown or not. */
    pressId: (button: string) => event({ kind: 'press', button }),
    /** Fills in the last view's form: what it knew stays, unless given anew. */
    submit: (values: Record<string, unknown> = {}) => {
      const { form } = shown()
      if (!form) throw new Error(`no form in ${JSON.stringify(shown())}`)
      const known = form.fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]))
      return event({
        kind: 'submit',
        action: form.action,
        values: { ...Object.fromEntries(known), ...values },
      })
    },
    submitTo: (action: string, values: unknown) =>
      event({ kind: 'submit', action, values: values as Record<string, unknown> }),
    /** *Do it for me* and, where a form comes, the form: up to the preview. */
    async doIt(values: Record<string, unknown> = {}) {
      const opened = await this.press('do:')
      return opened.form ? this.submit(values) : opened
    },
  }
}

export type Conversation = ReturnType<typeof conversation>

/** The id of the button that begins so. Throws where there is none. */
export function buttonOf(view: View, start: string): string {
  const button = view.buttons.find(({ id }) => id.startsWith(start))
  if (!button) throw new Error(`no button ${start} in ${JSON.stringify(view)}`)
  return button.id
}

/** The values that a form came with. */
export const prefilled = (view: View): Record<string, unknown> =>
  Object.fromEntries(
    (view.form?.fields ?? []).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  )

/** The slugs of the guides that a view links. */
export const guidesIn = ({ blocks }: View): string[] =>
  blocks.flatMap(block => (block.kind === 'guide' ? [block.slug] : []))

/** What a view says in sentences. */
export const textOf = ({ blocks }: View): string =>
  blocks.flatMap(block => (block.kind === 'text' ? [block.text] : [])).join('\n')

/** The rows of what changes, as `label: before → after`. */
export const changesIn = ({ blocks }: View): string[] =>
  blocks.flatMap(block =>
    block.kind === 'changes'
      ? block.rows.map(({ label, before, after }) =>
          // Intl's spaces differ between its versions; a reader sees the same.
          `${block.of} · ${label}: ${before} → ${after}`.replace(/[\u00a0\u202f]/g, ' '),
        )
      : [],
  )

/** Everything in a view that a person reads. */
export function everyWord({ title, blocks, form, buttons }: View): string[] {
  const fields = form?.fields.flatMap(({ label, hint, options, value, error }) => [
    label,
    hint,
    error,
    ...(options ?? []).map(option => option.label),
    value === undefined ? undefined : String(value),
  ])
  return [
    title,
    ...blocks.flatMap(wordsOf),
    form?.title,
    form?.submit,
    ...(fields ?? []),
    ...buttons.map(({ label }) => label),
  ].filter(text => text !== undefined)
}

function wordsOf(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return [block.text]
    case 'facts':
      return [
        ...(block.title === undefined ? [] : [block.title]),
        ...block.rows.flatMap(({ label, value }) => [label, value]),
      ]
    case 'changes':
      return [block.of, ...block.rows.flatMap(({ label, before, after }) => [label, before, after])]
    case 'guide':
      return [block.title]
    case 'secrets':
      return [...block.values]
    case 'picture':
      return [block.alt]
  }
}

/** What slips through when something was not put into words. */
const slips =
  /\{\{|\}\}|\bundefined\b|\bnull\b|\bNaN\b|\[object |Invalid Date|\b(?:desk|actions|facts|refusals|problems|notes|mails)\.[a-z]/
/** Words of English that none of the other four languages has. */
const english = /\b(?:the|your|you|with|this|that|nothing|cannot|which|please|their)\b/i

/** What a person should not meet in a view in that language: slips, missing words and placeholders, English elsewhere. Guides are in their own words. */
export function blemishes(view: View, locale: Locale = view.locale): string[] {
  const texts = everyWord(view)
  const found = texts.filter(text => slips.test(text))
  const foreign = locale === 'en' ? [] : texts.filter(text => english.test(text))
  const empty = texts
    .filter(text => text === '' || text !== text.trim())
    .map(text => `spaces: ${JSON.stringify(text)}`)
  const elsewhere = view.locale === locale ? [] : [`in ${view.locale}, not in ${locale}`]
  return [...found, ...foreign, ...empty, ...elsewhere, ...missing.splice(0)]
}

/** The manager of the demo who speaks this language. */
export const managers: Record<Locale, string> = {
  fr: 'claire',
  en: 'oliver',
  de: 'jonas',
  it: 'giulia',
  es: 'lucia',
}

export { locales }
