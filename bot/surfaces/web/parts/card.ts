import { html } from 'hono/html'
import type { FormField, View } from '../../../desk/view.ts'
import { formatFacts } from '../../../words/format.ts'
import type { Speech } from '../../../words/words.ts'
import type { Visit, WebParts } from '../env.ts'
import type { Html } from './html.ts'

/**
 * A view whose form knows where its card is typed: at the payment provider, which leads back to this page with a reference in its query;
 * and, once there is one, what is known of the card.
 */
export async function withCards(
  { setting, publicUrl }: Pick<WebParts, 'setting' | 'publicUrl'>,
  context: Visit,
  view: View,
): Promise<View> {
  const { payments } = setting.domain.ports
  const speech = setting.words(view.locale)
  const address = payments.start(`${publicUrl}${context.req.path}`)
  const filled = async (field: FormField): Promise<FormField> => {
    if (field.kind !== 'card') return field
    const value = context.req.query('card') ?? field.value
    const card = typeof value === 'string' ? await payments.card(value) : undefined
    if (!card) return { ...field, value: undefined, card: { address } }
    const facts = { method: `${card.brand} •••• ${card.last4}`, expiryMonth: card.expiry }
    const typed = speech.word('web.payment.card.typed', formatFacts(speech, facts))
    return { ...field, value, card: { address, typed } }
  }
  if (!view.form) return view
  return { ...view, form: { ...view.form, fields: await Promise.all(view.form.fields.map(filled)) } }
}

/** The control of a card: the way to the provider's page, and the reference that came back. No number is typed here (PAY-3); where no provider is known, nothing is. */
export function cardControl(id: string, { name, value, card }: FormField, { t }: Speech): Html {
  if (card === undefined) return html``
  if (card.typed === undefined)
    return html`<a class="button" id="${id}" href="${card.address}">${t('web.payment.card.enter')}</a>`
  return html`<input type="hidden" name="${name}" value="${String(value)}" />
    <p class="card">${card.typed} · <a id="${id}" href="${card.address}">${t('web.payment.card.other')}</a></p>`
}
