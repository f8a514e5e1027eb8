import { parseRssFeed } from 'feedsmith'
import { parseFeed } from 'podcast-partytime'
import { validateXML } from 'xmllint-wasm'
import { withoutSections } from '../../src/feed/import/xml-text.ts'
import { cleanLine } from '../../src/lib/plain-text.ts'
import type { Json } from './api.ts'
import type { TestHost } from './host.ts'

/** What a show's feed says now, asked as a podcast app asks. */
export async function feedOf({ url }: Pick<TestHost, 'url'>, slug: string): Promise<string> {
  const response = await fetch(`${url}/feeds/${slug}.xml`)
  if (response.status !== 200) throw new Error(`The feed was answered ${response.status}.`)
  return response.text()
}

/** A feed as feedsmith reads it, without sections: it would take `<!--` and `-->` in their text for a comment. */
export const readFeed = (xml: string): Json => parseRssFeed(withoutSections(xml))

/** The same as the Podcast Index reads it, whose parser shares no code with feedsmith. */
export const readFeedAsIndex = (xml: string): Json => parseFeed(xml)

/** What libxml2 finds wrong with documents; nothing, when all are well-formed. */
export async function xmlErrors(...documents: string[]): Promise<string[]> {
  const xml = documents.map((contents, at) => ({ fileName: `${at}.xml`, contents }))
  const { errors, valid } = await validateXML({ xml, normalization: 'c14n' })
  return valid ? [] : errors.map(({ rawMessage }) => rawMessage)
}

/** An XML document with an element on each line, for people to read; texts stay as they are. */
export const inLines = (xml: string) => xml.replace(/(?<!\]\])>(?=<(?!!))/g, '>\n')

const RESOLVED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', copy: '©', '#0': '\ufffd' }

/** The text of a description as an app shows it. */
export const shownText = (html: string) =>
  html.replaceAll('<br>\n', '\n').replace(/&(lt|gt|amp);/g, (_, name) => RESOLVED[name]!)

/** The index resolves entities more than once and makes every run of blanks one: on both sides, so does this. */
export function indexReading(text: string): string {
  const resolved = text.replace(/&(lt|gt|amp|quot|copy|#0);?/g, (_, name) => RESOLVED[name] ?? '')
  return resolved === text ? cleanLine(text) : indexReading(resolved)
}
