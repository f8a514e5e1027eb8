import type { Page } from 'playwright-core'

/** The words of a page's headings whose last letters stand on another line than the first. */
export const brokenWordsOf = (page: Page) =>
  page.evaluate<string[]>(`[...document.querySelectorAll('h1, h2')].flatMap(({ firstChild: text }) =>
    [...text.data.matchAll(/[^\\s-]+/g)].filter(({ 0: word, index }) => {
      const range = new Range()
      range.setStart(text, index)
      range.setEnd(text, index + word.length)
      return range.getClientRects().length > 1
    }).map(([word]) => word))`)
