/** As the server makes them (`parts/suggestions.ts`). */
export interface Suggestions {
  status: string
  groups: Group[]
}

interface Group {
  label: string
  options: Suggestion[]
}

interface Suggestion {
  url: string
  title: string
  lang?: string
  section?: string
  snippet?: string[]
}

/** Suggestions as options of a listbox, group by group. */
export function listOf(groups: Group[], id: string): HTMLElement[] {
  let count = 0
  return groups.map(({ label, options }) => {
    const group = element(
      'div',
      '',
      options.map(option => optionOf(option, `${id}-${count++}`)),
    )
    group.setAttribute('role', 'group')
    if (!label) return group
    group.setAttribute('aria-label', label)
    const shown = element('div', 'label', [label])
    shown.setAttribute('aria-hidden', 'true')
    group.prepend(shown)
    return group
  })
}

function optionOf({ url, title, lang, section, snippet }: Suggestion, id: string): HTMLElement {
  const option = document.createElement('a')
  option.href = url
  option.id = id
  option.tabIndex = -1
  option.setAttribute('role', 'option')
  option.setAttribute('aria-selected', 'false')
  if (lang) option.lang = lang
  option.append(element('span', 'title', [title]))
  if (section) option.append(element('span', 'section', [section]))
  // Every second part is marked.
  const parts = snippet?.map((part, place) => (place % 2 ? element('mark', '', [part]) : part))
  if (parts) option.append(element('span', 'snippet', parts))
  return option
}

function element(name: string, kind: string, inner: (string | HTMLElement)[]): HTMLElement {
  const made = document.createElement(name)
  if (kind) made.className = kind
  made.append(...inner)
  return made
}
