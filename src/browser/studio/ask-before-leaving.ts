/** What is nowhere but on this page. */
const onlyHere = new Set<string>()
const ask = (event: Event) => event.preventDefault()

/** Whoever leaves the page is asked first for as long as anything is only here. */
export function askBeforeLeaving(what: string, isOnlyHere: boolean) {
  if (isOnlyHere) onlyHere.add(what)
  else onlyHere.delete(what)
  if (onlyHere.size > 0) addEventListener('beforeunload', ask)
  else removeEventListener('beforeunload', ask)
}
