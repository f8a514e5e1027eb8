/** What an element does for what is typed in it. */
interface Saver {
  /** Has saved what is typed by now, and answers whether all of it could be. */
  saveNow(): Promise<boolean>
  /** Sends what is typed, without waiting for an answer: the page is left. */
  saveLeaving(): void
}

const savers = new Map<HTMLElement, Saver>()

/** What is typed in an element of this page is saved by itself for as long as it `saves`: before other things are done, and when the page is left. */
export const savesItself = (element: HTMLElement, saver: Saver) => savers.set(element, saver)

/** Saves what saves itself on this page, one after the other. Answers with the first element where that could not be done. */
export async function saveFirst(): Promise<HTMLElement | null> {
  for (const [element, saver] of saving()) {
    // Once it has a date it saves nothing by itself any more.
    if (!(await saver.saveNow()) && element.hasAttribute('saves')) return element
  }
  return null
}

const saving = () => [...savers].filter(([element]) => element.isConnected && element.hasAttribute('saves'))

addEventListener('pagehide', () => {
  for (const [, saver] of saving()) saver.saveLeaving()
})
