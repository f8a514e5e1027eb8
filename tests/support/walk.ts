import type { RawAnswer } from './raw.ts'
import { askRaw } from './raw.ts'

/** What a podcast app takes from a feed or a page of it to go on: the episodes, and where older ones are. */
export function readPage(xml: string | Buffer) {
  const text = String(xml)
  const links = [...text.matchAll(/<atom:link rel="([\w-]+)" href="([^"]+)"/g)].map(([, rel, href]) => [rel!, href!])
  return {
    guids: [...text.matchAll(/<guid isPermaLink="false">([^<]+)</g)].map(([, guid]) => guid!),
    titles: [...text.matchAll(/<item><title><!\[CDATA\[([^\]]*)\]/g)].map(([, title]) => title!),
    links: Object.fromEntries(links.filter(([rel]) => rel !== 'hub')) as Record<string, string>,
    isComplete: text.includes('<fh:complete/>'),
    isArchive: text.includes('<fh:archive/>'),
  }
}

/** A page that a walk has read. */
export type WalkedPage = RawAnswer & ReturnType<typeof readPage> & { path: string }

/** Reads a show as gPodder does: its feed, then whatever `next` names, and ends at a page without episodes. */
export async function walk(
  hosts: { url: string }[],
  slug: string,
  onPage: (page: WalkedPage) => Promise<void> = async () => undefined,
): Promise<WalkedPage[]> {
  const pages: WalkedPage[] = []
  let path: string | null = `/feeds/${slug}.xml`
  while (path !== null) {
    const answer: RawAnswer = await askRaw(hosts[pages.length % hosts.length]!, path)
    if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}.`)
    const page: WalkedPage = { ...answer, ...readPage(answer.body), path }
    pages.push(page)
    await onPage(page)
    const next = page.links.next ? new URL(page.links.next) : null
    path = next && page.guids.length > 0 ? next.pathname + next.search : null
  }
  return pages
}
