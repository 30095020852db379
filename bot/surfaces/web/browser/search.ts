import { Combobox } from './combobox.ts'
import type { Suggestions } from './suggestions.ts'

/** Shows the first results below the search box while one types; `/` leads to the box from anywhere. */
export function searchAsTyped(): void {
  const form = document.querySelector<HTMLFormElement>('form.search')
  const box = form?.querySelector('input')
  if (!form || !box) return
  const combobox = new Combobox(form, box)
  const ask = suggester(`${form.action}.json`, suggestions => combobox.suggest(suggestions))
  box.addEventListener('input', () => ask(box.value))
  document.addEventListener('keydown', event => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    event.preventDefault()
    box.focus()
    box.select()
  })
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null

const nothing: Suggestions = { status: '', groups: [] }

/** Asks for suggestions, one question at a time: the answer to an older one is never shown. */
function suggester(
  address: string,
  show: (suggestions: Suggestions) => void,
): (typed: string) => Promise<void> {
  let asking = new AbortController()
  return async typed => {
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    const found = typed.trim() ? await fetched(`${address}?q=${encodeURIComponent(typed)}`, signal) : nothing
    if (!signal.aborted) show(found)
  }
}

/** Without an answer the box still leads to the page of results. */
async function fetched(address: string, signal: AbortSignal): Promise<Suggestions> {
  try {
    const response = await fetch(address, { signal })
    return response.ok ? ((await response.json()) as Suggestions) : nothing
  } catch {
    return nothing
  }
}
