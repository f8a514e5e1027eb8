/** A button that sends the form it stands in: the page comes back with both versions. */
export function compareButton(label: string): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'submit'
  button.className = 'button plain'
  button.textContent = label
  return button
}
