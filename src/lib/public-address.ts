import { BlockList, isIP } from 'node:net'

/**
 * Whether an IP address belongs to the public internet, so that a host may be sent there by somebody it doesn't know.
 * Everything the registries of special addresses (RFC 6890, IANA) keep for machines, links, sites, groups, tests and
 * examples does not; of an IPv6 address that carries an IPv4 one, the one carried is judged. No address at all is not.
 */
export function isPublicAddress(address: string): boolean {
  const [text = '', zone] = address.split('%')
  const family = zone === undefined ? isIP(text) : 0
  if (family === 4) return !SPECIAL_IPV4.check(text, 'ipv4')
  return family === 6 && isPublicIpv6(text)
}

/**
 * Whether an IP address means whoever is on the same link, which no network routes: there clouds tell their machines'
 * secrets. The IPv6 address that Amazon keeps for that counts too, and an IPv4 address that an IPv6 one carries.
 */
export function isLinkLocal(address: string): boolean {
  const [text = ''] = address.split('%')
  const family = isIP(text)
  if (family === 4) return LINK_LOCAL.check(text, 'ipv4')
  if (family === 0) return false
  const carried = carriedBy(text)
  return carried === null ? LINK_LOCAL.check(text, 'ipv6') : isLinkLocal(carried)
}

function isPublicIpv6(text: string): boolean {
  const carried = carriedBy(text)
  if (carried !== null) return isPublicAddress(carried)
  return UNICAST.check(text, 'ipv6') && !SPECIAL_IPV6.check(text, 'ipv6')
}

/** The IPv4 address in an IPv6 one that leads there, otherwise null. */
function carriedBy(text: string): string | null {
  const words = wordsOf(text)
  if (TRANSLATED.check(text, 'ipv6')) return ipv4Of(words, 6)
  return words[0] === SIX_TO_FOUR ? ipv4Of(words, 1) : null
}

const SPECIAL_IPV4 = blockList(
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24',
  '192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
)

/** All that is routed as unicast (RFC 4291 §2.4, IANA): what lies outside is a link's, a site's or a group's. */
const UNICAST = blockList('2000::/3')

/** Within it: protocols' own addresses with Teredo, and two ranges for examples (RFC 3849, RFC 9637). */
const SPECIAL_IPV6 = blockList('2001::/23 2001:db8::/32 3fff::/20')

/** The last 32 bits are an IPv4 address: mapped (RFC 4291 §2.5.5.2), and NAT64's own prefix (RFC 6052). */
const TRANSLATED = blockList('::ffff:0:0/96 64:ff9b::/96')

/** RFC 3927, RFC 4291 §2.5.6. */
const LINK_LOCAL = blockList('169.254.0.0/16 fe80::/10 fd00:ec2::254/128')

/** 2002:<IPv4>::/48 (RFC 3056). */
const SIX_TO_FOUR = 0x2002

function blockList(...lists: string[]): BlockList {
  const list = new BlockList()
  for (const range of lists.join(' ').split(' ')) {
    const [net = '', bits] = range.split('/')
    list.addSubnet(net, Number(bits), net.includes(':') ? 'ipv6' : 'ipv4')
  }
  return list
}

/** The eight 16-bit words of an IPv6 address, however it is written. */
function wordsOf(text: string): number[] {
  const hex = text.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [(Number(a) << 8) | Number(b), (Number(c) << 8) | Number(d)].map((word) => word.toString(16)).join(':'),
  )
  const [head = [], tail] = hex.split('::').map((part) => (part === '' ? [] : part.split(':')))
  const gap = tail ? Array(8 - head.length - tail.length).fill('0') : []
  return [...head, ...gap, ...(tail ?? [])].map((word) => Number.parseInt(word, 16))
}

/** The IPv4 address in two words from `at` on. */
const ipv4Of = (words: number[], at: number) =>
  [words[at]!, words[at + 1]!].flatMap((word) => [word >> 8, word & 0xff]).join('.')
