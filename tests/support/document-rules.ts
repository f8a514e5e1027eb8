import { canonicalLanguage, isLanguage } from '../../src/lib/language.ts'
import { type Node, nodesOf } from './feed-nodes.ts'
import { endingOf, IMAGE_TYPES } from './feed-rules.ts'
import { brokenVtt, isWholeSrt } from './subtitle-grammar.ts'

/** What is answered at an address a feed names; the text of what is read as text. */
export interface Served {
  type: string
  bytes: number
  text?: string
}

const TRANSCRIPT_TYPES: Record<string, string> = {
  ...{ vtt: 'text/vtt', srt: 'application/x-subrip', json: 'application/json', html: 'text/html' },
}
/** How far the same time may be apart in two places (AC-20). */
const MAX_SECONDS_APART = 0.01

/**
 * What of AC-09, AC-15, AC-19 and AC-20 is broken by what stands at the addresses in a feed, as "AC-19 <address> type";
 * nothing, when it is right. Whatever is served must be named.
 */
export function brokenDocuments(xml: string, served: Map<string, Served>): string[] {
  const nodes = nodesOf(xml)
  const broken: string[] = []
  const must = (id: string, what: string, holds: boolean) => void (holds || broken.push(`${id} ${what}`))
  const named = new Set(addressesIn(xml))
  for (const url of served.keys()) must('AC-19', `${url} is named`, named.has(url))

  for (const { name, attributes, item } of nodes) {
    const url = attributes.url ?? attributes.href ?? ''
    const found = served.get(url)
    if (name === 'enclosure' || name === 'podcast:trailer') {
      must('AC-09', `${url} type`, found?.type === attributes.type)
      must('AC-09', `${url} length`, String(found?.bytes) === attributes.length)
    } else if (name === 'itunes:image') {
      must('AC-15', `${url} type`, found !== undefined && found.type === IMAGE_TYPES[endingOf(url)])
    } else if (name === 'podcast:transcript') {
      must('AC-19', `${url} type`, attributes.type === TRANSCRIPT_TYPES[endingOf(url)])
      must('AC-19', `${url} is served as announced`, found?.type === attributes.type)
      must('AC-19', `${url} language`, isWritten(attributes.language))
      must('AC-19', `${url} rel`, attributes.rel === undefined || attributes.rel === 'captions')
      for (const fault of faultsOfTranscript(endingOf(url), found?.text)) must('AC-19', `${url} ${fault}`, false)
    } else if (name === 'podcast:chapters') {
      const type = 'application/json+chapters'
      must('AC-20', `${url} type`, found?.type === type && attributes.type === type)
      const inPlace = nodes.filter((node) => node.item === item && node.name === 'psc:chapter')
      for (const fault of faultsOfChapters(found?.text, inPlace)) must('AC-20', `${url} ${fault}`, false)
    } else if (name === 'psc:chapters') {
      const there = nodes.some((node) => node.item === item && node.name === 'podcast:chapters')
      must('AC-20', 'psc alone', there && attributes.version === '1.2')
    }
  }
  return broken
}

/** Every address in a feed behind which there is a file of its own: audio, covers, transcripts and chapters. */
export const addressesIn = (xml: string): string[] => [
  ...new Set(
    nodesOf(xml)
      .filter(({ name }) => /^(enclosure|itunes:image|podcast:(transcript|chapters))$/.test(name))
      .map(({ attributes }) => attributes.url ?? attributes.href!),
  ),
]

const isWritten = (language = '') => isLanguage(language) && language === canonicalLanguage(language)

function faultsOfTranscript(form: string, text: string | undefined): string[] {
  if (text === undefined) return ['is not there']
  if (form === 'vtt') return brokenVtt(text)
  if (form === 'srt') return isWholeSrt(text) ? [] : ['is no SRT']
  if (form === 'json') return JSON.parse(text).version === '1.0.0' ? [] : ['version']
  return /^<!doctype html>\n<html lang="[a-zA-Z-]+">\n<head>\n<meta charset="utf-8">/.test(text) ? [] : ['is no page']
}

interface JsonChapter {
  startTime: number
  endTime?: number
  title?: string
  url?: string
  img?: string
  toc?: boolean
}

/** JSON chapters 1.2 of which those that are listed stand in the feed with the same times, titles, links and pictures. */
function faultsOfChapters(text: string | undefined, inPlace: Node[]): string[] {
  if (text === undefined) return ['is not there']
  const { version, chapters } = JSON.parse(text) as { version: string; chapters: JsonChapter[] }
  const listed = chapters.filter(({ toc }) => toc !== false)
  const faults = {
    version: /^1\.2(\.\d+)?$/.test(version),
    'first start': chapters[0]?.startTime === 0,
    order: chapters.every(({ startTime }, at) => at === 0 || startTime > chapters[at - 1]!.startTime),
    end: chapters.every(({ startTime, endTime = Number.POSITIVE_INFINITY }) => endTime > startTime),
    title: listed.every(({ title }) => title),
    'number in the feed': listed.length === inPlace.length,
    'times in the feed': listed.every(({ startTime }, at) => isNear(startTime, inPlace[at]?.attributes.start)),
    'words in the feed': listed.every(({ title, url, img }, at) => {
      const { title: name, href, image } = inPlace[at]?.attributes ?? {}
      return [title, url, img].join('\n') === [name, href, image].join('\n')
    }),
  }
  return Object.entries(faults).flatMap(([fault, holds]) => (holds ? [] : [fault]))
}

/** Normal Play Time, as the feed has it. */
function isNear(seconds: number, time = ''): boolean {
  const [, hours, minutes, rest] = /^(\d\d+):([0-5]\d):([0-5]\d\.\d{3})$/.exec(time) ?? []
  const played = Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)
  return Math.abs(played - seconds) <= MAX_SECONDS_APART
}
