import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locales } from '../../bot/core/catalogue.ts'
import { words } from '../commands/child.ts'
import { refusals } from '../desk/refusals.ts'
import { talks } from '../desk/talks.ts'
import type { OpenStage, Seen, Stage } from './talker.ts'

const minute = 60_000
const inOrder = { concurrent: false, timeout: minute }

/** The same conversations on every surface: each guide asked and done, each refusal, in each language. `picks`: lists are picked from, never typed. */
export function itConverses(surface: string, open: OpenStage, { picks = false } = {}): void {
  // Each language has a stage of its own, and mostly waits: they go on beside each other, each in its order.
  describe.concurrent.each(locales)(`${surface} (%s)`, locale => {
    const { t, word } = words(locale)
    const own = talks[locale]
    const refused = refusals.filter(({ unlisted }) => !(picks && unlisted))
    const people = [...new Set([...own, ...refused].map(({ who }) => who))]
    let stage: Stage
    beforeAll(async () => {
      stage = await open(locale, people)
    }, minute)
    afterAll(() => stage.close())

    // What is refused changes nothing: it comes first.
    it.each(refused.map(one => [`${one.rules.join(' ')} ${one.action} by ${one.who}`, one] as const))(
      'ACT-4 %s',
      inOrder,
      async (_, { who, action, input, rules }) => {
        const talker = await stage.talker(who)
        const seen = await talker.want(action, input)
        for (const rule of rules) expect(seen.text).toContain(`(${rule})`)
        expect(seen.buttons).toContain(t('desk.person.button'))
        expect(stage.complaints()).toEqual([])
      },
    )

    it.each(own.map(talk => [`${talk.action}: ${talk.says}`, talk] as const))(
      'ACT-1 ACT-2 from a question to a receipt and back: %s',
      inOrder,
      async (_, talk) => {
        const talker = await stage.talker(talk.who)
        const name = word(`actions.${talk.action}.name`)
        const answer = await talker.ask(talk.says)
        expect(answer.buttons).toContain(t('desk.do', { what: name }))
        const opened = await talker.press(t('desk.do', { what: name }))
        expect(opened.form).toBe(talk.fill !== undefined)
        const preview = talk.fill ? await talker.fill(talk.fill) : opened
        expect(preview.text).toContain(t('desk.preview-intro'))
        expect(readable(preview)).toMatch(changed(talk.shows))
        const receipt = await talker.press(t('desk.confirm'))
        expect(readable(receipt)).toMatch(changed(talk.shows))
        expect(receipt.buttons.includes(t('desk.undo'))).toBe(talk.undo)
        if (talk.undo) {
          await talker.press(t('desk.undo'))
          expect((await talker.press(t('desk.confirm'))).buttons).toContain(t('desk.undo'))
        }
        expect(stage.complaints()).toEqual([])
      },
    )
  })
}

/** Spaces differ between typographies; a reader sees the same. */
const readable = ({ text }: Seen): string => text.replace(/[\u00a0\u202f]/g, ' ').replace(/[*_`\\]/g, '')

/** The part of what a receipt must show that every surface shows alike: `before → after`. */
const changed = ({ source }: RegExp): RegExp => new RegExp(source.split(/: ?/).at(-1) ?? source)
