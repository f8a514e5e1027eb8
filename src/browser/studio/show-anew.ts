import { ofThisPage } from './whose-page.ts'

/**
 * Shows what is in an element as it is on a page that was asked for anew. The sentences that are read out stay the same
 * elements, so that their change is heard.
 */
export function showAnew(element: Element, fresh: Element) {
  const said = [...element.querySelectorAll('[role=status]')]
  for (const [at, next] of [...fresh.querySelectorAll('[role=status]')].entries()) {
    const status = said[at]
    if (!status) continue
    if (status.textContent !== next.textContent) status.replaceChildren(...next.childNodes)
    next.replaceWith(status)
  }
  element.replaceChildren(...fresh.childNodes)
}

/** This page as the host sends it now; null where it can't be had. */
export async function askAnew(): Promise<Document | null> {
  const response = await fetch(location.href, { headers: ofThisPage() }).catch(() => null)
  if (!response?.ok || response.redirected) return null
  return new DOMParser().parseFromString(await response.text(), 'text/html')
}
