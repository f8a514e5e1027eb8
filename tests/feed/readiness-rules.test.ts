import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EPISODE_RULES } from '../../src/feed/episode-rules.ts'
import type { BlockingRule, WarningRule } from '../../src/feed/rule.ts'
import { SHOW_RULES } from '../../src/feed/show-rules.ts'
import {
  anEpisode,
  anEpisodeToCheck,
  aPicture,
  aShow,
  aShowToCheck,
  aTranscript,
  type EpisodeToCheck,
  type ShowToCheck,
  someAudio,
} from '../support/nothing-wrong.ts'

type Fixture<Subject> = Partial<Subject> & { publicUrl?: string }
type Fixtures<Subject> = Record<string, { passes: Fixture<Subject>; fails: Fixture<Subject> }>

const show = (fields: Parameters<typeof aShow>[0]) => ({ show: aShow(fields) })
const cover = (fields: Parameters<typeof aPicture>[0]) => show({ artwork: aPicture(fields) })

const OF_SHOWS: Fixtures<ShowToCheck> = {
  'show-title-missing': { passes: show({ title: '?' }), fails: show({ title: ' \u200b' }) },
  'show-text-too-long': { passes: show({ title: '🚆'.repeat(255) }), fails: show({ ownerName: 'x'.repeat(256) }) },
  'show-description-missing': { passes: show({ description: 'Züge.' }), fails: show({ description: '\n' }) },
  'show-description-too-long': {
    passes: show({ description: 'ä'.repeat(2000) }),
    fails: show({ description: 'ä'.repeat(2001) }),
  },
  'language-invalid': { passes: show({ language: 'de-AT' }), fails: show({ language: 'deutsch' }) },
  'category-missing': { passes: show({ categories: ['Fiction'] }), fails: show({ categories: [] }) },
  'category-unknown': {
    passes: show({ categories: ['Society & Culture > Documentary', 'Government'] }),
    fails: show({ categories: ['Government', 'Government & Organizations'] }),
  },
  'website-invalid': { passes: show({ website: 'https://example.de/x' }), fails: show({ website: 'www.example.de' }) },
  'cover-missing': { passes: show({ artwork: aPicture() }), fails: show({ artwork: null }) },
  'cover-size': { passes: cover({ side: 1400 }), fails: cover({ side: 1399 }) },
  'cover-type': {
    passes: cover({ type: 'image/png', path: 'nachtzuege-4567cdef.png' }),
    fails: cover({ type: 'image/png', path: 'nachtzuege-4567cdef.jpg' }),
  },
  'show-moved': { passes: { hasMoved: false }, fails: { hasMoved: true } },
  'address-insecure': { passes: { publicUrl: 'https://a.example' }, fails: { publicUrl: 'http://localhost:3000' } },
  'show-description-cut': {
    passes: show({ description: 'a'.repeat(3995) + '&' }),
    fails: show({ description: 'a'.repeat(3996) + '&' }),
  },
  'author-missing': { passes: show({ author: 'ÖBB' }), fails: show({ author: '' }) },
  'owner-email-missing': { passes: show({ ownerEmail: 'a@b.example' }), fails: show({ ownerEmail: null }) },
  'copyright-sign': { passes: show({ copyright: null }), fails: show({ copyright: '© 2026 Landesbahn' }) },
  'cover-small': { passes: cover({ side: 3000 }), fails: cover({ side: 2999 }) },
  'cover-heavy': { passes: cover({ bytes: 512_000 }), fails: cover({ bytes: 512_001 }) },
  'cover-alt-missing': { passes: show({ artwork: null }), fails: cover({ alt: null }) },
  'trailer-missing': { passes: { hasTrailer: true }, fails: { hasTrailer: false } },
  'show-empty': { passes: { hasPublished: true }, fails: { hasPublished: false } },
  'show-hidden': { passes: show({ block: false }), fails: show({ block: true }) },
}

const episode = (fields: Parameters<typeof anEpisode>[0]) => ({ episode: anEpisode(fields) })
const audio = (fields: Parameters<typeof someAudio>[0]) => episode({ enclosure: someAudio(fields) })
const picture = (fields: Parameters<typeof aPicture>[0]) => episode({ artwork: aPicture(fields) })
const chapters = (...starts: number[]) =>
  episode({ chapters: starts.map((startSeconds) => ({ startSeconds, title: 'Kapitel' })) })
const soundbite = (startSeconds: number, durationSeconds: number) =>
  episode({ soundbites: [{ startSeconds, durationSeconds }] })
const serial = aShow({ type: 'serial' })
const ended = aShow({ complete: true })
const transcripts = (...all: Parameters<typeof aTranscript>[0][]) => episode({ transcripts: all.map(aTranscript) })

const OF_EPISODES: Fixtures<EpisodeToCheck> = {
  'title-missing': { passes: episode({ title: 'Ö' }), fails: episode({ title: ' ' }) },
  'text-too-long': {
    passes: episode({ title: 'x'.repeat(255), numberLabel: 'x'.repeat(32) }),
    fails: episode({ numberLabel: 'x'.repeat(33) }),
  },
  'description-too-long': {
    passes: episode({ description: '🚆'.repeat(1000) }),
    fails: episode({ description: '🚆'.repeat(1001) }),
  },
  'guid-missing': { passes: episode({ guid: '1' }), fails: episode({ guid: '' }) },
  'number-needed': {
    passes: episode({ show: serial, type: 'bonus', number: null }),
    fails: episode({ show: serial, number: null }),
  },
  'number-invalid': { passes: episode({ season: null, number: 1 }), fails: episode({ season: 0 }) },
  'no-audio': { passes: audio({}), fails: episode({ enclosure: null }) },
  'audio-type': { passes: audio({ type: 'audio/x-m4a', path: 'a/b.m4a' }), fails: audio({ type: 'audio/ogg' }) },
  'audio-ending': { passes: audio({ path: 'a/b-0123abcd.mp3' }), fails: audio({ path: 'a/b-0123abcd.m4a' }) },
  'audio-address': { passes: audio({ path: 'a-b/c_d.e.mp3' }), fails: audio({ path: 'a/züge.mp3' }) },
  'audio-empty': { passes: audio({ bytes: 1n }), fails: audio({ bytes: 0n }) },
  'audio-without-duration': { passes: audio({ seconds: 0.3 }), fails: audio({ seconds: 0 }) },
  'audio-bitrate-low': {
    passes: audio({ channels: 1, bitrate: 31_900 }),
    fails: audio({ channels: 2, bitrate: 56_000 }),
  },
  'audio-sample-rate': { passes: audio({ sampleRate: 48_000 }), fails: audio({ sampleRate: 22_050 }) },
  'audio-index-last': {
    passes: audio({ type: 'audio/x-m4a', path: 'a/b.m4a', tagBytes: 30_000 }),
    fails: audio({ type: 'audio/x-m4a', path: 'a/b.m4a', tagBytes: 44 }),
  },
  'artwork-size': { passes: picture({ side: 3000 }), fails: picture({ side: 3001 }) },
  'artwork-type': { passes: picture({ path: 'a/b.jpeg' }), fails: picture({ type: 'image/webp', path: 'a/b.webp' }) },
  'show-complete': {
    passes: { ...episode({ show: ended }), isPublished: true },
    fails: { ...episode({ show: ended }), isPublished: false },
  },
  'transcript-missing': { passes: transcripts({ state: 'machine' }), fails: transcripts() },
  'transcript-language': {
    passes: episode({ language: 'de-AT', transcripts: [aTranscript({ language: 'en' }), aTranscript()] }),
    fails: transcripts({ language: 'en' }),
  },
  'transcript-unchecked': { passes: transcripts({ state: 'corrected' }), fails: transcripts({ state: 'machine' }) },
  'transcript-without-times': { passes: transcripts({ times: 'starts' }), fails: transcripts({ times: 'none' }) },
  'transcript-outside-audio': { passes: { speaksAfterEnd: false }, fails: { speaksAfterEnd: true } },
  'description-missing': {
    passes: episode({ description: '', notes: '<p>Alles</p>' }),
    fails: episode({ description: ' ', notes: '' }),
  },
  'title-with-number': {
    passes: episode({ title: '2. Weltkrieg', number: 4 }),
    fails: episode({ title: 'Folge 4: Abfahrt', number: 4 }),
  },
  'title-with-show': {
    passes: episode({ title: 'Warum Nachtzüge fahren' }),
    fails: episode({ title: 'Nachtzüge – Warum sie fahren' }),
  },
  'number-taken': { passes: { sharesNumber: false }, fails: { sharesNumber: true } },
  'artwork-missing': { passes: picture({}), fails: episode({ artwork: null }) },
  'artwork-alt-missing': { passes: episode({ artwork: null }), fails: picture({ alt: '' }) },
  'chapters-outside-audio': { passes: chapters(0, 61.3), fails: chapters(0, 61.4) },
  'description-cut': {
    passes: episode({ description: `${'ä'.repeat(1997)}\n` }),
    fails: episode({ description: `${'ä'.repeat(1998)}\n` }),
  },
  'chapters-late': { passes: chapters(), fails: chapters(3, 20) },
  'soundbites-outside-audio': { passes: soundbite(21.4, 40), fails: soundbite(21.5, 40) },
  'soundbites-length': { passes: soundbite(0, 15), fails: soundbite(0, 14.9) },
  'episode-hidden': { passes: episode({ block: false }), fails: episode({ block: true }) },
}

const PUBLIC_URL = 'https://podcast.example'

/** Which rules don't hold. */
function failing<Subject>(
  rules: readonly (BlockingRule<Subject> | WarningRule<Subject>)[],
  whole: Subject,
  { publicUrl = PUBLIC_URL, ...part }: Fixture<Subject>,
) {
  return rules.filter(({ holds }) => !holds({ publicUrl }, { ...whole, ...part })).map(({ id }) => id)
}

test.each(SHOW_RULES.map(({ id }) => id))('show rule %s holds for one show and not for another', (id) => {
  expect(OF_SHOWS).toHaveProperty(id)
  expect(failing(SHOW_RULES, aShowToCheck(), OF_SHOWS[id]!.passes)).not.toContain(id)
  expect(failing(SHOW_RULES, aShowToCheck(), OF_SHOWS[id]!.fails)).toContain(id)
})

test.each(EPISODE_RULES.map(({ id }) => id))('episode rule %s holds for one episode and not for another', (id) => {
  expect(OF_EPISODES).toHaveProperty(id)
  expect(failing(EPISODE_RULES, anEpisodeToCheck(), OF_EPISODES[id]!.passes)).not.toContain(id)
  expect(failing(EPISODE_RULES, anEpisodeToCheck(), OF_EPISODES[id]!.fails)).toContain(id)
})

test('no rule is broken where everything is there', () => {
  expect(failing(SHOW_RULES, aShowToCheck(), {})).toEqual([])
  expect(failing(EPISODE_RULES, anEpisodeToCheck(), {})).toEqual([])
})

test('there are no fixtures of rules that are gone', () => {
  expect(Object.keys(OF_SHOWS)).toEqual(SHOW_RULES.map(({ id }) => id))
  expect(Object.keys(OF_EPISODES)).toEqual(EPISODE_RULES.map(({ id }) => id))
})

const withOverridable = (rule: (typeof SHOW_RULES)[number] | (typeof EPISODE_RULES)[number]) => ({
  ...rule,
  isOverridable: rule.severity === 'blocks' && rule.overridable === true,
})
const ALL = [...SHOW_RULES, ...EPISODE_RULES].map(withOverridable)

test('every rule has an id of its own and a sentence in German and in English', () => {
  expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length)
  for (const { id, de, en } of ALL) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/)
    for (const sentence of [de, en]) expect(sentence).toMatch(/^\p{Lu}[^|\n]*\.$/u)
  }
})

test('no sentence counts bytes: who writes a text counts characters', () =>
  expect(ALL.filter(({ de, en }) => /\bbytes?\b/i.test(de + en)).map(({ id }) => id)).toEqual([]))

test('only what apps play all the same may be set aside', () => {
  const overridable = ALL.filter((rule) => rule.isOverridable)
  expect(overridable.map(({ id }) => id)).toEqual(['show-moved', 'transcript-missing'])
})

test('the table in docs/readiness.md has every rule as it is', () => {
  const row = ({ id, severity, isOverridable, standard, de, en }: (typeof ALL)[number]) =>
    `| \`${id}\` | ${isOverridable ? 'blocks, unless set aside' : severity} | ${standard} | ${de}<br>${en} |`
  const page = readFileSync(join(import.meta.dirname, '../../docs/readiness.md'), 'utf8')
  const rows = page.split('\n').filter((line) => line.startsWith('| `'))
  expect(rows).toEqual(ALL.map(row))
})
