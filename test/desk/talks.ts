import type { Locale } from '../../bot/core/catalogue.ts'

/** One change from question to receipt, as somebody asks for it in that language. */
export interface Talk {
  action: string
  guide: string
  /** Who asks; the language is chosen for the conversation where it is not the account's. */
  who: string
  says: string
  /** What is typed into the form; none where the question said it all. */
  fill?: Record<string, unknown>
  /** What the receipt must show, in that language. */
  shows: RegExp
  /** Mails that leave: `template → address (language)`. */
  mails?: string[]
  /** Whether there is an exact way back. */
  undo: boolean
}

const changeRole = { action: 'change-role', guide: 'change-role', undo: true }
const warranty = { action: 'set-renewal-warranty', guide: 'set-renewal-warranty', undo: true }
const warranties = { ...warranty, undo: false }
const switching = { action: 'switch-organisation', guide: 'switch-organisation', who: 'claire', undo: true }
const renaming = { action: 'rename-organisation', guide: 'switch-organisation', who: 'claire', undo: true }
const leaving = {
  action: 'leave-organisation',
  guide: 'switch-organisation',
  who: 'claire',
  mails: ['member-left → colleague@example.org (fr)'],
  undo: false,
}
const newsletters = { action: 'set-newsletters', guide: 'set-newsletters', undo: true }
const feedback = { action: 'send-feedback', guide: 'send-feedback', undo: false }
const payment = { action: 'set-default-payment-method', guide: 'add-payment-method', undo: true }
const upgrade = { action: 'upgrade-suite', guide: 'upgrade-suite', undo: false }

const told = (to: string) => [`role-changed → ${to}`]

export const talks: Record<Locale, Talk[]> = {
  fr: [
    {
      ...changeRole,
      who: 'claire',
      says: 'Lucía quitte la gestion, comment changer son rôle en collaboratrice ?',
      shows: /administrateur → collaborateur/,
      mails: told('lucia@example.org (es)'),
    },
    {
      ...warranty,
      who: 'claire',
      says: 'Activer la garantie de renouvellement sur mon NAS',
      shows: /désactivée → activée/,
    },
    {
      ...warranties,
      who: 'claire',
      says: 'Comment activer la garantie de renouvellement sur tous mes produits ?',
      shows: /désactivée → activée/,
    },
    {
      ...switching,
      says: 'Je voudrais passer à l’organisation Les Cimes',
      shows: /Les Cimes: non → oui/,
    },
    {
      ...renaming,
      says: 'Renommer l’organisation en « Atelier Soleil »',
      shows: /Atelier Lumière → Atelier Soleil/,
    },
    {
      ...leaving,
      says: 'Comment quitter l’Association Les Cimes ?',
      shows: /Les Cimes · Rôle ?: collaborateur → aucun/,
    },
    {
      ...newsletters,
      who: 'claire',
      says: 'Je ne veux plus recevoir la newsletter des nouveautés',
      shows: /nouveautés.* → aucun/,
    },
    {
      ...feedback,
      who: 'claire',
      says: 'J’ai une idée pour améliorer kDrive',
      fill: { text: 'Trier les dossiers par couleur.' },
      shows: /→ kDrive/,
    },
    {
      ...payment,
      who: 'claire',
      says: 'Utiliser le solde prépayé comme mode de paiement par défaut',
      shows: /oui → non/,
    },
    {
      ...upgrade,
      who: 'claire',
      says: 'Il nous faut plus de stockage : passer notre kSuite à l’offre Business',
      shows: /1 To → 6 To/,
    },
  ],
  en: [
    {
      ...changeRole,
      who: 'oliver',
      says: 'How do I make Giulia a collaborator?',
      shows: /administrator → collaborator/,
      mails: told('giulia@example.org (it)'),
    },
    {
      ...warranty,
      who: 'oliver',
      says: 'turn the renewal warranty on for the Synology NAS please',
      shows: /off → on/,
    },
    {
      ...warranties,
      who: 'oliver',
      says: 'Switch off the renewal warranty for everything',
      shows: /on → off/,
    },
    {
      ...switching,
      says: 'I need to switch to the organisation Association Les Cimes',
      shows: /Les Cimes: no → yes/,
    },
    {
      ...renaming,
      says: 'Rename our organisation to “Sunlight Studio”',
      shows: /Atelier Lumière → Sunlight Studio/,
    },
    {
      ...leaving,
      says: 'How can I leave the organisation Les Cimes?',
      shows: /Les Cimes · Role: collaborator → none/,
    },
    {
      ...newsletters,
      who: 'oliver',
      says: 'Please unsubscribe me from product news',
      shows: /news.* → none/,
    },
    {
      ...feedback,
      who: 'oliver',
      says: 'I have an idea for kDrive',
      fill: { text: 'Sort folders by colour.' },
      shows: /→ kDrive/,
    },
    {
      ...payment,
      who: 'oliver',
      says: 'Make the prepaid balance our default payment method',
      shows: /yes → no/,
    },
    { ...upgrade, who: 'oliver', says: 'Upgrade our kSuite to Business', shows: /1 TB → 6 TB/ },
  ],
  de: [
    {
      ...changeRole,
      who: 'jonas',
      says: 'Wie ändere ich die Rolle von colleague@example.org auf Administrator?',
      shows: /Mitarbeiter → Administrator/,
      mails: told('colleague@example.org (fr)'),
    },
    {
      ...warranty,
      who: 'jonas',
      says: 'Schalte die Verlängerungsgarantie für das Synology NAS ein',
      shows: /aus → ein/,
    },
    {
      ...warranties,
      who: 'jonas',
      says: 'Verlängerungsgarantie für alle Produkte ausschalten',
      shows: /ein → aus/,
    },
    {
      ...switching,
      says: 'Ich möchte in die Organisation Les Cimes wechseln',
      shows: /Les Cimes: nein → ja/,
    },
    {
      ...renaming,
      says: 'Wie kann ich unsere Organisation in „Lichtwerk“ umbenennen?',
      shows: /Atelier Lumière → Lichtwerk/,
    },
    {
      ...leaving,
      says: 'Ich will die Organisation Association Les Cimes verlassen',
      shows: /Les Cimes · Rolle: Mitarbeiter → keine/,
    },
    {
      ...newsletters,
      who: 'jonas',
      says: 'Ich möchte die Produktneuheiten abbestellen',
      shows: /→ keine/,
    },
    {
      ...feedback,
      who: 'jonas',
      says: 'Ich möchte Feedback zu kDrive geben',
      fill: { text: 'Ordner nach Farbe sortieren.' },
      shows: /→ kDrive/,
    },
    {
      ...payment,
      who: 'jonas',
      says: 'Wie kann ich das Prepaid-Guthaben als Standardzahlungsmittel festlegen?',
      shows: /ja → nein/,
    },
    { ...upgrade, who: 'jonas', says: 'Unsere kSuite auf Business umstellen', shows: /1 TB → 6 TB/ },
  ],
  it: [
    {
      ...changeRole,
      who: 'giulia',
      says: 'Come posso cambiare il ruolo di Nina Keller in amministratrice?',
      shows: /collaboratore → amministratore/,
      mails: told('nina@example.org (de)'),
    },
    {
      ...warranty,
      who: 'giulia',
      says: 'Vorrei attivare la garanzia di rinnovo per il NAS Synology',
      shows: /disattivata → attiva/,
    },
    {
      ...warranties,
      who: 'giulia',
      says: 'Come disattivare la garanzia di rinnovo su tutti i prodotti?',
      shows: /attiva → disattivata/,
    },
    {
      ...switching,
      says: 'Vorrei cambiare organizzazione e lavorare in Association Les Cimes',
      shows: /Les Cimes: no → sì/,
    },
    {
      ...renaming,
      says: 'Vorrei rinominare l’organizzazione in «Bottega della Luce»',
      shows: /Atelier Lumière → Bottega della Luce/,
    },
    {
      ...leaving,
      says: 'Come lascio l’organizzazione Les Cimes?',
      shows: /Les Cimes · Ruolo: collaboratore → nessuno/,
    },
    {
      ...newsletters,
      who: 'giulia',
      says: 'Vorrei disiscrivermi dalla newsletter delle novità',
      shows: /novità.* → nessuno/,
    },
    {
      ...feedback,
      who: 'giulia',
      says: 'Ho un suggerimento per kDrive',
      fill: { text: 'Ordinare le cartelle per colore.' },
      shows: /→ kDrive/,
    },
    {
      ...payment,
      who: 'giulia',
      says: 'Usare il credito prepagato come metodo di pagamento predefinito',
      shows: /sì → no/,
    },
    { ...upgrade, who: 'giulia', says: 'Vorrei passare la nostra kSuite a Business', shows: /1 TB → 6 TB/ },
  ],
  es: [
    {
      ...changeRole,
      who: 'lucia',
      says: 'Quiero cambiar el rol de Sam a colaborador',
      shows: /usuario externo → colaborador/,
      mails: told('partner@example.org (en)'),
    },
    {
      ...warranty,
      who: 'lucia',
      says: '¿Cómo activo la garantía de renovación del NAS de Synology?',
      shows: /desactivada → activada/,
    },
    {
      ...warranties,
      who: 'lucia',
      says: 'Desactivar la garantía de renovación de todos los productos',
      shows: /activada → desactivada/,
    },
    {
      ...switching,
      says: 'Necesito cambiar a la organización Les Cimes',
      shows: /Les Cimes: no → sí/,
    },
    {
      ...renaming,
      says: '¿Puedo renombrar la organización a «Taller de Luz»?',
      shows: /Atelier Lumière → Taller de Luz/,
    },
    {
      ...leaving,
      says: 'Quiero abandonar la organización Association Les Cimes',
      shows: /Les Cimes · Rol: colaborador → ninguno/,
    },
    {
      ...newsletters,
      who: 'lucia',
      says: 'Quiero darme de baja del boletín de novedades',
      shows: /novedades.* → ninguno/,
    },
    {
      ...feedback,
      who: 'lucia',
      says: 'Tengo una sugerencia para kDrive',
      fill: { text: 'Ordenar las carpetas por color.' },
      shows: /→ kDrive/,
    },
    {
      ...payment,
      who: 'lucia',
      says: 'Usar el saldo prepago como método de pago predeterminado',
      shows: /sí → no/,
    },
    { ...upgrade, who: 'lucia', says: 'Quiero pasar nuestra kSuite a Business', shows: /1 TB → 6 TB/ },
  ],
}
