import { html } from 'hono/html'
import type { FormField } from '../../../desk/view.ts'
import type { Speech } from '../../../words/words.ts'
import type { Html } from './html.ts'

/** What a control is made from: its field, the id of its element, its form's action. */
export interface Control {
  id: string
  field: FormField
  action: string
  speech: Speech
}

/** What a screen reader says with a control or a group of them: the hint and what was wrong. */
export function described(id: string, { hint, error }: FormField): Html | '' {
  const ids = [...(hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])]
  return ids.length ? html`aria-describedby="${ids.join(' ')}"` : ''
}
