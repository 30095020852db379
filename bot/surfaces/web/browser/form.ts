/** What a script adds to forms and views: passwords that can be shown, lists that are asked for while one types, codes that can be copied. */
export function improveForms(root: ParentNode): void {
  for (const secret of root.querySelectorAll<HTMLInputElement>('input[data-show]')) showable(secret)
  for (const field of root.querySelectorAll<HTMLInputElement>('input[data-options]')) completed(field)
  for (const secrets of root.querySelectorAll<HTMLElement>('.codes[data-copy]')) copyable(secrets)
}

function button(label: string, press: (button: HTMLButtonElement) => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = label
  made.addEventListener('click', () => press(made))
  return made
}

function showable(secret: HTMLInputElement): void {
  const { show = '', hide = '' } = secret.dataset
  const toggle = button(show, made => {
    const isShown = secret.type === 'password'
    secret.type = isShown ? 'text' : 'password'
    made.textContent = isShown ? hide : show
  })
  toggle.className = 'show'
  toggle.setAttribute('aria-controls', secret.id)
  secret.after(toggle)
  // A password is sent as one, so that a browser does not remember it as a text.
  secret.form?.addEventListener('submit', () => {
    secret.type = 'password'
  })
}

/** Long enough not to ask at every keystroke. */
const pause = 150

function completed(field: HTMLInputElement): void {
  let waits: number | undefined
  field.addEventListener('input', () => {
    clearTimeout(waits)
    waits = setTimeout(async () => {
      const asked = field.value
      const response = await fetch(`${field.dataset.options}?${new URLSearchParams({ q: asked })}`)
      if (!response.ok || field.value !== asked) return
      const options: { value: string; label: string }[] = await response.json()
      field.list?.replaceChildren(...options.map(({ value, label }) => new Option(label, value)))
    }, pause)
  })
}

function copyable(secrets: HTMLElement): void {
  const { copy = '', copied = '' } = secrets.dataset
  const codes = [...secrets.querySelectorAll('code')].map(code => code.textContent)
  const made = button(copy, async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    made.textContent = copied
  })
  made.setAttribute('aria-live', 'polite')
  secrets.querySelector('p')?.append(' ', made)
}
