import type { Episode } from '../../src/episodes/episode.ts'
import type { EpisodeSubject, EpisodeSurroundings, ShowSubject, ShowSurroundings } from '../../src/feed/rule.ts'
import type { Show } from '../../src/shows/show.ts'
import { A_SUNDAY } from './rows.ts'

const SHOW_ID = '01890000-0000-7000-8000-000000000001'
const EPISODE_ID = '01890000-0000-7000-8000-000000000002'
const HASH = '0123abcd'.repeat(8)
const made = { createdAt: A_SUNDAY, updatedAt: A_SUNDAY }

/** A picture with which nothing is wrong, unless said otherwise. In no database. */
export const aPicture = (fields: Partial<NonNullable<Show['artwork']>> = {}) => ({
  ...{ id: '01890000-0000-7000-8000-000000000003', showId: SHOW_ID, episodeId: null, createdAt: A_SUNDAY },
  ...{
    path: 'nachtzuege-4567cdef.jpg',
    key: 'artwork/x',
    type: 'image/jpeg',
    bytes: 345_678,
    sha256: HASH,
    side: 3000,
  },
  hue: 250,
  alt: 'Ein Zug vor einem Sternenhimmel',
  ...fields,
})

/** A show with which nothing is wrong. */
export const aShow = (fields: Partial<Show> = {}): Show => ({
  ...{ id: SHOW_ID, slug: 'nachtzuege', guid: '917393e3-1b1e-5cef-ace4-edaa54e1f810', title: 'Nachtzüge' },
  ...{ description: 'Gespräche über Nachtzüge.', language: 'de', categories: ['Government'], author: 'Landesbahn' },
  ...{ ownerName: 'Redaktion', ownerEmail: 'podcast@example.de', explicit: false, type: 'episodic' },
  ...{ copyright: 'Landesbahn', website: null, artworkId: null, ...made },
  ...{
    block: false,
    complete: false,
    locked: true,
    medium: 'podcast',
    timeZone: 'Europe/Berlin',
    newFeedUrl: null,
    movedAt: null,
    deletedAt: null,
    goneAt: null,
  },
  ...{ seasons: [], persons: [], locations: [], license: null, funding: [], updateFrequency: null, txt: [] },
  ...{ podroll: [], publisher: null, socialInteract: [], artwork: aPicture() },
  ...fields,
})

/** Audio with which nothing is wrong: 61.4 seconds of it. */
export const someAudio = (fields: Partial<NonNullable<Episode['enclosure']>> = {}) => ({
  ...{ id: '01890000-0000-7000-8000-000000000004', episodeId: EPISODE_ID, createdAt: A_SUNDAY, replacedAt: null },
  ...{ path: 'nachtzuege/abfahrt-0123abcd.mp3', key: 'audio/x', type: 'audio/mpeg', bytes: 1_234_567n, sha256: HASH },
  ...{ seconds: 61.4, bitrate: 128_000, channels: 2, sampleRate: 44_100, tagBytes: 0, byteAt60Seconds: null },
  ...fields,
})

/** A transcript that somebody approved. */
export const aTranscript = (fields: Partial<Episode['transcripts'][number]> = {}): Episode['transcripts'][number] => ({
  ...{ language: 'de', state: 'approved', times: 'spans', sha256: HASH, ...made },
  ...fields,
})

/** An episode with which nothing is wrong. */
export const anEpisode = (fields: Partial<Episode> = {}): Episode => ({
  ...{
    id: EPISODE_ID,
    showId: SHOW_ID,
    slug: 'abfahrt',
    guid: EPISODE_ID,
    title: 'Abfahrt',
    description: 'Es geht los.',
  },
  ...{ author: null, season: 1, number: 4, type: 'full', explicit: null, language: null, recordedOn: null },
  ...{ chapters: [], chaptersTyped: false, publishAt: null, enclosureId: null, artworkId: null, ...made },
  ...{
    slugStays: true,
    hadDate: true,
    notes: '',
    notesSource: null,
    version: 0,
    shortTitle: null,
    block: false,
    numberLabel: null,
    persons: [],
    locations: [],
    license: null,
  },
  ...{ soundbites: [], txt: [], socialInteract: [], overrides: [], deletedAt: null, goneAt: null },
  ...{ show: aShow(), enclosure: someAudio(), artwork: aPicture(), transcripts: [aTranscript()] },
  ...fields,
})

export type ShowToCheck = ShowSubject & ShowSurroundings
export type EpisodeToCheck = EpisodeSubject & EpisodeSurroundings

export const aShowToCheck = (): ShowToCheck => ({
  show: aShow(),
  hasMoved: false,
  hasPublished: true,
  hasTrailer: true,
})

export const anEpisodeToCheck = (): EpisodeToCheck => ({
  episode: anEpisode(),
  ...{ isPublished: false, sharesNumber: false, speaksAfterEnd: false },
})
