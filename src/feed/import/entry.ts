import { readFeedDate } from '../../lib/feed-date.ts'
import { cannotBeAsked, isHttpUrl } from '../../lib/fetch-public.ts'
import { isSlug } from '../../lib/slug.ts'
import { audioOf } from './episode-from-source.ts'
import type { SourceItem } from './parse-source.ts'
import { lineOf, quoted } from './texts-from-source.ts'

/** A database index takes no longer text. */
const MAX_GUID_BYTES = 2000
/** What XML can't carry, so that no feed could say this guid again. */
const UNSPEAKABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/

/** What an episode of a feed is known by, before anything is done with it. */
export interface Entry {
  /** Its place in the feed, from 0. */
  position: number
  /** Empty where there is none, and nothing to take its place. */
  guid: string
  title: string
  publishAt: Date | null
  /** The last part of its page's address, where it may be the last part of its address here. */
  slug: string | null
  /** Sentences about what is odd about it. */
  doubts: string[]
  /** Why it can't be taken over. */
  refusal: string | null
}

/** `base` is where the feed came from. */
export function entryOf(item: SourceItem, position: number, base: string): Entry {
  const audio = audioOf(item, base)
  const guid = item.guid?.value ?? audio?.url ?? ''
  const { publishAt, doubt } = dateOf(item.pubDate)
  return {
    position,
    guid,
    title: lineOf(item.title) ?? lineOf(item.itunes?.title) ?? '',
    publishAt,
    slug: slugOf(item.link, base),
    doubts: [
      ...(item.guid?.value ? [] : ['It has no guid; the address of its audio takes its place, as in podcast apps.']),
      ...(doubt === null ? [] : [doubt]),
    ],
    refusal: refusalOf(guid, audio),
  }
}

function dateOf(text: string | undefined): { publishAt: Date | null; doubt: string | null } {
  const date = text === undefined ? null : readFeedDate(text)
  if (date) return { publishAt: date.at, doubt: date.doubt && `Of its date, “${quoted(text)}”, ${date.doubt}.` }
  return { publishAt: null, doubt: text ? `Its date, “${quoted(text)}”, can’t be read.` : 'It has no date.' }
}

function slugOf(link: string | undefined, base: string): string | null {
  const last =
    URL.parse(link ?? '', base)
      ?.pathname.replace(/\/$/, '')
      .split('/')
      .at(-1) ?? ''
  return isSlug(last) && /[a-z]/.test(last) ? last : null
}

function refusalOf(guid: string, audio: ReturnType<typeof audioOf>): string | null {
  if (!audio) return 'It has no audio.'
  if (!isHttpUrl(audio.url)) return cannotBeAsked(audio.url)
  if (Buffer.byteLength(guid) > MAX_GUID_BYTES) return `Its guid has more than ${MAX_GUID_BYTES} bytes.`
  return UNSPEAKABLE.test(guid) ? 'Its guid has characters that no feed can carry.' : null
}
