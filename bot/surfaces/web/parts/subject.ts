import type { Subject } from '../../../core/catalogue.ts'
import type { Speech } from '../../../words/words.ts'

/** What a subject is called; guides about none are the others. */
export const subjectName = ({ t }: Speech, subject: Subject | undefined): string =>
  t(`web.home.subjects.${subject ?? 'other'}`)
