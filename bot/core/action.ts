import type { z } from 'zod'
import type { Chat } from './context.ts'
import type { DocumentKind } from './documents.ts'
import type { FactName, Facts } from './facts.ts'
import { fieldsOf } from './fields.ts'
import type { Change, Membership, Organisation, Parcel, Role, User } from './model.ts'
import type { Ports } from './ports.ts'
import type { Tables } from './store.ts'

/** What an action knows beside its input: all read afresh inside the transaction. */
export interface Context {
  now: Date
  tables: Tables
  ports: Ports
  actor: User
  organisation: Organisation
  /** The actor's membership in `organisation`; none for a stranger and for the scheduler. */
  membership: Membership | undefined
  /** The scheduler, not a person. */
  system: boolean
  /** The surface that the wish came from. */
  from: string
  /** The web session that the wish came from, if any. */
  session: string | undefined
  /** The chat that the wish came from, if any. */
  chat: Chat | undefined
}

/** Why not. The sentence is at `refusals.<rule>` in `locales/`, or `refusals.<rule>.<because>` where a rule has several. */
export interface Refusal {
  rule: string
  because?: string
  facts?: Facts
  /** The roles that could do it: their holders' names are told (ACT-4). */
  able?: readonly Role[]
  /** The guide that removes the obstacle, where it is another than the action's own (ORG-4). */
  guide?: string
  /** The field whose value is refused: it is told there, and can be typed again. Empty where it is not said which one. */
  field?: string
  /** What the refusal itself leaves behind, such as a counted attempt (TFA-5). */
  record?: (context: Context) => Promise<readonly Parcel[]>
}

/** Every reason that holds against it; none means allowed. A policy only reads. */
export interface Policy<Input> {
  (input: Input, context: Context): Promise<readonly Refusal[]> | readonly Refusal[]
  /** Those among its policies that look at the person alone: they can be asked before anything is filled in. */
  byRole?: readonly Policy<unknown>[]
}

export interface Effect {
  /** Before and after, a subject each; equal sides mean that it stays as it is. */
  changes: readonly Change[]
  /** What leaves the system after the commit. */
  parcels?: readonly Parcel[]
  /** A sentence to add to preview and receipt, at `notes.<note>` in `locales/`. */
  note?: { id: string; facts: Facts }
  /** What the holder alone is shown once, such as backup codes: never audited, never kept. */
  secrets?: readonly string[]
  /** A PNG of the result (BRAND-5). */
  picture?: Buffer
  /** The input that takes it back, where the facts of the changes do not tell it: `undo` is not asked then. */
  back?: Input
}

export interface AnswerRow {
  title: string
  /** What it is named by in another action's input, where a title may not be enough. */
  id?: string
  facts: Facts
  /** Names of files that belong to it, to be asked for one by one. */
  files?: readonly string[]
}

/** What a read says. Its heading and its words for an empty list are in `locales/` under `actions.<id>`. */
export interface Answer {
  rows: readonly AnswerRow[]
  /** What was asked for, where it is a file. */
  file?: { kind: DocumentKind; bytes: Buffer }
}

/** `read` answers at once, `change` previews and confirms in place, `secret` finishes on a one-time page, `system` is what time brings. */
export type Risk = 'read' | 'change' | 'secret' | 'system'

type Input = Record<string, unknown>

/** All that is known of a wish for which nobody is found. */
export type Nobody = Pick<Context, 'tables' | 'now' | 'chat'>

interface Common<Schema extends z.ZodObject> {
  /** Also the root of its words in `locales/`: `actions.<id>`. */
  id: string
  /** The guide that explains it; none where the chat itself is all that there is to explain. */
  guide?: string
  input: Schema
  allow: Policy<z.infer<Schema>>
  /** A step of another action's one-time page, such as typing the code it sent: never offered by itself. */
  isStep?: true
  /**
   * Where it belongs and is recorded, if not in the organisation that it is done in: to the `person` alone, or in the organisation
   * that its input means. Such an action needs no membership.
   */
  scope?: 'person' | ((input: z.infer<Schema>) => string)
  /** About the chat that it is asked for in: offered nowhere else. `or-named`: done elsewhere too, for a chat account that its input names. */
  inChat?: true | 'or-named'
  /** For those who manage the chat's workspace. Who may is still the policy's to say. */
  forAdministrators?: true
  /** For support agents: offered to nobody else. Who may is still the policy's to say. */
  forAgents?: true
  /** Who acts where nobody is signed in: found from what was typed, such as a login address, and from the chat that it was typed in. */
  actor?(input: z.infer<Schema>, tables: Tables, chat?: Chat): Promise<User | undefined>
  /** Why not, where `actor` finds nobody; ACT-1 unless said otherwise. A function may leave something behind, as a counted attempt. */
  nobody?: Refusal | ((about: Nobody) => Promise<Refusal>)
  /** The input as it stands, where a form can open with what is set now. */
  present?(context: Context): Promise<Input>
}

export interface ReadAction<Schema extends z.ZodObject = z.ZodObject> extends Common<Schema> {
  risk: 'read'
  /** Each look at it leaves an audit entry, not only a refused one: it is of somebody else's secrets. */
  recorded?: true
  answer(input: z.infer<Schema>, context: Context): Promise<Answer>
}

export interface ChangeAction<Schema extends z.ZodObject = z.ZodObject> extends Common<Schema> {
  risk: 'change' | 'secret' | 'system'
  /** Whoever is not signed in is answered that it is done, whatever came of it: so that it tells nothing of who is a customer. */
  blind?: true
  /** Applied without a preview: nobody is linked yet who could be shown one, and a code sent by mail is the confirmation. */
  atOnce?: true
  /** The step that follows when it is done: its form comes with the receipt. */
  next?: string
  /** What the step before has shown its holder on the same page, and is needed until this one is done. */
  beside?(context: Context): Promise<Pick<Effect, 'secrets' | 'picture'>>
  /** Another way to the same end, offered beside this one. */
  otherwise?: string
  /** The page of ours that it is done on, where it has one of its own: no one-time page is handed out for it, and whoever is not known is led there. */
  page?: string
  /** Throws `InvalidInput` for what only the domain can tell about a field. */
  effect(input: z.infer<Schema>, context: Context): Promise<Effect>
  /** The input with which `actor` (an id) exactly takes it back, or `undefined` where this one has none. Absent where there never is an exact way back. */
  undo?(input: z.infer<Schema>, changes: readonly Change[], actor: string): Input | undefined
}

export type Action = ReadAction | ChangeAction

/** The actions that a person is offered: none that only time or another action's page asks for, a chat's in a chat, and to agents and to those who manage a chat what is theirs. */
export const offeredTo = (
  actions: ReadonlyMap<string, Action>,
  person: Pick<User, 'supportAgent'> | undefined,
  chat?: Chat,
): ReadonlyMap<string, Action> =>
  new Map(
    [...actions].filter(
      ([, action]) =>
        isAskable(action) &&
        (!action.inChat || chat) &&
        (!action.forAgents || person?.supportAgent) &&
        (!action.forAdministrators || chat?.administers || person?.supportAgent),
    ),
  )

/** Whether it is applied without a preview, also for somebody who is not linked. */
export const isAtOnce = (action: Action): boolean => action.risk !== 'read' && action.atOnce === true

/** Whether what is typed alone says who acts, and proves it: nobody needs to be signed in. */
export const isSelfProving = ({ actor, input }: Action): boolean =>
  actor !== undefined && !fieldsOf(input).some(({ unasked }) => unasked)

/** Whether anybody at all asks for the action by itself. */
export const isAskable = ({ risk, isStep }: Action): boolean => risk !== 'system' && !isStep

/** Defines an action once, for every surface. */
export const action = <Schema extends z.ZodObject>(
  definition: ReadAction<Schema> | ChangeAction<Schema>,
): Action => definition as unknown as Action

/** What is wrong with one field; the sentence is at `problems.<problem>` in `locales/`. */
export interface Problem {
  field: string
  problem: string
  facts?: Facts & Record<string, unknown>
}

/** Thrown by an effect for input that cannot be meant; nothing is changed. */
export class InvalidInput extends Error {
  readonly problems: readonly Problem[]

  constructor(...problems: Problem[]) {
    super(problems.map(problem => `${problem.field}: ${problem.problem}`).join(', '))
    this.name = 'InvalidInput'
    this.problems = problems
  }
}

/** A change of one subject. */
export function change(subject: { id: string; name: string }, before: Facts, after: Facts): Change {
  return { id: subject.id, of: subject.name, before, after } as Change
}

/** A mail to a user at the login address, in the user's own language. */
export function mailTo(
  user: Pick<User, 'email' | 'locale'>,
  template: string,
  facts: Facts,
  to = user.email,
): Parcel {
  return { kind: 'mail', to, locale: user.locale, template, facts } as Parcel
}

export type { FactName, Facts }
