/**
 * A form inside `[data-answers]` is sent without leaving the page: the same part of the page that comes back takes its place. Where
 * that fails, the form is sent as it would be without us.
 */
export function answerInPlace(): void {
  document.addEventListener('submit', event => {
    const form = event.target
    const box = form instanceof HTMLFormElement ? form.closest<HTMLElement>('[data-answers]') : null
    if (!(form instanceof HTMLFormElement) || !box || event.defaultPrevented) return
    event.preventDefault()
    const body = new FormData(form, event.submitter)
    void answer(form.action, body, box).catch(() => {
      const { submitter } = event
      box.removeAttribute('data-answers')
      form.requestSubmit(submitter instanceof HTMLElement ? submitter : undefined)
    })
  })
}

async function answer(action: string, body: FormData, box: HTMLElement): Promise<void> {
  const response = await fetch(action, { method: 'POST', body: new URLSearchParams(textsIn(body)) })
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const answered = page.getElementById(box.id)
  if (!response.ok || !answered) throw new Error(`no #${box.id} in the answer`)
  box.replaceWith(answered)
  answered.focus()
}

const textsIn = (body: FormData): [string, string][] =>
  [...body].flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []))
