import { askBeforeLeaving } from './ask-before-leaving.ts'
import { quietly } from './quietly.ts'

/** Whoever is still there so long after leaving has stayed. */
const LEAVING_MILLISECONDS = 30_000

/** Where a text is kept, and the text as this tab knows it. */
interface Own {
  slot: string
  text: string
}

/**
 * A text that stays in this browser until it is forgotten. Each tab writes over its own text alone, and forgets nothing but
 * it. A page reads the one of its tab; one that is not loaded anew reads one that another tab left, where its own has none.
 * Where the browser takes nothing (people can forbid it, and its room is limited) everything else goes on, and whoever
 * leaves the page is asked first.
 */
export function keptText(key: string) {
  let isKept = true
  /** When somebody began to leave the page with a text in it. */
  let leftAt = Number.NEGATIVE_INFINITY
  const leave = () => {
    leftAt = performance.now()
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  let own = quietly(() => JSON.parse(sessionStorage.getItem(key) ?? 'null') as Own | null)

  /** Another tab wrote there since where the text is not the one that is known. */
  const isOwn = ({ slot, text }: Own) => localStorage.getItem(slot) === text

  /** A page that is loaded anew in this tab knows it too. */
  function remember(now: Own | null) {
    own = now
    quietly(() => (now ? sessionStorage.setItem(key, JSON.stringify(now)) : sessionStorage.removeItem(key)))
  }

  function forget() {
    clearTimeout(timer)
    removeEventListener('beforeunload', leave)
    quietly(() => own && isOwn(own) && localStorage.removeItem(own.slot))
    remember(null)
    askBeforeLeaving(key, false)
  }

  return {
    /** Whether it takes what it is given. */
    get isKept() {
      return isKept
    },
    read: (): string | null =>
      quietly(() => {
        const slot = own && isOwn(own) ? own.slot : isLoadedAnew() ? null : slotsOf(key)[0]
        if (!slot) return null
        const text = localStorage.getItem(slot)!
        remember({ slot, text })
        return text
      }),
    write(text: string) {
      clearTimeout(timer)
      addEventListener('beforeunload', leave)
      try {
        const slot = own && isOwn(own) ? own.slot : freeSlot(key)
        localStorage.setItem(slot, text)
        remember({ slot, text })
        isKept = true
      } catch {
        isKept = false
      }
      askBeforeLeaving(key, !isKept)
    },
    forget,
    /**
     * It is saved, and forgotten. Where the page is being left the next one may have been made before it was: there it is
     * found, and known to be one's own.
     */
    saved() {
      const stays = leftAt + LEAVING_MILLISECONDS - performance.now()
      if (stays <= 0) return forget()
      timer = setTimeout(forget, stays)
      askBeforeLeaving(key, false)
    },
    /** The page is left on purpose, with the text. */
    letGo: () => askBeforeLeaving(key, false),
  }
}

/** The address says that it was saved: not again when the page is loaded anew, with something else typed. */
export function forgetSaved(kept: ReturnType<typeof keptText>) {
  kept.forget()
  history.replaceState(null, '', location.pathname + location.hash)
}

/** Whether this tab had the page before: it looks for nothing but its own text. */
const isLoadedAnew = () =>
  performance.getEntriesByType('navigation').some((entry) => (entry as PerformanceNavigationTiming).type === 'reload')

/** The places of all tabs: the key, and the key with a number. */
const slotsOf = (key: string) => Object.keys(localStorage).filter((name) => name === key || name.startsWith(`${key} `))

function freeSlot(key: string): string {
  const taken = slotsOf(key)
  for (let number = 2, slot = key; ; slot = `${key} ${number++}`) if (!taken.includes(slot)) return slot
}
