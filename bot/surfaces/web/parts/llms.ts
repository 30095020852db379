import { locales } from '../../../core/catalogue.ts'
import { guidesBySubject } from '../../../desk/reading.ts'
import type { Speech } from '../../../words/words.ts'
import { guidePath } from '../addresses.ts'
import type { WebParts } from '../env.ts'
import { subjectName } from './subject.ts'

/** What a language model reads first (llmstxt.org): what this is, and every guide as Markdown. */
export function llms({ setting, publicUrl }: WebParts, speech: Speech): string {
  const { locale, t } = speech
  const link = (path: string, name: string, note = '') =>
    `- [${name.replace(/[[\]]/g, '')}](${publicUrl}${path})${note && `: ${note}`}`
  const sections = [...guidesBySubject(setting, locale)].map(([subject, guides]) =>
    [
      `## ${subjectName(speech, subject)}`,
      '',
      ...guides.map(({ slug, title, summary }) => link(`${guidePath(locale, slug)}.md`, title, summary)),
    ].join('\n'),
  )
  const others = locales.filter(one => one !== locale)
  const languages = others.map(one => link(`/${one}/llms.txt`, setting.words(one).t(`languages.${one}`)))
  return [
    `# ${t('web.name')}`,
    `> ${t('web.home.description')}`,
    t('web.feed.machine'),
    ...sections,
    [`## ${t('web.feed.others')}`, '', ...languages].join('\n'),
  ]
    .join('\n\n')
    .concat('\n')
}
