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

function isPublicIpv6(text: string): boolean {
  const words = wordsOf(text)
  const [first = 0] = words
  if (TRANSLATED.check(text, 'ipv6')) return isPublicAddress(ipv4Of(words, 6))
  if (first === SIX_TO_FOUR) return isPublicAddress(ipv4Of(words, 1))
  return UNICAST.check(text, 'ipv6') && !SPECIAL_IPV6.check(text, 'ipv6')
}

const SPECIAL_IPV4 = blockList(
  'ipv4',
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24',
  '192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
)

/** All that is routed as unicast (RFC 4291 §2.4, IANA): what lies outside is a link's, a site's or a group's. */
const UNICAST = blockList('ipv6', '2000::/3')

/** Within it: protocols' own addresses with Teredo, and two ranges for examples (RFC 3849, RFC 9637). */
const SPECIAL_IPV6 = blockList('ipv6', '2001::/23 2001:db8::/32 3fff::/20')

/** The last 32 bits are an IPv4 address: mapped (RFC 4291 §2.5.5.2), and NAT64's own prefix (RFC 6052). */
const TRANSLATED = blockList('ipv6', '::ffff:0:0/96 64:ff9b::/96')

/** 2002:<IPv4>::/48 (RFC 3056). */
const SIX_TO_FOUR = 0x2002

function blockList(family: 'ipv4' | 'ipv6', ...lists: string[]): BlockList {
  const list = new BlockList()
  for (const range of lists.join(' ').split(' ')) {
    const [net = '', bits] = range.split('/')
    list.addSubnet(net, Number(bits), family)
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
