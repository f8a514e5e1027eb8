/** Whose text is nowhere but on this page. */
const onlyHere = new Set<unknown>()
const ask = (event: Event) => event.preventDefault()

/** Whoever leaves the page is asked first, as long as anybody's text is nowhere but there. */
export function askBeforeLeaving(whose: unknown, isOnlyHere: boolean) {
  if (isOnlyHere) onlyHere.add(whose)
  else onlyHere.delete(whose)
  if (onlyHere.size > 0) addEventListener('beforeunload', ask)
  else removeEventListener('beforeunload', ask)
}
