/** One wish that is refused, and what the person is told. */
export interface Refused {
  who: string
  action: string
  input: Record<string, unknown>
  /** Part of the input is in no list that one could pick from. */
  unlisted?: true
  rules: string[]
  /** Names of people who could. */
  able?: string[]
  guides: string[]
}

/** Wishes of people of the demo that the rules refuse. */
export const refusals: Refused[] = [
  {
    who: 'nina',
    action: 'change-role',
    input: { member: 'paul', role: 'administrator' },
    rules: ['ROLE-1'],
    able: ['Lucía Ortega'],
    guides: ['change-role'],
  },
  {
    who: 'oliver',
    action: 'change-role',
    input: { member: 'nina', role: 'legal-representative' },
    rules: ['ROLE-2'],
    able: ['Claire Dubois'],
    guides: ['change-role'],
  },
  {
    who: 'claire',
    action: 'change-role',
    input: { member: 'claire', role: 'collaborator' },
    rules: ['ROLE-3'],
    guides: ['change-role'],
  },
  {
    who: 'jonas',
    action: 'change-role',
    input: { member: 'jonas', role: 'legal-representative' },
    rules: ['ROLE-2', 'ROLE-8'],
    able: ['Claire Dubois'],
    guides: ['change-role'],
  },
  {
    who: 'paul',
    action: 'set-renewal-warranty',
    input: { product: 'all', on: true },
    rules: ['WARR-4'],
    able: ['Lucía Ortega'],
    guides: ['set-renewal-warranty'],
  },
  {
    who: 'claire',
    action: 'order-product',
    input: { service: 'synology', name: 'NAS 2', warranty: true },
    rules: ['WARR-2'],
    guides: ['set-renewal-warranty'],
  },
  {
    who: 'giulia',
    action: 'rename-organisation',
    input: { name: 'Bottega' },
    rules: ['ORG-2'],
    able: ['Claire Dubois'],
    guides: ['switch-organisation'],
  },
  {
    who: 'paul',
    action: 'leave-organisation',
    input: { organisation: 'lumiere' },
    rules: ['ORG-3'],
    guides: ['upgrade-suite', 'switch-organisation'],
  },
  {
    who: 'claire',
    action: 'leave-organisation',
    input: { organisation: 'lumiere' },
    rules: ['ORG-3'],
    guides: ['upgrade-suite', 'change-role', 'switch-organisation'],
  },
  {
    who: 'lucia',
    action: 'set-newsletters',
    input: { subscribe: ['security', 'gossip'] },
    unlisted: true,
    rules: ['NEWS-3'],
    guides: ['set-newsletters'],
  },
  {
    who: 'oliver',
    action: 'set-recovery-email',
    input: { email: 'oliver@example.org' },
    rules: ['RECO-3'],
    guides: ['set-recovery-email'],
  },
  {
    who: 'oliver',
    action: 'set-recovery-email',
    input: { email: 'oliver@@example' },
    rules: ['RECO-3'],
    guides: ['set-recovery-email'],
  },
  {
    who: 'oliver',
    action: 'set-recovery-email',
    input: { email: 'oliver@lumiere.example' },
    rules: ['RECO-3'],
    guides: ['set-recovery-email'],
  },
  {
    who: 'oliver',
    action: 'request-password-reset',
    input: { login: 'claire@example.org' },
    rules: ['RECO-5'],
    guides: ['set-recovery-email'],
  },
  {
    who: 'claire',
    action: 'upgrade-suite',
    input: { suite: 'lumiere-ksuite', offer: 'start' },
    rules: ['SUITE-1'],
    guides: ['upgrade-suite'],
  },
  {
    who: 'nina',
    action: 'upgrade-suite',
    input: { suite: 'lumiere-ksuite', offer: 'business' },
    rules: ['SUITE-5'],
    able: ['Lucía Ortega'],
    guides: ['upgrade-suite'],
  },
  {
    who: 'claire',
    action: 'move-product',
    input: { product: 'lumiere-ksuite', to: 'claire' },
    rules: ['SUITE-2'],
    guides: ['upgrade-suite'],
  },
  {
    who: 'claire',
    action: 'cancel-product',
    input: { product: 'lumiere-kdrive' },
    rules: ['SUITE-3'],
    guides: ['upgrade-suite'],
  },
  {
    who: 'paul',
    action: 'set-default-payment-method',
    input: { method: 'balance' },
    rules: ['PAY-1'],
    able: ['Lucía Ortega'],
    guides: ['add-payment-method'],
  },
  {
    who: 'claire',
    action: 'set-default-payment-method',
    input: { method: 'old' },
    rules: ['PAY-1'],
    guides: ['add-payment-method'],
  },
  {
    who: 'claire',
    action: 'remove-payment-method',
    input: { method: 'visa' },
    rules: ['PAY-5'],
    guides: ['add-payment-method'],
  },
  {
    who: 'paul',
    action: 'set-branding',
    input: { initials: 'AL' },
    rules: ['BRAND-1'],
    able: ['Lucía Ortega'],
    guides: ['set-branding'],
  },
  { who: 'claire', action: 'list-2fa-requests', input: {}, rules: ['TFA-4'], guides: ['remove-2fa'] },
  {
    who: 'nina',
    action: 'show-audit',
    input: { member: 'paul' },
    rules: ['ROLE-1'],
    able: ['Lucía Ortega'],
    guides: ['change-role'],
  },
]
