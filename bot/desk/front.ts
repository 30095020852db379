import type { Action } from '../core/action.ts'
import type { Locale } from '../core/catalogue.ts'
import { askedIn, type Field } from '../core/fields.ts'
import type { Channel } from '../core/model.ts'
import { type Person, type Setting, turnFor } from './desk.ts'
import type { Event } from './event.ts'
import { type Home, homeOf } from './home.ts'
import { chatAccountOf } from './links.ts'
import { awaitOnce } from './once-outcome.ts'
import { complete, options, readCommand, reply, searchGuides, volunteer } from './reply.ts'
import type { Option, View } from './view.ts'

/** An action as a surface lists it: plain data, so that it can cross to another process. */
export interface Described
  extends Pick<Action, 'id' | 'risk' | 'isStep' | 'inChat' | 'forAgents' | 'forAdministrators'> {
  fields: readonly Field[]
}

/** The desk as chat surfaces see it. All that goes in and comes out is plain data: a surface may run in a process of its own. */
export interface Front {
  reply(person: Person, event: Event): Promise<View>
  volunteer(person: Person, text: string): Promise<View | undefined>
  complete(person: Person, typed: string): Promise<string[]>
  options(person: Person, action: string, field: string, typed: string): Promise<Option[]>
  /** What became of a one-time page that was handed out to a person (`View.awaits`): told once it is used or has run out. */
  outcome(person: Person, page: string): Promise<View | undefined>
  readCommand(person: Person, text: string): Promise<Event | undefined>
  searchGuides(person: Person, text: string): Promise<Option[]>
  home(person: Person): Promise<Home>
  /** The language that a person is spoken to in. */
  locale(person: Person): Promise<Locale>
  /** The chat account as which a form shows the member with a login address as picked. */
  accountOf(person: Person, member: string): Promise<string | undefined>
  /** What an administrator set for a channel (`slack:T1:C1`). */
  channel(id: string): Promise<Readonly<Channel> | undefined>
  /** All actions that a person can name. */
  actions(): Promise<Described[]>
  /** The summary of a guide in a language, as a link to it shows it; `undefined` where there is no such guide. */
  guide(slug: string, locale: string): Promise<{ title: string; summary: string } | undefined>
}

export function frontOf(setting: Setting): Front {
  const { domain, guides } = setting
  return {
    reply: (person, event) => reply(setting, person, event),
    volunteer: (person, text) => volunteer(setting, person, text),
    complete: (person, typed) => complete(setting, person, typed),
    options: (person, action, field, typed) => options(setting, person, action, field, typed),
    outcome: (person, page) => awaitOnce(setting, person, page),
    readCommand: (person, text) => readCommand(setting, person, text),
    searchGuides: (person, text) => searchGuides(setting, person, text),
    home: person => homeOf(setting, person),
    locale: async person => (await turnFor(setting, person)).speech.locale,
    accountOf: (person, member) => chatAccountOf(setting, person, member),
    channel: id => domain.store.read(tables => tables.channels.get(id)),
    actions: async () => [...domain.actions.values()].filter(({ risk }) => risk !== 'system').map(described),
    async guide(slug, locale) {
      const found = guides.guide(slug, locale as View['locale'])
      return found && { title: found.title, summary: found.summary }
    },
  }
}

function described(action: Action): Described {
  const { id, risk, isStep, inChat, forAgents, forAdministrators } = action
  return {
    id,
    risk,
    ...(isStep && { isStep }),
    ...(inChat && { inChat }),
    ...(forAgents && { forAgents }),
    ...(forAdministrators && { forAdministrators }),
    fields: askedIn(action.input),
  }
}
