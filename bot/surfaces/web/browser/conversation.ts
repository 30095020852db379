import { decides, outlives } from '../../../desk/button.ts'
import { improveForms } from './form.ts'

/** What is asked, pressed and filled in in a conversation is answered below it, in the same page. Whatever goes wrong is left to the browser, which loads a page. */
export function converse(): void {
  const log = document.querySelector<HTMLElement>('.turns')
  const box = document.querySelector<HTMLFormElement>('form.ask')
  if (!log || !box) return
  const text = box.querySelector('textarea')!
  let left: HTMLFormElement | undefined
  const take = async (event: SubmitEvent) => {
    const form = event.target as HTMLFormElement
    if (form === left) return
    event.preventDefault()
    if (log.ariaBusy === 'true') return
    log.ariaBusy = 'true'
    const pressed = event.submitter
    const answer = await send(form, pressed).catch(() => undefined)
    log.ariaBusy = 'false'
    if (!answer) {
      left = form
      form.requestSubmit(pressed)
      return
    }
    show(log, form, pressed, answer, box)
    improveForms(answer)
    const summary = answer.querySelector<HTMLElement>('.error-summary')
    const shown = summary ?? answer
    shown.focus({ preventScroll: true })
    shown.scrollIntoView({ block: 'start' })
  }
  log.addEventListener('submit', take)
  box.addEventListener('submit', take)
  text.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    box.requestSubmit()
  })
}

/** Sends a form as the browser would, and reads the view that answers; `undefined` where something else came back. */
async function send(form: HTMLFormElement, pressed: HTMLElement | null): Promise<HTMLElement | undefined> {
  const filled = new FormData(form, pressed)
  // Not `form.action`: a field may be called so.
  const isUpload = form.getAttribute('enctype') !== null
  const body = isUpload ? filled : new URLSearchParams([...filled] as [string, string][])
  const response = await fetch(`${form.getAttribute('action')}?fragment`, { method: 'POST', body })
  const template = document.createElement('template')
  template.innerHTML = response.ok ? await response.text() : ''
  const first = template.content.firstElementChild
  return first instanceof HTMLElement && first.classList.contains('view') ? first : undefined
}

function show(
  log: HTMLElement,
  form: HTMLFormElement,
  pressed: HTMLElement | null,
  answer: HTMLElement,
  box: HTMLFormElement,
): void {
  const view = form.closest<HTMLElement>('.view')
  const id = pressed?.getAttribute('name') === 'press' ? (pressed as HTMLButtonElement).value : undefined
  const keeps = answer.hasAttribute('data-keeps')
  // What was decided, or filled in, is no longer there to be so once more: what came of it takes its place.
  if (view && !keeps && (id === undefined || decides(id))) {
    view.replaceWith(answer)
    return
  }
  if (view && id !== undefined && !keeps) retire(view, id)
  const turn = document.createElement('div')
  turn.className = 'turn'
  if (form === box) turn.append(said(box))
  turn.append(answer)
  log.append(turn)
}

/** Takes away the buttons that do nothing any more once another one was pressed. */
function retire(view: HTMLElement, pressed: string): void {
  for (const button of view.querySelectorAll<HTMLButtonElement>('button[name=press]'))
    if (!outlives(button.value, pressed)) button.remove()
}

/** What was asked, as it stands in a page that the server made; the box is empty again. */
function said(box: HTMLFormElement): HTMLElement {
  const text = box.querySelector('textarea')!
  const line = document.createElement('p')
  line.className = 'said'
  const who = document.createElement('span')
  who.className = 'unseen'
  who.textContent = `${box.dataset.you} `
  line.append(who, text.value.trim())
  text.value = ''
  return line
}
