/** Of a double click on a button in an element the second one does nothing: it would do the same again, or what another button does that stands there by now. */
export function singleClicks(element: HTMLElement) {
  const drop = (event: MouseEvent) => {
    if (event.detail < 2 || !(event.target as HTMLElement).closest('button')) return
    event.preventDefault()
    event.stopPropagation()
  }
  element.addEventListener('click', drop, true)
}
