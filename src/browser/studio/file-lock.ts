import { quietly } from './quietly.ts'

/** How often a tab says that it has a file. */
const SIGN_MILLISECONDS = 1000
/** A tab that was silent for so long has ended: browsers let one in the background speak once a minute. */
const SILENT_MILLISECONDS = 75_000

/**
 * Takes a file for this tab, and gives what lets it go; null where another tab has it. Browsers have locks on safe
 * addresses alone; on others a tab gives signs that it is there, in the storage that all of them have.
 */
export async function takeFile(key: string): Promise<(() => void) | null> {
  if (!navigator.locks) return (await isFileTaken(key)) ? null : giveSigns(signOf(key))
  return new Promise((resolve) => {
    void navigator.locks.request(key, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(null)
      return new Promise<void>((end) => resolve(end))
    })
  })
}

/** Whether a tab has a file. */
export async function isFileTaken(key: string): Promise<boolean> {
  if (!navigator.locks) return Date.now() - lastSign(key) < SILENT_MILLISECONDS
  return ((await navigator.locks.query()).held ?? []).some((lock) => lock.name === key)
}

/** Where a tab says when it had a file last. */
const signOf = (key: string) => `sendeplatz-sending:${key}`

const lastSign = (key: string) => Number(quietly(() => localStorage.getItem(signOf(key))))

function giveSigns(name: string): () => void {
  const sign = () => quietly(() => localStorage.setItem(name, String(Date.now())))
  const end = () => quietly(() => localStorage.removeItem(name))
  sign()
  const timer = setInterval(sign, SIGN_MILLISECONDS)
  window.addEventListener('pagehide', end)
  return () => {
    clearInterval(timer)
    window.removeEventListener('pagehide', end)
    end()
  }
}
