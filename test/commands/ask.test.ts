import { describe, expect, it, vi } from 'vitest'
import { locales } from '../../bot/core/catalogue.ts'
import { command, single } from './child.ts'

vi.setConfig({ testTimeout: 60_000 })

const questions = {
  fr: 'comment changer le rôle d’un collègue ?',
  en: 'how do I change a colleague’s role?',
  de: 'Wie ändere ich die Rolle eines Kollegen?',
  it: 'come cambio il ruolo di un collega?',
  es: '¿cómo cambio el rol de un compañero?',
}
const elsewhere = {
  fr: 'quelle est la recette de la fondue ?',
  en: 'what is the weather on Mars?',
  de: 'Wie viele Einwohner hat Lima?',
  it: 'chi ha vinto il campionato di calcio?',
  es: '¿cuántos planetas tiene Saturno?',
}

describe.each(locales)('a question in %s', locale => {
  it('is answered with guide, section and actions, exit 0', async () => {
    const ended = await command('ask', ['--locale', locale, questions[locale]])
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: '' })
    const value = single(ended)
    expect(value).toMatchObject({
      question: questions[locale],
      locale,
      answered: true,
      result: {
        slug: 'change-role',
        locale,
        title: expect.stringMatching(/./),
        section: { id: expect.any(String), title: expect.any(String) },
        snippet: expect.stringMatching(/./),
      },
      support: { email: 'support@example.org' },
    })
    expect((value.actions as string[])[0]).toBe('change-role')
    expect((value.others as unknown[]).length).toBeLessThanOrEqual(3)
  })

  it('that no guide answers is not answered, exit 1, and names support', async () => {
    const ended = await command('ask', ['--locale', locale, elsewhere[locale]])
    expect(single(ended)).toMatchObject({
      answered: false,
      actions: [],
      support: { email: 'support@example.org' },
    })
    expect(ended.code).toBe(1)
  })
})

it('a German question of a French reader gets the German guide; words need no quotes', async () => {
  const ended = await command('ask', ['--locale', 'fr', ...questions.de.split(' ')])
  expect(single(ended)).toMatchObject({ question: questions.de, locale: 'de', result: { locale: 'de' } })
})

it('needs no store: it works beside a desk that runs', async () => {
  const ended = await command('ask', [questions.en], {
    DATABASE_URL: 'file:/nonexistent/x.json',
    DATA_DIR: '/nonexistent',
  })
  expect(ended.code).toBe(0)
})
