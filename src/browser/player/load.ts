import type { PlayerEpisode } from './episode.ts'

/**
 * The episode of an element: what stands in it, or what the host of its `src` says. That is the address of an
 * episode's or a show's page; `/embed` in front of it, behind a language, leads to the facts.
 */
export async function loadEpisode(element: HTMLElement): Promise<PlayerEpisode> {
  const facts = element.querySelector('script[type="application/json"]')?.textContent
  return facts ? JSON.parse(facts) : fetchEpisode(factsAddress(element.getAttribute('src') ?? ''))
}

export async function fetchEpisode(url: string): Promise<PlayerEpisode> {
  const response = await fetch(url)
  if (response.ok) return response.json()
  // Nobody reads on, and a browser would wait for that.
  await response.body?.cancel()
  throw new Error(`${url} answered ${response.status}`)
}

function factsAddress(src: string): string {
  const address = new URL(src, document.baseURI)
  address.pathname = address.pathname.replace(/^(\/en)?\/(?:embed\/)?(.+?)\/?$/, '$1/embed/$2.json')
  return address.href
}
