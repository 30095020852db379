import type { ModalSubmitInteraction } from 'discord.js'
import type { Person } from '../../desk/desk.ts'
import type { Form, FormField, Option, View } from '../../desk/view.ts'
import { firstly, type Interaction, sendDirectly } from './answer.ts'
import type { Bot } from './bot.ts'
import type { Draft } from './drafts.ts'
import { isLookedUp, renderForm } from './modal.ts'
import { codeOf } from './rest.ts'
import { keepForm, messagesFor } from './views.ts'

/** An interaction that a modal can answer. */
type Opening = Exclude<Interaction, ModalSubmitInteraction>

/** Whether a view is a form and nothing else: what is wrong with one, or came before it, is to be read first. */
export const isForm = (view: View): view is View & { form: Form } =>
  view.form !== undefined && view.tone === 'preview' && view.blocks.length === 0

/** Opens a form as a modal; where it is too late for that, its button goes to the person by direct message. */
export async function openForm(
  bot: Bot,
  interaction: Opening,
  person: Person,
  view: View & { form: Form },
): Promise<void> {
  keepForm(bot, interaction.user.id, view)
  try {
    await openPage(bot, interaction, person, { form: view.form, locale: view.locale, values: {} }, 0)
  } catch (error) {
    bot.warn('discord form not opened', { code: codeOf(error), action: view.form.action })
    await sendDirectly(bot, interaction.user, messagesFor(bot, interaction, view))
  }
}

/** Opens one page of a form, from 0; its first one where there is no such page. Throws what Discord throws. */
export async function openPage(
  bot: Bot,
  interaction: Opening,
  person: Person,
  draft: Draft,
  page: number,
): Promise<void> {
  const pages = await pagesOf(bot, person, draft)
  const modal = pages[page] ?? pages[0]
  if (modal) await firstly(interaction, () => interaction.showModal(modal))
}

/** A form's pages, with what there is to choose from looked up afresh, and people who are known here as picked. */
export async function pagesOf(bot: Bot, person: Person, { form, locale }: Draft) {
  const { front, words } = bot
  const lookUp = async ({ name }: FormField): Promise<[string, Option[]]> => [
    name,
    await front.options(person, form.action, name, ''),
  ]
  const options = new Map(await Promise.all(form.fields.filter(isLookedUp).map(lookUp)))
  const fields = await Promise.all(form.fields.map(field => picked(bot, person, field)))
  return renderForm({ ...form, fields }, words(locale), options)
}

/** A person who is known by login address as their chat account, so that the form shows them as picked. */
async function picked({ front }: Bot, person: Person, field: FormField): Promise<FormField> {
  const isPerson = field.kind === 'member' || field.kind === 'person'
  if (!isPerson || typeof field.value !== 'string') return field
  const account = await front.accountOf(person, field.value)
  return account === undefined ? field : { ...field, value: account }
}
