import { h } from './h.ts'

/** Screen readers tell what changes in a line they know: it is there for a moment before something stands in it. */
const SOON_MILLISECONDS = 50
/** How long what was done is told, so that it can be read twice. */
const TOLD_MILLISECONDS = 10_000

/** `lasts` is for what is so until it changes, as audio that can't be had. An empty text takes the one before away. */
export type Say = (text: string, how?: { lasts: boolean }) => void

/** A line that says things to those who look and those who listen, politely. */
export function statusLine(): { element: HTMLElement; say: Say } {
  const element = h('p', { class: 'status', role: 'status' })
  let timer = 0
  const clear = () => element.replaceChildren()

  return {
    element,
    say(text, how) {
      clearTimeout(timer)
      // What is said again has to change too.
      if (text === '' || text === element.textContent) clear()
      if (text === '') return
      timer = window.setTimeout(() => {
        element.textContent = text
        if (!how?.lasts) timer = window.setTimeout(clear, TOLD_MILLISECONDS)
      }, SOON_MILLISECONDS)
    },
  }
}
