import { APPLE_CATEGORIES } from '../../src/shows/apple-categories.ts'
import { type Node, nodesOf } from './feed-nodes.ts'

/** Longest values in characters where it is not 255: podcast namespace, and what Apple bounds otherwise. */
const LONGEST: Record<string, number> = {
  ...{ 'podcast:person': 128, 'podcast:location': 128, 'podcast:funding': 128, 'podcast:license': 128 },
  ...{ 'podcast:soundbite': 128, 'podcast:trailer': 128, 'podcast:updateFrequency': 128, 'podcast:txt': 4000 },
  ...{ 'podcast:season@name': 128, 'podcast:episode@display': 32, 'podcast:txt@purpose': 128 },
  ...{ description: 4000, 'content:encoded': 50_000 },
}

const CATEGORIES = new Set(
  Object.entries(APPLE_CATEGORIES).flatMap(([top, subs]) => [top, ...subs.map((sub) => `${top} > ${sub}`)]),
)
const NOTES = /^(?:[^<>]|<(?:\/?(?:p|ol|ul|li|a|b|i|strong|em)|br \/|a href="(?:https?:\/\/|mailto:)[^"<>]*")>)*$/

/** Media types by the ending of an address, as apps take them. */
const AUDIO_TYPES: Record<string, string> = { mp3: 'audio/mpeg', m4a: 'audio/x-m4a' }
export const IMAGE_TYPES: Record<string, string> = { jpg: 'image/jpeg', png: 'image/png' }
/** Another picture has another hash, and so another address. */
const COVER = /^https:\/\/[\x21-\x7e]+-[0-9a-f]{8}\.(jpg|png)$/

/** What of AC-01 to AC-18 a feed breaks, as "AC-06 title"; nothing, when it is right. */
export function brokenRules(xml: string, feedUrl: string): string[] {
  const nodes = nodesOf(xml)
  const broken: string[] = []
  const must = (id: string, what: string, holds: boolean) => void (holds || broken.push(`${id} ${what}`))
  const all = (name: string, parent?: string) =>
    nodes.filter((node) => node.name === name && (!parent || node.parent === parent))
  const texts = (name: string, parent?: string) => all(name, parent).map(({ text }) => text)

  must('AC-01', 'root', /^<\?xml version="1\.0" encoding="UTF-8"\?><rss [^>]*version="2\.0"/.test(xml))
  for (const name of ['title', 'link', 'description', 'language', 'itunes:image', 'itunes:explicit', 'podcast:guid'])
    must('AC-02', name, all(name, 'channel').length === 1)
  must('AC-03', 'self', all('atom:link')[0]?.attributes.href === feedUrl)
  const top = all('itunes:category', 'channel')
  must('AC-04', 'category', top.length > 0 && categoriesOf(nodes).every((category) => CATEGORIES.has(category)))
  must(
    'AC-05',
    'explicit',
    texts('itunes:explicit').every((text) => text === 'true' || text === 'false'),
  )
  for (const name of ['itunes:block', 'itunes:complete'])
    must(
      'AC-05',
      name,
      texts(name).every((text) => text === 'Yes'),
    )
  must('AC-05', 'type', /^(episodic|serial)$/.test(texts('itunes:type').join()))
  must(
    'AC-05',
    'episodeType',
    texts('itunes:episodeType').every((text) => /^(full|trailer|bonus)$/.test(text)),
  )
  for (const { name, attributes, text } of nodes) {
    const values = [[name, text], ...Object.entries(attributes).map(([key, value]) => [`${name}@${key}`, value])]
    for (const [place, value] of values as [string, string][]) {
      must('AC-06', `${place} is trimmed`, value === value.trim())
      const length = place === 'description' ? Buffer.byteLength(value) : [...value].length
      must('AC-06', `${place} is short`, length <= (LONGEST[place] ?? 255))
    }
  }
  must(
    'AC-07',
    'language',
    texts('language').every((text) => /^[a-z]{2}(-[A-Z]{2})?$/.test(text)),
  )
  const items = nodes.filter(({ name }) => name === 'item').length
  for (const name of ['title', 'enclosure', 'guid', 'pubDate']) must('AC-08', name, all(name, 'item').length === items)
  for (const [at, one] of all('enclosure').entries())
    must('AC-09', `enclosure of item ${at}`, isWholeEnclosure(one, nodes))
  const urls = all('enclosure').map(({ attributes }) => attributes.url!)
  must('AC-10', 'unique', new Set(urls).size === urls.length)
  must(
    'AC-10',
    'address',
    urls.every((url) => /^https:\/\/[\x21-\x7e]+\.(mp3|m4a)$/.test(url)),
  )
  must(
    'AC-12',
    'date',
    texts('pubDate').every((text) => new Date(text).toUTCString() === text),
  )
  must(
    'AC-13',
    'duration',
    texts('itunes:duration').every((text) => /^[1-9]\d*$/.test(text)),
  )
  for (const name of ['itunes:season', 'itunes:episode', 'podcast:season', 'podcast:episode'])
    must(
      'AC-14',
      name,
      texts(name).every((text) => /^[1-9]\d*$/.test(text)),
    )
  for (const image of all('itunes:image')) must('AC-15', `cover ${image.attributes.href}`, isWholeCover(image, nodes))
  must('AC-15', 'image', texts('url', 'image').join() === all('itunes:image', 'channel')[0]?.attributes.href)
  for (const text of [...texts('description'), ...texts('content:encoded')])
    must('AC-16', 'notes', NOTES.test(plain(text)))
  must(
    'AC-18',
    'guid',
    /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(texts('podcast:guid').join()),
  )
  return broken
}

export const endingOf = (url = '') => /[^.]*$/.exec(url)![0]

/** It says the type of its ending and its bytes, and so does the same file where its hash is told. */
function isWholeEnclosure({ item, attributes }: Node, nodes: Node[]): boolean {
  const { url, length = '', type } = attributes
  const inItem = (name: string) => nodes.find((node) => node.item === item && node.name === name)?.attributes
  const again = inItem('podcast:alternateEnclosure')
  return (
    type === AUDIO_TYPES[endingOf(url)] &&
    /^[1-9]\d*$/.test(length) &&
    [again?.type, again?.length, inItem('podcast:source')?.uri].join() === [type, length, url].join()
  )
}

/** Its address has its hash and the ending of its type, and `podcast:image` beside it says its square and that type. */
function isWholeCover({ item, attributes: { href } }: Node, nodes: Node[]): boolean {
  const images = nodes.filter((node) => node.item === item && node.name === 'podcast:image')
  const [{ attributes: image } = { attributes: {} as Record<string, string> }] = images
  const side = Number(image.width)
  return (
    COVER.test(href!) &&
    images.length === 1 &&
    image.href === href &&
    image.type === IMAGE_TYPES[endingOf(href)] &&
    image.width === image.height &&
    side >= 1400 &&
    side <= 3000
  )
}

/** The plain descriptions write a break as `<br>`, the notes as `<br />`. */
const plain = (html: string) => html.replaceAll('<br>', '<br />')

function categoriesOf(nodes: Node[]): string[] {
  const chosen: string[] = []
  for (const { name, parent, attributes } of nodes) {
    if (name !== 'itunes:category') continue
    if (parent === 'channel') chosen.push(attributes.text!)
    else chosen.push(`${chosen.pop()} > ${attributes.text}`)
  }
  return chosen
}
