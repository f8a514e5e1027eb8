import type { Page } from 'playwright-core'

/** Nothing is smaller than this many CSS pixels. */
const SMALLEST_TEXT = 12
/** Boxes of letters are a little higher than the letters. */
const TOLERANCE = 3

/**
 * What is wrong with where things are on a page, whatever it looks like: text that is too small, that lies beside the
 * screen, that is cut off, or that lies on other text.
 */
export const layoutFaultsOf = (page: Page) =>
  page.evaluate<string[]>(`(${lookAtLayout})(${SMALLEST_TEXT}, ${TOLERANCE})`)

/** Runs in the page, as text: nothing around it is known there. */
const lookAtLayout = `(smallest, tolerance) => {
  const faults = []
  const say = (what, text) => faults.push(what + ': ' + text.trim().slice(0, 60))
  const beside = document.documentElement.scrollWidth - innerWidth
  if (beside > 0) faults.push('the page is ' + beside + ' pixels wider than the screen')

  /** The part of an element's surroundings in which it can be seen, or null where it is hidden on purpose. */
  const windowOf = (element) => {
    const seen = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity, scrolls: false }
    if (element.closest('.skip')) return null
    for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
      const { overflowX, overflowY, clipPath } = getComputedStyle(at)
      if (clipPath !== 'none') return null
      if (overflowX === 'visible' && overflowY === 'visible') continue
      if (at === document.documentElement || at === document.body) continue
      const box = at.getBoundingClientRect()
      if (overflowY !== 'visible') [seen.top, seen.bottom] = [Math.max(seen.top, box.top), Math.min(seen.bottom, box.bottom)]
      if (overflowX !== 'visible') [seen.left, seen.right] = [Math.max(seen.left, box.left), Math.min(seen.right, box.right)]
      if (/auto|scroll/.test(overflowX + overflowY)) seen.scrolls = true
    }
    return seen
  }

  const lines = []
  const look = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.shadowRoot) look(node.shadowRoot)
      const element = node.parentElement ?? root.host
      if (node.nodeType !== Node.TEXT_NODE || node.data.trim() === '' || !element?.checkVisibility()) continue
      const seen = windowOf(element)
      if (!seen) continue
      const size = parseFloat(getComputedStyle(element).fontSize)
      if (size < smallest) say('text of ' + size + ' pixels', node.data)
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const { left, top, right, bottom } of range.getClientRects()) {
        if (right - left < 1 || bottom <= seen.top || top >= seen.bottom) continue
        if (right > innerWidth + 1 || left < -1) say('text beside the screen', node.data)
        else if (!seen.scrolls && (right > seen.right + 1 || left < seen.left - 1)) say('text that is cut off', node.data)
        lines.push({ node, left, right, top: Math.max(top, seen.top), bottom: Math.min(bottom, seen.bottom) })
      }
    }
  }
  look(document.body)

  lines.sort((a, b) => a.top - b.top)
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < one.bottom - tolerance; next++) {
      const other = lines[next]
      const [wide, high] = [
        Math.min(one.right, other.right) - Math.max(one.left, other.left),
        Math.min(one.bottom, other.bottom) - other.top,
      ]
      if (one.node !== other.node && wide > tolerance && high > tolerance) say('text on "' + one.node.data.trim().slice(0, 30) + '"', other.node.data)
    }
  })
  return [...new Set(faults)]
}`
