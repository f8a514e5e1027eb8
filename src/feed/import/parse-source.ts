import { parseRssFeed, type RssFeed } from 'feedsmith'
import { Refusal } from '../../lib/errors.ts'
import { refuseDoctype, withoutSections, xmlText } from './xml-text.ts'

/** A show as another host's feed describes it, in the words of the feed. */
export interface SourceChannel extends Omit<RssFeed.Feed<string>, 'items'> {
  /** podcast:socialInteract of the show, which the parser knows in episodes alone. */
  socialInteracts?: NonNullable<SourceItem['podcast']>['socialInteracts']
}

/** An episode of it. */
export type SourceItem = RssFeed.Item<string>

export interface SourcePage {
  channel: SourceChannel
  items: SourceItem[]
  /** The address of the page with older episodes (RFC 5005), as it is written. */
  next: string | null
}

/** Reads an RSS 2.0 feed, whatever its prefixes and encoding. Refuses what is none, and one that is not whole. */
export function parseSource(bytes: Uint8Array, type: string): SourcePage {
  const xml = xmlText(bytes, type)
  if (!ROOT.test(xml) || WEB_PAGE.test(xml.slice(0, EDGE_CHARACTERS))) throw notAFeed()
  refuseDoctype(xml)
  const plain = withNumbers(withoutSections(xml))
  const { items = [], ...channel } = parse(plain)
  // The parser is content with elements that nobody closed.
  if (!END.test(xml.slice(-EDGE_CHARACTERS))) throw broken()
  const next = linkOf(channel, 'next') ?? linkOf(channel, 'prev-archive')
  return { channel: { ...channel, socialInteracts: socialInteractsOf(plain) }, items, next }
}

/** The parser drops seasons and numbers in words unseen. No episode has this one, so it is left out with a sentence like any other. */
const withNumbers = (xml: string) =>
  xml.replace(/(<[\w.-]+:(?:season|episode)(?:\s[^<>]*)?>)([^<&]*)(?=<)/gi, (all, tag: string, text: string) =>
    Number.isNaN(Number(text)) ? `${tag}${NO_NUMBER}` : all,
  )

const NO_NUMBER = '-1'

const linkOf = ({ atom }: SourceChannel, rel: string) => atom?.links?.find((link) => link.rel === rel)?.href ?? null

/** Read as if they were an episode's. */
function socialInteractsOf(xml: string) {
  if (!/:socialInteract\b/i.test(xml)) return undefined
  const outside = xml
    .split(/<item[\s>]/i)
    .map((part, at) => (at === 0 ? part : part.slice(part.search(/<\/item\s*>|$/i))))
    .join('')
  const elements = outside.match(/<[\w.-]+:socialInteract\b(?:[^>"']|"[^"]*"|'[^']*')*>/gi)
  const root = /<rss\b[^>]*>/i.exec(outside)?.[0]
  if (!elements || !root) return undefined
  const closed = elements.map((element) => element.replace(/\/?>$/, '/>')).join('')
  const { items } = parse(`${root}<channel><title>-</title><item><title>-</title>${closed}</item></channel></rss>`)
  return items?.[0]?.podcast?.socialInteracts
}

/** Without one it is no feed, whatever else may be in it: an MP3 has any sequence of bytes somewhere. */
const ROOT = /<(?:\w+:)?rss[\s>]/i
/** A web page by its document type: its address is what people most often take for the feed's. */
const WEB_PAGE = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<!doctype\s+html\b/is
const END = /<\/rss\s*>/i
/** Caches and counters write comments in front of the beginning and behind the end. */
const EDGE_CHARACTERS = 10_000

function parse(xml: string): RssFeed.Feed<string> {
  try {
    return parseRssFeed(xml) as RssFeed.Feed<string>
  } catch (cause) {
    if ((cause as Error).name === 'MalformedError') throw broken(cause)
    throw notAFeed(cause)
  }
}

const notAFeed = (cause?: unknown) =>
  new Refusal(422, 'not-a-feed', 'This is not an RSS feed. Give the address podcast apps subscribe to.', { cause })

const broken = (cause?: unknown) =>
  new Refusal(422, 'feed-broken', 'This feed is not whole, or no well-formed XML. Check it with a feed validator.', {
    cause,
  })
