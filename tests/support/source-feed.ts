import { htmlText } from '../../src/lib/html-text.ts'
import { silentFrames } from '../samples/bytes.ts'
import { bytes, startSource } from './source-server.ts'

/** What every episode of these feeds sounds like. */
export const FEED_AUDIO = silentFrames(100)

const NAMESPACES = `xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:atom="http://www.w3.org/2005/Atom" xmlns:psc="http://podlove.org/simple-chapters"`

interface Feed {
  title?: string
  /** Written as it is. */
  channel?: string
  items?: string[]
}

/** A feed as some other host writes it: what is given, and of the rest the usual. */
export function sourceFeed({ title = 'Nachtzüge', channel = '', items = [] }: Feed = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" ${NAMESPACES}><channel><title>${title}</title><link>https://landesbahn.example/podcast</link>
<description>Gespräche über Nachtzüge.</description><language>de-DE</language><itunes:author>Landesbahn</itunes:author>
<itunes:explicit>false</itunes:explicit><itunes:category text="Society &amp; Culture"/>${channel}
${items.join('\n')}</channel></rss>`
}

interface Item {
  guid?: string | undefined
  title?: string | undefined
  /** As it is written in the feed. */
  date?: string | null
  audio?: string | null
  length?: number
  /** Written as it is. */
  inside?: string
}

function sourceItem({ guid, title, date = 'Sun, 25 Oct 2026 06:00:00 +0100', audio, length, inside = '' }: Item) {
  return [
    '<item>',
    title === undefined ? '' : `<title>${htmlText(title)}</title>`,
    guid === undefined ? '' : `<guid isPermaLink="false">${htmlText(guid)}</guid>`,
    date === null ? '' : `<pubDate>${date}</pubDate>`,
    audio ? `<enclosure url="${htmlText(audio)}" length="${length}" type="audio/mpeg"/>` : '',
    `${inside}</item>`,
  ].join('')
}

/** Another host, which has audio at every address that ends in .mp3 and is not given another answer. */
export async function startFeedSource() {
  const audio = bytes(FEED_AUDIO, 'audio/mpeg')
  const source = await startSource({}, { otherwise: (path) => (path.endsWith('.mp3') ? audio : undefined) })
  let count = 0

  return {
    ...source,
    /** A feed of its own: its slug, its path, and what makes its episodes and serves it. */
    newFeed() {
      const slug = `sendung-${++count}`
      const path = `/${slug}.xml`
      return {
        slug,
        path,
        item: (name: string, more: Item = {}) =>
          sourceItem({
            ...{ guid: `${slug} ${name}`, title: `Folge ${name}`, audio: `${source.url}/${slug}-${name}.mp3` },
            ...{ length: FEED_AUDIO.length, ...more },
          }),
        /** Answers with its address. */
        serve(feed: Feed) {
          source.answers[path] = bytes(sourceFeed(feed))
          return source.url + path
        },
      }
    },
  }
}
