import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ButtonStyle, ComponentType, MessageFlags } from 'discord.js'
import { describe, expect, it } from 'vitest'
import type { Locale } from '../../bot/core/catalogue.ts'
import type { Block, View } from '../../bot/desk/view.ts'
import { renderMessage, renderMessages, renderText } from '../../bot/surfaces/discord/render.ts'
import { conversation, everyWord, locales, managers, missing, words } from '../support/desk.ts'
import { root } from '../support/started.ts'
import { desk, useDesk } from '../support/use-desk.ts'
import { asRead, buttonsOf, contentOf, faultsOf, textsOf } from './shown.ts'

useDesk('file')

const slugs = readdirSync(join(root, 'content'))
const spot = {
  account: 'discord:1:42',
  name: 'Ada',
  channel: 'discord:1:7',
  administers: true,
  isHome: true,
  isPublic: false,
}

const shownOf = (view: View) => renderMessages(view, words(view.locale))
const readOf = (view: View): string => shownOf(view).flatMap(textsOf).map(asRead).join('\n')

/** Discord takes it, and of what the view says nothing is lost. */
function expectWhole(view: View) {
  const read = readOf(view)
  const said = everyWord({
    ...view,
    form: undefined,
    blocks: view.blocks.filter(({ kind }) => kind !== 'text'),
  } as never)
  const unread = said.map(asRead).filter(text => !read.includes(text) && text.length <= 60)
  expect({
    title: view.title,
    faults: shownOf(view).flatMap(faultsOf),
    unread,
    missing: missing.splice(0),
  }).toEqual({
    title: view.title,
    faults: [],
    unread: [],
    missing: [],
  })
}

const questions: Record<Locale, string> = {
  fr: 'Comment changer le rôle d’un membre ?',
  en: 'How do I change a member’s role?',
  de: 'Wie ändere ich die Rolle eines Mitglieds?',
  it: 'Come cambio il ruolo di un membro?',
  es: '¿Cómo cambio el rol de un miembro?',
}

describe.each(locales)('a conversation in %s', locale => {
  const talk = () => conversation(desk, managers[locale], { from: 'discord', locale })

  it('is shown whole: answer, form, what is wrong with it, preview, receipt, undone', async () => {
    const one = talk()
    const answer = await one.say(questions[locale])
    expect(answer.tone).toBe('answer')
    expectWhole(answer)
    const opened = await one.pressId('do:change-role')
    expect(buttonsOf(renderMessage(opened, words(locale)))[0]).toMatchObject({
      custom_id: 'form:change-role:0',
      label: words(locale).t('actions.change-role.name'),
      style: ButtonStyle.Primary,
    })
    const wrong = await one.submit({ member: 'nobody', role: 'administrator' })
    const error = wrong.form?.fields[0]?.error ?? ''
    expect(error).not.toBe('')
    expect(readOf(wrong)).toContain(asRead(error))
    expectWhole(wrong)
    const preview = await one.submit({ member: 'Nina Keller', role: 'external-user' })
    expect(preview.tone).toBe('preview')
    expectWhole(preview)
    expectWhole(await one.press('confirm:'))
    expectWhole(await one.press('undo:'))
    expectWhole(await one.press('confirm:'))
  })

  it('a refusal, a doubt, small talk, a problem and every read are shown whole', async () => {
    const stranger = conversation(desk, undefined, { from: 'discord', locale, chat: spot })
    const refusal = await stranger.submitTo('change-role', {})
    expect(refusal.tone).toBe('refusal')
    expectWhole(refusal)
    expectWhole(await talk().say('xyzzy plugh'))
    expectWhole(await talk().pressId('person'))
    expectWhole(await talk().pressId('help'))
    expectWhole(await talk().pressId('nonsense'))
    for (const { id, risk } of desk.setting.domain.actions.values())
      if (risk === 'read') expectWhole(await talk().pressId(`do:${id}`))
  })

  it('WARR-5 what changes for every product is shown, product by product', async () => {
    const preview = await talk().submitTo('set-renewal-warranty', { product: 'all', on: true })
    expectWhole(preview)
    const colon = locale === 'fr' ? '\u00a0: ' : ': '
    const rows = preview.blocks.flatMap(block => (block.kind === 'changes' ? block.rows : []))
    for (const { label, before, after } of rows)
      expect(readOf(preview)).toContain(asRead(`${label}${colon}${before} → **${after}**`))
  })

  it.each(slugs)('the whole guide %s is there to read', async slug => {
    const view = await talk().pressId(`guide:${slug}`)
    expect(view.locale).toBe(locale)
    const messages = shownOf(view)
    expect(messages.flatMap(faultsOf)).toEqual([])
    expect(messages.length).toBeLessThanOrEqual(3)
    const read = messages.map(contentOf).join('\n\n')
    const plain = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? []
    const body = view.blocks.map(block => (block.kind === 'text' ? block.text : '')).join('\n')
    // Nothing is lost but the addresses of other guides, which lead nowhere in a chat.
    expect(plain(read)).toEqual(plain(`${view.title}\n${body.replace(/\]\([^)]*\)/g, ']')}`))
    for (const message of messages) {
      expect(contentOf(message)).not.toMatch(/^#{4,}|\]\(\.\./m)
      // A heading stays with what it heads.
      expect(contentOf(message)).not.toMatch(/(^|\n)#+ [^\n]*\s*$/)
    }
    const one = renderMessage(view, words(locale))
    expect(faultsOf(one)).toEqual([])
    if (messages.length > 1) expect(contentOf(one)).toContain(words(locale).t('discord.too-long'))
  })
})

const view = (blocks: readonly Block[], more: Partial<View> = {}): View => ({
  tone: 'answer',
  locale: 'en',
  blocks,
  buttons: [],
  private: false,
  ...more,
})

describe('a message', () => {
  it('is of components, lets nobody be mentioned and clears older pictures', () => {
    const shown = renderMessage(view([{ kind: 'text', text: 'Hello' }], { title: 'A & B' }), words('en'))
    expect(shown).toEqual({
      flags: MessageFlags.IsComponentsV2,
      components: [{ type: ComponentType.TextDisplay, content: '## A & B\n\nHello' }],
      allowedMentions: { parse: [] },
      files: [],
    })
  })

  it('ACT-6 is for the asker alone where the view is private, where it is asked for, and where it holds secrets', () => {
    const ephemeral = MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral
    expect(renderMessage(view([], { private: true }), words('en')).flags).toBe(ephemeral)
    expect(renderMessage(view([]), words('en'), { private: true }).flags).toBe(ephemeral)
    const secrets = renderMessage(view([{ kind: 'secrets', values: ['AB-12', 'C`D'] }]), words('en'))
    expect(secrets.flags).toBe(ephemeral)
    expect(contentOf(secrets)).toBe('`AB-12`\n`` C`D ``')
    expect(renderText('Hello', { private: true }).flags).toBe(ephemeral)
  })

  it('shows facts and changes as lines, with the colon of the language', () => {
    const blocks: Block[] = [
      { kind: 'facts', title: 'A_B', rows: [{ label: 'Name', value: '*x*' }] },
      { kind: 'changes', of: 'Paul', rows: [{ label: 'Role', before: 'member', after: 'admin' }] },
    ]
    expect(contentOf(renderMessage(view(blocks), words('en')))).toBe(
      '**A\\_B**\n- Name: \\*x\\*\n\n**Paul**\n- Role: member → **admin**',
    )
    expect(contentOf(renderMessage(view(blocks, { locale: 'fr' }), words('fr')))).toContain(
      '- Role\u00a0: member',
    )
  })

  it('shows pictures with their words, under the text', () => {
    const shown = renderMessage(
      view([{ kind: 'picture', png: Buffer.from('x'), alt: 'A logo' }]),
      words('en'),
    )
    expect(shown.files).toEqual([
      { attachment: Buffer.from('x'), name: 'picture-1.png', description: 'A logo' },
    ])
    expect(shown.components[1]).toEqual({
      type: ComponentType.MediaGallery,
      items: [{ media: { url: 'attachment://picture-1.png' }, description: 'A logo' }],
    })
    expect(faultsOf(shown)).toEqual([])
  })

  it('offers guides by name, each button once, and the surface’s own at the end', () => {
    const guide: Block = { kind: 'guide', slug: 'change-role', locale: 'en', title: 'Change a role' }
    const one = { id: 'do:change-role', label: 'Do it', style: 'danger' as const }
    const extra = [{ id: 'share:1', label: 'Share', style: 'plain' as const }]
    const shown = renderMessage(view([guide, guide], { buttons: [one, one] }), words('en'), { extra })
    expect(buttonsOf(shown)).toEqual([
      { type: 2, custom_id: 'do:change-role', label: 'Do it', style: ButtonStyle.Danger },
      {
        type: 2,
        custom_id: 'guide:change-role',
        label: 'Read the guide: Change a role',
        style: ButtonStyle.Secondary,
      },
      { type: 2, custom_id: 'share:1', label: 'Share', style: ButtonStyle.Secondary },
    ])
  })

  it('that is too long says so at its end, and goes on in the next where it may', () => {
    const paragraphs = Array.from({ length: 60 }, (_, place) => `${place} ${'word '.repeat(60)}`)
    const long = view([{ kind: 'text', text: paragraphs.join('\n\n') }])
    expect(contentOf(renderMessage(long, words('de')))).toMatch(
      /\n\n\*Der Rest passt nicht in eine Nachricht\.\*$/,
    )
    const all = renderMessages(long, words('de'))
    expect(all.flatMap(faultsOf)).toEqual([])
    expect(all).toHaveLength(5)
    expect(all.map(contentOf).join(' ')).toContain('59 word')
    expect(
      buttonsOf(
        renderMessages(
          { ...long, buttons: [{ id: 'help', label: 'Help', style: 'plain' }] },
          words('de'),
        )[0]!,
      ),
    ).toEqual([])
  })

  it('with nothing in it is still one', () => {
    expect(faultsOf(renderMessage(view([]), words('en')))).toEqual([])
  })
})

describe('Markdown', () => {
  const text = (markdown: string) =>
    contentOf(renderMessage(view([{ kind: 'text', text: markdown }]), words('en')))

  it.each([
    ['# One\n\n## Two\n\n### Three\n\n#### Four', '## One\n\n### Two\n\n**Three**\n\n**Four**'],
    ['- a\n- b\n  - c\n\n1. d\n2. e', '- a\n- b\n  - c\n\n1. d\n2. e'],
    ['3. c\n4. d', '3. c\n4. d'],
    ['**a** *b* ~~c~~ `d`', '**a** *b* ~~c~~ `d`'],
    ['> a\n> b', '> a\n> b'],
    ['```ts\nlet a = `b`\n```', '```\nlet a = `b`\n```'],
    ['[web](https://a.ch/b_c) [guide](../x/fr.md) [bad](javascript:x)', '[web](https://a.ch/b_c) guide bad'],
    ['https://a.ch/b_c and a_b', 'https://a.ch/b_c and a\\_b'],
    ['| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |', '- **A** 1 · **B** 2\n- **A** 3 · **B** 4'],
    ['a\n\n---\n\nb', 'a\n\nb'],
    ['\\- a\n\n1\\. b', '\\- a\n\n1\\. b'],
    ['snake_case \\*x\\* \\<\\@1\\>', 'snake\\_case \\*x\\* \\<\u200b@\u200b1\\>'],
  ])('%j is %j', (markdown, shown) => {
    expect(text(markdown)).toBe(shown)
  })
})
