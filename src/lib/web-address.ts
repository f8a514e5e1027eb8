/**
 * http or https with a host, without a name or password in it, which a feed would make public. `secure` wants https,
 * as the podcast namespace does of everything it links.
 */
export function isWebAddress(text: string, { secure = false } = {}): boolean {
  const url = /^https?:\/\/[^/\\]/i.test(text) ? URL.parse(text) : null
  return url !== null && url.username === '' && url.password === '' && (!secure || url.protocol === 'https:')
}

/** What RFC 3986 wants in percents. Browsers leave some of it as it is ([ ] | ^), and validators reject the feed for it. */
const FOREIGN = /[^\w.~:/?@!$&'()*+,;=%-]|%(?![\da-f]{2})/gi

/** An address for which `isWebAddress` holds, as RFC 3986 writes it. Written again it stays the same. */
export function writeAddress({ href, origin }: URL): string {
  const [, before, fragment] = /^([^#]*)(#.*)?$/s.exec(href.slice(origin.length))!
  return `${origin}${inPercents(before!)}${fragment ? `#${inPercents(fragment.slice(1))}` : ''}`
}

const inPercents = (text: string) => text.replaceAll(FOREIGN, encodeURIComponent)
