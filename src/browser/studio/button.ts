/** A button that a script adds; plain unless told otherwise. `more` says what a short label means, `looks` how it looks. */
export function button(
  label: string,
  press: () => unknown,
  { more, looks = 'button plain' }: { more?: string; looks?: string } = {},
): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = looks
  made.textContent = label
  if (more) made.ariaLabel = `${label}: ${more}`
  made.addEventListener('click', () => void press())
  return made
}
