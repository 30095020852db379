import { doButton } from '../../../desk/button.ts'
import type { List, ListRow } from '../../../desk/lists.ts'
import type { Button } from '../../../desk/view.ts'
import type { Speech } from '../../../words/words.ts'

/** The lists that a person may read, and the actions that there are. */
export interface Shown {
  lists: ReadonlyMap<string, List>
  offered: ReadonlySet<string>
}

/** What can be done about a row of a list. */
export type RowButtons = (row: ListRow) => Button[]

/** A part of the account page: what it lists, by the read's id, and what else can be done there. Whatever does not exist is left out. */
export interface AccountPart {
  id: string
  lists: readonly { read: string; each?: (speech: Speech) => RowButtons }[]
  also: readonly string[]
}

const rowButton = (
  { word }: Speech,
  action: string,
  values: Record<string, string>,
  label: string,
): Button => ({ id: doButton(action, values), label: word(`web.account.do.${label}`), style: 'plain' })

const links = {
  read: 'list-links',
  each:
    (speech: Speech): RowButtons =>
    ({ id = '' }) => [rowButton(speech, 'unlink', { account: id }, 'unlink')],
}

/** The page in its order: where things stand is its matter alone, what they say is the actions'. */
export const accountParts: readonly AccountPart[] = [
  {
    id: 'organisations',
    lists: [
      {
        read: 'list-organisations',
        each:
          speech =>
          ({ id = '', facts }) => [
            ...(facts.current
              ? []
              : [rowButton(speech, 'switch-organisation', { organisation: id }, 'switch')]),
            rowButton(speech, 'leave-organisation', { organisation: id }, 'leave'),
          ],
      },
    ],
    also: ['list-members', 'change-role', 'set-permissions', 'rename-organisation', 'set-branding'],
  },
  {
    id: 'products',
    lists: [
      {
        read: 'list-products',
        each:
          speech =>
          ({ id = '', facts }) => [
            rowButton(
              speech,
              'set-renewal-warranty',
              { product: id, on: String(!facts.warranty) },
              facts.warranty ? 'warranty-off' : 'warranty-on',
            ),
          ],
      },
    ],
    also: ['set-renewal-warranty', 'order-product', 'upgrade-suite'],
  },
  {
    id: 'payment',
    lists: [
      {
        read: 'list-payment-methods',
        each:
          speech =>
          ({ id = '', facts }) => [
            ...(facts.default
              ? []
              : [rowButton(speech, 'set-default-payment-method', { method: id }, 'default')]),
            ...(id === 'balance'
              ? []
              : [rowButton(speech, 'remove-payment-method', { method: id }, 'remove')]),
          ],
      },
      { read: 'list-invoices' },
    ],
    also: ['add-payment-method'],
  },
  { id: 'newsletters', lists: [{ read: 'list-newsletters' }], also: ['set-newsletters'] },
  {
    id: 'security',
    lists: [{ read: 'show-recovery-email' }, { read: 'list-sessions' }, links],
    also: ['set-recovery-email', 'enable-2fa', 'remove-2fa', 'sign-out-everywhere'],
  },
  { id: 'feedback', lists: [{ read: 'list-feedback' }], also: ['send-feedback', 'list-wanted-feedback'] },
  {
    id: 'agents',
    lists: [
      {
        read: 'list-2fa-requests',
        each:
          speech =>
          ({ facts }) => [
            rowButton(speech, 'decide-2fa-recovery', { request: String(facts.request) }, 'decide'),
          ],
      },
    ],
    also: ['set-feedback-state'],
  },
  { id: 'log', lists: [{ read: 'show-audit' }], also: [] },
]
