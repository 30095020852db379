import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Locale } from '../../bot/core/catalogue.ts'
import { homeOf } from '../../bot/desk/home.ts'
import type { View } from '../../bot/desk/view.ts'
import { renderHome } from '../../bot/surfaces/slack/home.ts'
import { renderView } from '../../bot/surfaces/slack/modal.ts'
import { renderMessage } from '../../bot/surfaces/slack/render.ts'
import { renderSearch } from '../../bot/surfaces/slack/search.ts'
import { talks } from '../desk/talks.ts'
import { conversation, locales, managers, words } from '../support/desk.ts'
import { desk, useDesk } from '../support/use-desk.ts'
import { asRead, homeFaults, messageFaults, modalFaults, readIn } from './shown.ts'

useDesk()

const guides = readdirSync(join(import.meta.dirname, '..', '..', 'content'))
const spaces = (text: string) => text.replace(/\s+/g, ' ')

/** Checks a view as message and as modal: Slack takes it, and everything that it says can be read. */
function check(view: View, tones: View['tone'][]): View {
  const speech = words(view.locale)
  const message = renderMessage(view, speech)
  const modal = renderView(view, speech, '{}')
  expect(messageFaults(message)).toEqual([])
  expect(modalFaults(modal)).toEqual([])
  expect(tones).toContain(view.tone)
  const [blocks, inModal, fallback] = [readIn(message.blocks), readIn(modal), asRead(message.text)].map(
    spaces,
  )
  for (const { label } of view.buttons) {
    expect(blocks).toContain(spaces(label))
    expect(inModal).toContain(spaces(label))
    expect(fallback).toContain(spaces(label))
  }
  for (const title of view.title ? [view.title] : []) {
    expect(blocks).toContain(spaces(title))
    expect(inModal).toContain(spaces(title))
    expect(fallback).toContain(spaces(title))
  }
  for (const block of view.blocks)
    if (block.kind === 'changes')
      for (const row of block.rows)
        for (const text of [row.label, row.before, row.after]) expect(fallback).toContain(spaces(text))
  for (const text of [blocks, inModal, fallback]) expect(text).not.toContain(speech.t('slack.cut'))
  return view
}

describe.each(locales)('a conversation in %s', locale => {
  it.each(talks[locale].map(talk => [talk.says, talk] as const))('%s', async (_, talk) => {
    const spoken = conversation(desk, talk.who, { locale, from: 'slack' })
    check(await spoken.say(talk.says), ['answer'])
    const opened = await spoken.press('do:')
    const preview = opened.form ? await spoken.submit(talk.fill) : opened
    check(preview, ['preview'])
    const modal = renderView(preview, words(locale), '{}')
    expect(modal.callback_id).toBe(`press:${preview.buttons.find(({ id }) => id.startsWith('confirm:'))?.id}`)
    expect(modal.submit?.text).toBe(words(locale).t('desk.confirm'))
    expect(modal.close?.text).toBe(words(locale).t('desk.cancel'))
    expect(modal.notify_on_close).toBe(true)
    const receipt = check(await spoken.press('confirm:'), ['receipt'])
    const done = renderView(receipt, words(locale), '{}')
    expect(done).not.toHaveProperty('submit')
    expect(done.close?.text).toBe(words(locale).t('chat.close'))
    if (talk.undo) check(await spoken.press('undo:'), ['preview'])
  })

  it('that leads nowhere: unsure, small talk, problem, refusal, a person', async () => {
    const spoken = conversation(desk, 'marc', { locale, from: 'slack' })
    check(await spoken.say('xyzzy plugh quux'), ['unsure'])
    check(await spoken.pressId('person'), ['talk'])
    check(await spoken.pressId('help'), ['talk'])
    check(await spoken.say(' '), ['problem'])
    check(await spoken.pressId('confirm:gone'), ['refusal', 'problem'])
    const stranger = conversation(desk, undefined, { locale, from: 'slack' })
    check(await stranger.submitTo('list-members', {}), ['refusal', 'problem'])
  })

  it('reads of every kind', async () => {
    const spoken = conversation(desk, managers[locale], { locale, from: 'slack' })
    for (const id of ['list-members', 'list-products', 'list-invoices', 'list-newsletters', 'show-audit'])
      check(await spoken.submitTo(id, {}), ['answer'])
  })

  it.each(guides)('the whole guide %s fits, and no word of it is lost', async slug => {
    const view = check(
      await conversation(desk, undefined, { locale, from: 'slack' }).pressId(`guide:${slug}`),
      ['answer'],
    )
    const shown = readIn(renderMessage(view, words(locale)).blocks)
    const [text] = view.blocks.flatMap(block => (block.kind === 'text' ? [block.text] : []))
    const wordsOf = (text: string) => text.replace(/\]\([^)]*\)/g, ']').match(/[\p{L}\p{N}]+/gu) ?? []
    const all = new Set(wordsOf(shown))
    expect(wordsOf(text ?? '').filter(word => !all.has(word))).toEqual([])
  })

  it('home page and search', async () => {
    const chat = { account: 'slack:T1:U1', name: 'x', administers: false, isHome: true, isPublic: false }
    const person = { from: 'slack', hint: locale, chat }
    const stranger = renderHome(await homeOf(desk.setting, person), words(locale))
    expect(homeFaults(stranger)).toEqual([])
    expect(readIn(stranger)).toContain(words(locale).t('desk.home.unlinked'))
    expect(JSON.stringify(stranger)).toContain('"action_id":"do:link"')
    const home = await homeOf(desk.setting, { user: managers[locale], from: 'slack', locale })
    const known = renderHome(home, words(locale))
    expect(homeFaults(known)).toEqual([])
    expect(JSON.stringify(known)).toContain('"action_id":"search"')
    for (const { label, value } of home.organisations) {
      expect(readIn(known)).toContain(label)
      expect(readIn(known)).toContain(value)
    }
    for (const { title, buttons } of home.can)
      for (const text of [title, ...buttons.map(({ label }) => label)]) expect(readIn(known)).toContain(text)
    for (const purpose of ['read', 'answer'] as const) {
      const modal = renderSearch(words(locale), { purpose, metadata: 'm', query: 'Wie?\n<!here>' })
      expect(modalFaults(modal)).toEqual([])
      for (const { text } of [modal.title, modal.submit, modal.close].flatMap(text => text ?? []))
        expect(text.endsWith('…')).toBe(false)
    }
  })
})

describe('what is only seen is also said', () => {
  const change: View = {
    tone: 'preview',
    locale: 'fr' as Locale,
    title: 'Changer un rôle',
    blocks: [
      {
        kind: 'changes',
        of: 'Marc',
        rows: [{ label: 'Rôle', before: 'Collaborateur', after: 'Administrateur' }],
      },
      { kind: 'secrets', values: ['abc-123'] },
      { kind: 'picture', png: Buffer.from(''), alt: 'Aperçu en image' },
    ],
    buttons: [
      { id: 'confirm:p', label: 'Confirmer', style: 'primary' },
      { id: 'cancel:p', label: 'Abandonner', style: 'plain' },
      { id: 'cancel:p', label: 'Abandonner', style: 'plain' },
    ],
    private: true,
  }

  it('before and after in words, with the colon of the language', () => {
    const { text, blocks } = renderMessage(change, words('fr'))
    expect(text).toBe(
      'Changer un rôle\nMarc (avant → après)\nRôle\u00a0: Collaborateur → Administrateur\nabc-123\nAperçu en image\n' +
        'Boutons\u00a0: Confirmer et Abandonner.',
    )
    expect(blocks).toMatchInlineSnapshot(`
      [
        {
          "text": {
            "emoji": false,
            "text": "Changer un rôle",
            "type": "plain_text",
          },
          "type": "header",
        },
        {
          "expand": true,
          "text": {
            "text": "*Marc (avant → après)*
      *Rôle* : Collaborateur → *Administrateur*

      \`abc-123\`

      Aperçu en image",
            "type": "mrkdwn",
            "verbatim": true,
          },
          "type": "section",
        },
        {
          "elements": [
            {
              "action_id": "confirm:p",
              "style": "primary",
              "text": {
                "emoji": false,
                "text": "Confirmer",
                "type": "plain_text",
              },
              "type": "button",
            },
            {
              "action_id": "cancel:p",
              "text": {
                "emoji": false,
                "text": "Abandonner",
                "type": "plain_text",
              },
              "type": "button",
            },
          ],
          "type": "actions",
        },
      ]
    `)
  })

  it('a picture that was uploaded is shown with its words', () => {
    const { blocks } = renderMessage(change, words('fr'), { picture: () => 'F1' })
    expect(blocks).toContainEqual({ type: 'image', slack_file: { id: 'F1' }, alt_text: 'Aperçu en image' })
  })

  it('what is far too long is cut, and says so', () => {
    const long = Array.from({ length: 60 }, (_, place) => `${place} ${'word '.repeat(550)}`).join('\n\n')
    const { blocks } = renderMessage({ ...change, blocks: [{ kind: 'text', text: long }] }, words('fr'))
    expect(readIn(blocks)).toContain(words('fr').t('slack.cut'))
    expect(readIn(blocks)).toContain('Confirmer')
  })
})
