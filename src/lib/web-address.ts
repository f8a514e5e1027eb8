/**
 * http or https with a host, without a name or password in it, which a feed would make public. `secure` wants https,
 * as the podcast namespace does of everything it links.
 */
export function isWebAddress(text: string, { secure = false } = {}): boolean {
  const url = /^https?:\/\/[^/\\]/i.test(text) ? URL.parse(text) : null
  return url !== null && url.username === '' && url.password === '' && (!secure || url.protocol === 'https:')
}
