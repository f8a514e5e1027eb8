/** Takes away what the page tells on top of this form: it was about what is saved now. */
export function dropSummary(form: HTMLFormElement) {
  const summary = document.querySelector('.errors')
  const link = summary?.querySelector<HTMLAnchorElement>('a[href^="#"]')
  if (link && form.querySelector(link.hash)) summary!.remove()
}

/** What is wrong, each with the row it is about. */
export function toldErrors(form: HTMLFormElement, errors: Record<string, string>): string {
  const told = Object.entries(errors).map(([name, sentence]) => {
    const row = form
      .querySelector(`[name="${CSS.escape(name)}"]`)
      ?.closest('fieldset')
      ?.querySelector('legend')
    return row ? `${row.textContent}: ${sentence}` : sentence
  })
  return told.join(' ')
}

/**
 * Puts beside each field what is wrong with it, and takes away what was wrong before. Answers with the first such
 * field; what is folded away around it opens.
 */
export function markErrors(form: HTMLFormElement, errors: Record<string, string>): HTMLElement | null {
  for (const told of form.querySelectorAll('.error')) told.remove()
  let first: HTMLElement | null = null
  for (const field of form.querySelectorAll<HTMLInputElement>('.field input')) {
    field.removeAttribute('aria-invalid')
    field.removeAttribute('aria-describedby')
    const sentence = errors[field.name]
    if (!sentence) continue
    const told = document.createElement('p')
    told.className = 'error'
    told.id = `${field.name}-error`
    told.textContent = sentence
    field.before(told)
    field.setAttribute('aria-invalid', 'true')
    field.setAttribute('aria-describedby', told.id)
    field.closest('details')?.setAttribute('open', '')
    first ??= field
  }
  return first
}
