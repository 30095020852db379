import type { Guide, Locale } from '../../kb/guide.ts'

/** A guide with everything optional left out. */
export function guideOf(
  slug: string,
  locale: Locale,
  title: string,
  body: string,
  more: Partial<Guide> = {},
): Guide {
  const empty = { summary: '', questions: [], keywords: [], services: [], related: [] }
  return { slug, locale, title, body, ...empty, ...more }
}

/** Three French guides, two German and one English: enough to tell things apart. */
export const guides: Guide[] = [
  guideOf(
    'colours',
    'fr',
    'Changer les couleurs',
    '## Étapes\n\nOuvrez la palette et choisissez un bleu.\n\n## Limites\n\nLe vert est réservé aux partenaires.',
    {
      questions: ['Comment repeindre mon espace en bleu ?', 'Je déteste le rose de mon tableau de bord'],
      keywords: ['palette', 'teinte'],
    },
  ),
  guideOf(
    'calendar',
    'fr',
    'Partager un calendrier',
    'Un calendrier se partage avec des collègues.\n\n## Retirer un partage\n\nSupprimez le collègue de la liste de partage.',
  ),
  guideOf(
    'backup',
    'fr',
    'Restaurer une sauvegarde',
    'Choisissez la date de la sauvegarde, puis restaurez les fichiers.',
  ),
  guideOf('colours', 'de', 'Farben ändern', 'Öffnen Sie die Palette und wählen Sie ein Blau.', {
    questions: ['Wie streiche ich meinen Bereich blau?'],
  }),
  guideOf(
    'warranty',
    'de',
    'Garantie für die Verlängerung',
    'Die Verlängerung wird garantiert, wenn die Garantie eingeschaltet ist.',
  ),
  guideOf('colours', 'en', 'Change the colours', 'Open the palette and pick a blue.', {
    questions: ['How do I paint my workspace blue?'],
  }),
]
