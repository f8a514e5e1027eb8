import { brotliFeed, type FeedDocument, gzipFeed } from './encode-feed.ts'
import { type Copies, type Copy, keptBytes, type Remake } from './feed-copies.ts'

/** Pages are asked for by those who are new to a show. Beyond this the one asked for longest ago is let go. */
const MAX_HELD_BYTES = 32_000_000

/** Which version of a page is current. */
export type PageVersion = Pick<FeedDocument, 'etag' | 'lastModified'>

/** Pages of feeds as they were sent last, so that each version is read and encoded once as long as it is asked for. */
export function holdPages(copies: Copies) {
  const held = new Map<string, FeedDocument>()
  const loading = new Map<string, Promise<FeedDocument | null>>()
  let heldBytes = 0

  function forget(key: string) {
    const page = held.get(key)
    if (page && held.delete(key)) heldBytes -= bytesOf(page)
  }

  function hold(key: string, page: FeedDocument) {
    forget(key)
    held.set(key, page)
    heldBytes += bytesOf(page)
    for (const oldest of held.keys()) {
      if (heldBytes <= MAX_HELD_BYTES || oldest === key) break
      forget(oldest)
    }
  }

  async function load(copy: Copy, { etag, lastModified }: PageVersion, remake: Remake): Promise<FeedDocument | null> {
    const plain = await keptBytes(copies, copy, remake)
    if (!plain) return null
    const [gzip, br] = await Promise.all([gzipFeed(plain), brotliFeed(plain)])
    return { etag, lastModified, links: null, plain, gzip, br }
  }

  return {
    /** That version of a page; null when its copies are lost. Otherwise as `keptBytes`. */
    async find(slug: string, page: number, version: PageVersion, remake: Remake): Promise<FeedDocument | null> {
      const key = `${slug} ${page}`
      const last = held.get(key)
      if (last?.etag === version.etag) {
        // The Map's order is that of the last requests.
        held.delete(key)
        held.set(key, last)
        return last
      }
      const { etag } = version
      const asked = `${key} ${etag}`
      const found =
        loading.get(asked) ?? load({ slug, page, etag }, version, remake).finally(() => loading.delete(asked))
      loading.set(asked, found)
      const loaded = await found
      if (loaded) hold(key, loaded)
      return loaded
    },
  }
}

const bytesOf = ({ plain, gzip, br }: FeedDocument) => plain.length + gzip.length + (br?.length ?? 0)
