import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Form } from '../../bot/desk/view.ts'
import { words } from '../commands/child.ts'
import { buttonOf } from './stage.ts'
import { openSurface, view } from './surface.ts'

const form: Form = {
  action: 'some-action',
  title: 'A long form',
  submit: 'Send',
  fields: ['one', 'two', 'three', 'four', 'five', 'six', 'seven'].map(name => ({
    name,
    kind: 'text',
    label: name,
    required: true,
  })),
}

describe('a desk that is slow', () => {
  it('is waited for behind a deferral, and answers the asker alone', async () => {
    const { edge } = await openSurface({ reply: async () => pause(1300, view()) })
    const answer = await edge.command('Brian', 'help', 'ask', { question: 'How?' })
    expect(answer.deferred).toBe(true)
    expect(answer.text).toContain('A title')
    expect(answer.message?.ephemeral).toBe(true)
  })

  it('has the message of a decision wait, and then changed in its place', async () => {
    let pressed = 0
    const { edge } = await openSurface({
      reply: async (_, event) => {
        if (event.kind !== 'press')
          return view({ buttons: [{ id: 'confirm:a', label: 'Yes', style: 'primary' }] })
        pressed++
        return pause(1300, view({ title: 'Done' }))
      },
    })
    const preview = await edge.command('Brian', 'help', 'some-action')
    const receipt = await edge.click('Brian', preview.message!, 'confirm:a')
    expect(receipt.deferred).toBe(true)
    expect(receipt.text).toContain('Done')
    expect(receipt.message?.id).toBe(preview.message?.id)
    expect(receipt.message?.buttons).toEqual([])
    expect(pressed).toBe(1)
  })

  it('whose form comes too late for a modal offers it by a button', async () => {
    const slow = view({ tone: 'preview', form: { ...form, fields: form.fields.slice(0, 2) } })
    const { edge } = await openSurface({ reply: async () => pause(2600, slow) })
    const answer = await edge.command('Brian', 'help', 'some-action')
    expect(answer.deferred).toBe(true)
    const opened = await edge.click('Brian', answer.message!, buttonOf(answer.message, 'form'))
    expect(opened.modal?.fields).toHaveLength(2)
  })
})

describe('a desk that fails', () => {
  it('is told of in a sentence, and logged without a word of what was said', async () => {
    const { edge, warnings } = await openSurface({
      reply: () => Promise.reject(new Error('the question was: How?')),
    })
    const answer = await edge.command('Dieter', 'help', 'ask', { question: 'How?' })
    expect(answer.text).toBe(words('en').t('desk.problems.unavailable'))
    expect(warnings.join()).toContain('discord interaction failed')
    expect(warnings.join()).not.toContain('How?')
  })
})

describe('a long form', () => {
  it('is filled in page by page, and what was typed on each is handed over together', async () => {
    const submitted: unknown[] = []
    const { edge } = await openSurface({
      reply: async (_, event) => {
        if (event.kind !== 'submit') return view({ tone: 'preview', form })
        submitted.push(event.values)
        return view({ title: 'Previewed' })
      },
    })
    const first = await edge.command('Brian', 'help', 'some-action')
    const values = Object.fromEntries(form.fields.map(({ name }) => [name, `the ${name}`]))
    const page = (from: number, to: number) => Object.fromEntries(Object.entries(values).slice(from, to))
    const next = await edge.submitModal('Brian', first.modal!, page(0, 5))
    const second = await edge.click('Brian', next.message!, buttonOf(next.message, 'form'))
    const end = await edge.submitModal('Brian', second.modal!, page(5, 7))
    expect(submitted).toEqual([values])
    expect(end.message?.id).toBe(next.message?.id)
    expect(end.text).toContain('Previewed')
  })
})

describe('an interaction that is over', () => {
  it('has its answer told by direct message', async () => {
    const { edge, warnings } = await openSurface({ reply: async () => view({ title: 'What came of it' }) })
    edge.expireNext()
    await edge.command('Elena', 'help', 'ask', { question: '¿Cómo?' })
    const told = await edge.until(() => edge.dm('Elena')[0])
    expect(told.text).toContain('What came of it')
    expect(warnings.join()).toContain('10062')
  })
})

describe('a post to a channel', () => {
  it('is plain, in parts, and there once however often it is tried', async () => {
    const { edge, surface } = await openSurface({})
    const place = { channel: edge.channel('general').id }
    const text = `@everyone\n${'word '.repeat(800)}`
    await surface.post(place, text, 'parcel')
    expect(edge.messages('general').length).toBeGreaterThan(1)
    const [call] = edge.calls('POST /channels/*/messages')
    expect(call?.body).toMatchObject({ enforce_nonce: true, allowed_mentions: { parse: [] } })
  })

  it('to a forum is a post with a title, once', async () => {
    const { edge, surface } = await openSurface({})
    const place = { channel: edge.channel('questions').id }
    await surface.post(place, 'Feedback no. 1\n\nFaster, please.', 'parcel')
    await surface.post(place, 'Feedback no. 1\n\nFaster, please.', 'parcel')
    expect(edge.threads('questions').map(({ name }) => name)).toEqual(['Feedback no. 1'])
  })

  it('that Discord refuses fails, so that it is tried again', async () => {
    const { surface } = await openSurface({})
    await expect(surface.post({ channel: '100000000000000001' }, 'x', 'parcel')).rejects.toThrow()
  })
})
