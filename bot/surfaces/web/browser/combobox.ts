import { listOf, type Suggestions } from './suggestions.ts'

/** A search box with a list of its own (WAI-ARIA 1.2, combobox with list autocomplete and manual selection). The box keeps the focus. */
export class Combobox {
  readonly #box: HTMLInputElement
  readonly #status: Element | null
  readonly #list = document.createElement('div')
  #active = -1

  constructor(form: HTMLFormElement, box: HTMLInputElement) {
    this.#box = box
    this.#status = form.querySelector('[role=status]')
    this.#list.id = `${box.id}-list`
    this.#list.className = 'popup'
    this.#list.hidden = true
    set(this.#list, { role: 'listbox', 'aria-label': box.labels?.[0]?.textContent ?? '' })
    form.append(this.#list)
    set(box, {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-controls': this.#list.id,
      'aria-expanded': 'false',
    })
    this.#listen()
  }

  /** Puts suggestions into the list, and opens it if somebody is still here. */
  suggest({ status, groups }: Suggestions): void {
    this.#list.replaceChildren(...listOf(groups, this.#list.id))
    this.#open(groups.length > 0 && document.activeElement === this.#box)
    if (this.#status) this.#status.textContent = status
  }

  #listen(): void {
    this.#box.addEventListener('focus', () => this.#open(this.#options().length > 0))
    this.#box.addEventListener('keydown', event => {
      if (this.#press(event.key)) event.preventDefault()
    })
    this.#box.addEventListener('blur', () => this.#open(false))
    // Pressing an option takes the focus from the box only when the page is left.
    this.#list.addEventListener('mousedown', event => event.preventDefault())
  }

  /** What a key does; whether it did anything. */
  #press(key: string): boolean {
    const isOpen = !this.#list.hidden
    const options = this.#options()
    if (key === 'Escape' && isOpen) this.#open(false)
    else if (key === 'Enter' && isOpen && options[this.#active]) options[this.#active]?.click()
    else if ((key === 'ArrowDown' || key === 'ArrowUp') && options.length)
      this.#move(key === 'ArrowDown' ? 1 : -1)
    else return false
    return true
  }

  /** On to the next option, or the one before. Between the last and the first there is none: what was typed. */
  #move(step: number): void {
    if (this.#list.hidden) this.#open(true)
    const places = this.#options().length + 1
    this.#activate(((this.#active + 1 + step + places) % places) - 1)
  }

  #open(isOpen: boolean): void {
    this.#list.hidden = !isOpen
    this.#box.setAttribute('aria-expanded', String(isOpen))
    this.#activate(-1)
  }

  #activate(place: number): void {
    this.#active = place
    const options = this.#options()
    for (const [at, option] of options.entries()) option.setAttribute('aria-selected', String(at === place))
    const option = options[place]
    if (option) this.#box.setAttribute('aria-activedescendant', option.id)
    else this.#box.removeAttribute('aria-activedescendant')
    option?.scrollIntoView({ block: 'nearest' })
  }

  #options(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>('[role=option]')]
  }
}

function set(element: Element, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
}
