/** Has saved what is typed by now, and answers with what could not be saved; null where all of it is. */
type SaveNow = () => Promise<HTMLElement | null>

const savers = new Map<HTMLElement, SaveNow>()

/** What is typed in an element of this page is saved by itself: `saveNow` does so at once. */
export const savesItself = (element: HTMLElement, saveNow: SaveNow) => savers.set(element, saveNow)

/** Saves what saves itself on this page, one after the other. Answers with the first of it that could not be saved. */
export async function saveFirst(): Promise<HTMLElement | null> {
  for (const [element, saveNow] of savers) {
    if (!element.isConnected) continue
    const unsaved = await saveNow()
    if (unsaved) return unsaved
  }
  return null
}
