import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { actions } from '../../bot/actions/index.ts'
import { isAskable } from '../../bot/core/action.ts'
import { fieldsOf } from '../../bot/core/fields.ts'
import type { Described } from '../../bot/desk/front.ts'
import { commandsOf, fieldOf, readOptions } from '../../bot/surfaces/discord/commands.ts'
import { cut } from '../../bot/surfaces/discord/limits.ts'
import { commandName, eachOnce, optionOf } from '../../bot/surfaces/discord/names.ts'
import { locales, words } from '../support/desk.ts'
import { type CommandSpec, commandFaults } from './edge/validate/commands.ts'
import { schemaFaults } from './edge/validate/schema.ts'

const described: Described[] = [...actions.values()]
  .filter(({ risk }) => risk !== 'system')
  .map(({ id, risk, isStep, inChat, input }) => ({
    id,
    risk,
    ...(isStep && { isStep }),
    ...(inChat && { inChat }),
    fields: fieldsOf(input),
  }))
const commands = commandsOf(described, words)
const specs = commands as readonly CommandSpec[]
const named = (name: string) => specs.find(command => command.name === name)
const option = (command: string, name: string) => named(command)?.options?.find(one => one.name === name)

const faults = [
  ...schemaFaults('PUT', '/applications/{application_id}/commands', commands),
  ...schemaFaults('PUT', '/applications/{application_id}/guilds/{guild_id}/commands', commands),
  ...commandFaults(specs),
]

describe('the commands', () => {
  it('are taken by Discord', () => {
    expect(faults).toEqual([])
  })

  it('are asking, the picker, one for each action that a person can name, and one on messages', () => {
    const askable = [...actions.values()].filter(isAskable).map(({ id }) => id)
    const chat = specs.filter(({ type }) => type === ApplicationCommandType.ChatInput).map(({ name }) => name)
    expect(chat.toSorted()).toEqual(['ask', 'concierge', ...askable].toSorted())
    const messages = specs.filter(({ type }) => type === ApplicationCommandType.Message)
    expect(messages.map(({ name }) => name)).toEqual(['Answer with a guide'])
  })

  it('ask for nothing that a form can ask for', () => {
    const required = specs.flatMap(({ name, options = [] }) =>
      options.flatMap(one => (one.required ? [`${name} ${one.name}`] : [])),
    )
    expect(required).toEqual(['ask question'])
  })

  it('ACT-7 take no secret, card or document', () => {
    const secret = described.filter(({ risk }) => risk === 'secret')
    expect(secret.flatMap(({ id }) => named(id)?.options ?? [])).toEqual([])
    for (const { id, fields } of described)
      for (const { name, kind } of fields)
        if (['secret', 'card', 'documents'].includes(kind)) expect(option(id, optionOf(name))).toBeUndefined()
  })

  it('take a colleague, a choice, a product or yes and no as Discord has them', () => {
    expect(option('change-role', 'member')?.type).toBe(ApplicationCommandOptionType.User)
    expect(option('change-role', 'role')?.choices?.map(({ value }) => value)).toContain('administrator')
    expect(option('set-renewal-warranty', 'product')?.autocomplete).toBe(true)
    expect(option('set-renewal-warranty', 'on')?.type).toBe(ApplicationCommandOptionType.Boolean)
    expect(option('send-feedback', 'service')?.choices).toHaveLength(21)
    expect(option('send-feedback', 'text')).toBeUndefined()
    expect(option('ask', 'question')?.autocomplete).toBe(true)
  })

  it('for administrators of the chat are theirs by default, and in guilds only', () => {
    const [first] = commandsOf([{ ...described[0]!, forAdministrators: true }], words).slice(2)
    expect(first).toMatchObject({ default_member_permissions: '32', contexts: [0], integration_types: [0] })
    expect(named('change-role')).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1] })
    expect(named('change-role')?.default_member_permissions).toBeUndefined()
  })
})

const discordLocale = { fr: 'fr', en: 'en-GB', de: 'de', it: 'it', es: 'es-ES' } as const

describe.each(locales)('in %s', locale => {
  const discord = discordLocale[locale]
  const speech = words(locale)

  it('every name, description, option and choice is in its words', () => {
    for (const command of specs) {
      if (command.name !== 'concierge') expect(command.name_localizations?.[discord]).toBeTruthy()
      if (command.type === ApplicationCommandType.Message) continue
      expect(command.description_localizations?.[discord]).toBeTruthy()
      for (const one of command.options ?? []) {
        expect(one.name_localizations?.[discord]).toBeTruthy()
        expect(one.description_localizations?.[discord]).toBeTruthy()
        for (const choice of one.choices ?? []) expect(choice.name_localizations?.[discord]).toBeTruthy()
      }
    }
  })

  it('a command is called as its action, to the last word', () => {
    for (const { id, isStep } of described) {
      if (isStep) continue
      const name = named(id)?.name_localizations?.[discord] ?? ''
      if (locale === 'en') {
        expect(name).toBe(id)
        continue
      }
      const said = speech.find(`discord.commands.${id}`) ?? speech.word(`actions.${id}.name`)
      const last = commandName(said.replace(/[()]/g, '').split(/\s+/).at(-1) ?? '', locale)
      expect({ id, name, whole: name.endsWith(last) }).toEqual({ id, name, whole: true })
      expect(name).not.toMatch(/-\d$/)
      expect(named(id)?.description_localizations?.[discord]).toBe(
        cut(speech.word(`actions.${id}.summary`), 100),
      )
    }
  })

  it('an option is called as its field', () => {
    for (const { id, fields, risk, isStep } of described)
      for (const { name } of risk === 'secret' || isStep ? [] : fields) {
        const found = option(id, optionOf(name))
        if (!found || locale === 'en') continue
        const label = speech.word(`actions.${id}.fields.${name}.label`)
        expect(found.name_localizations?.[discord]?.split('-')[0]).toBe(
          commandName(label, locale).split('-')[0],
        )
      }
  })
})

describe('names', () => {
  it('are lower case with hyphens, without articles, and end with a whole word', () => {
    expect(commandName('Changer le rôle d’un membre', 'fr')).toBe('changer-rôle-membre')
    expect(commandName('Rolle eines Mitglieds ändern', 'de')).toBe('rolle-mitglieds-ändern')
    expect(commandName('Rimuovere la mia autenticazione a due fattori (2FA)', 'it')).toBe(
      'rimuovere-mia-autenticazione-a',
    )
    expect(commandName('Les', 'fr')).toBe('les')
    expect(commandName('x'.repeat(40), 'es')).toBe('x'.repeat(32))
  })

  it('that are taken get a number, within the limit', () => {
    const long = 'a'.repeat(32)
    expect(eachOnce(['a', 'b', 'a', 'a'])).toEqual(['a', 'b', 'a-2', 'a-3'])
    expect(eachOnce([long, long]).map(name => name.length)).toEqual([32, 31])
  })

  it('of options lead back to their fields', () => {
    for (const { fields } of described)
      for (const { name } of fields) expect(fieldOf(optionOf(name))).toBe(name)
  })
})

describe('the options of an interaction', () => {
  it('are the values of a wish, people as chat accounts', () => {
    const given = [
      { name: 'member', type: ApplicationCommandOptionType.User, value: '42' },
      { name: 'new-default', type: ApplicationCommandOptionType.String, value: 'balance' },
      { name: 'on', type: ApplicationCommandOptionType.Boolean, value: false },
      { name: 'role', type: ApplicationCommandOptionType.String },
    ]
    expect(readOptions(given, user => `discord:1:${user}`)).toEqual({
      member: 'discord:1:42',
      newDefault: 'balance',
      on: false,
    })
  })
})
