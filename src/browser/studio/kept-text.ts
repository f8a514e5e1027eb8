/**
 * A text that stays in this browser until it is forgotten. Where the browser takes nothing (people can forbid it, and
 * its room is limited) everything else goes on, and whoever leaves the page is asked first.
 */
export function keptText(key: string) {
  let isKept = true
  return {
    /** Whether it takes what it is given. */
    get isKept() {
      return isKept
    },
    read(): string | null {
      try {
        return localStorage.getItem(key)
      } catch {
        return null
      }
    },
    write(text: string) {
      try {
        localStorage.setItem(key, text)
        isKept = true
      } catch {
        isKept = false
      }
      askBeforeLeaving(key, !isKept)
    },
    forget() {
      try {
        localStorage.removeItem(key)
      } catch {
        // What can't be removed was never taken.
      }
      askBeforeLeaving(key, false)
    },
    /** The page is left on purpose, with the text. */
    letGo: () => askBeforeLeaving(key, false),
  }
}

/** What is nowhere but on this page. */
const onlyHere = new Set<string>()
const ask = (event: Event) => event.preventDefault()

function askBeforeLeaving(key: string, isOnlyHere: boolean) {
  if (isOnlyHere) onlyHere.add(key)
  else onlyHere.delete(key)
  if (onlyHere.size > 0) addEventListener('beforeunload', ask)
  else removeEventListener('beforeunload', ask)
}
