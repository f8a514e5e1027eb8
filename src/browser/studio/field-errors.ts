/** What is wrong in a form, by the names of its fields; several sentences about one stand on lines of their own. */
export type FieldErrors = Readonly<Record<string, string>>

/**
 * Puts beside each field what is wrong with it, as the host does where it makes the page, and takes away what was wrong
 * before, but for the fields that are `left` as they are. A list is told above what has it in `data-errors-of`. Answers
 * with the first such field; what is folded away around it opens.
 */
export function markErrors(
  form: HTMLFormElement,
  errors: FieldErrors,
  left: ReadonlySet<string> = new Set(),
): HTMLElement | null {
  const isLeft = (name: string) => left.has(name) && !(name in errors)
  // What is said already stays, so that nobody hears it again.
  for (const told of form.querySelectorAll<HTMLElement>('.error')) {
    const name = told.id.replace(/-error$/, '')
    if (!isLeft(name) && sentenceIn(told) !== errors[name]) told.remove()
  }
  for (const list of form.querySelectorAll<HTMLElement>('[data-errors-of]'))
    tellBefore(list, list.dataset.errorsOf!, errors)

  let first: HTMLElement | null = null
  for (const field of form.elements) {
    const name = field.getAttribute('name')
    if (!(field instanceof HTMLElement) || !name || isLeft(name)) continue
    describe(field, `${name}-error`, name in errors)
    if (!(name in errors)) continue
    tellBefore(field, name, errors)
    field.closest('details')?.setAttribute('open', '')
    first ??= field
  }
  return first
}

function tellBefore(place: Element, name: string, errors: FieldErrors) {
  const sentences = errors[name]?.split('\n') ?? []
  if (sentences.length === 0 || document.getElementById(`${name}-error`)) return
  const told = made(sentences.length > 1 ? 'ul' : 'p', ...(sentences.length > 1 ? sentences.map(item) : sentences))
  told.className = 'error'
  told.id = `${name}-error`
  place.before(told)
}

/** A hint that describes the field stays. */
function describe(field: HTMLElement, error: string, isWrong: boolean) {
  const others = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== '' && id !== error)
  const all = isWrong ? [...others, error] : others
  if (isWrong) field.setAttribute('aria-invalid', 'true')
  else field.removeAttribute('aria-invalid')
  if (all.length > 0) field.setAttribute('aria-describedby', all.join(' '))
  else field.removeAttribute('aria-describedby')
}

const sentenceIn = (told: HTMLElement) =>
  told.matches('ul') ? [...told.children].map(({ textContent }) => textContent).join('\n') : told.textContent

/**
 * Says what is wrong in the order of the form, each with what its field is called and as the way to it; not again what is
 * said already.
 */
export function sayErrors(status: HTMLElement, sentence: string, form: HTMLFormElement, errors: FieldErrors) {
  const names = new Set([...form.elements].flatMap((field) => field.getAttribute('name') ?? []))
  const inOrder = new Set([...names, ...Object.keys(errors)].filter((name) => name in errors))
  const told = [...inOrder].flatMap((name) => errors[name]!.split('\n').map((one) => wayTo(form, name, one)))
  const list = made('ul', ...told.flatMap((way) => [item(way), ' ']))
  if (status.textContent !== `${sentence} ${list.textContent}`) status.replaceChildren(`${sentence} `, list)
}

function wayTo(form: HTMLFormElement, name: string, sentence: string): HTMLElement | string {
  const field = form.elements.namedItem(name) ?? document.getElementById(name)
  if (!(field instanceof HTMLElement && 'labels' in field)) return sentence
  const way = document.createElement('a')
  way.href = `#${field.id}`
  way.textContent = `${labelOf(field as HTMLInputElement)}: ${sentence}`
  return way
}

/** Of a field in a row with the name of the row, without what else its label says. */
function labelOf(field: HTMLInputElement): string {
  const row = field.closest('fieldset')?.querySelector('legend')
  const label = field.labels?.[0]?.firstChild
  return [row, label].flatMap((part) => part?.textContent?.trim() || []).join(', ')
}

/** Takes out of what the page tells on top what is wrong in this form no more. */
export function tidySummary(form: HTMLFormElement, errors: FieldErrors) {
  const summary = document.querySelector('.errors')
  if (!summary) return
  for (const { hash, parentElement } of summary.querySelectorAll<HTMLAnchorElement>('li > a[href^="#"]')) {
    const name = hash.slice(1)
    const isOfForm = form.querySelector(`${hash}, [data-errors-of="${name}"]`) !== null
    if (isOfForm && !(name in errors)) parentElement!.remove()
  }
  if (!summary.querySelector('li')) summary.remove()
}

const item = (content: HTMLElement | string) => made('li', content)

function made(tag: string, ...content: (HTMLElement | string)[]): HTMLElement {
  const element = document.createElement(tag)
  element.append(...content)
  return element
}
