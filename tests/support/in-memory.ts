import type { Config } from '../../src/config.ts'
import { chaptersDocument } from '../../src/episodes/chapters-document.ts'
import { checkChapters } from '../../src/episodes/check-chapters.ts'
import type { Episode } from '../../src/episodes/episode.ts'
import { readNewEpisode } from '../../src/episodes/episode-input.ts'
import { readChapters } from '../../src/episodes/read-chapters.ts'
import { type Transcript, transcriptHash } from '../../src/episodes/transcript.ts'
import { readNewTranscriptState, readTranscriptLanguage } from '../../src/episodes/transcript-input.ts'
import { timesOf } from '../../src/episodes/transcripts/cues.ts'
import { formatsFor, transcriptPath } from '../../src/episodes/transcripts/formats.ts'
import { readTranscript } from '../../src/episodes/transcripts/read-transcript.ts'
import { trailerOf } from '../../src/feed/podcast-namespace.ts'
import { renderFeed, renderItem } from '../../src/feed/render.ts'
import { artworkUrl, audioUrl, chaptersUrl, transcriptUrl } from '../../src/shows/addresses.ts'
import { readPictureFields } from '../../src/shows/artwork-input.ts'
import type { Show } from '../../src/shows/show.ts'
import { readNewShow, slugOfTitle } from '../../src/shows/show-input.ts'
import type { Served } from './document-rules.ts'
import type { TypedChapter, TypedPicture, TypedTranscript } from './random-parts.ts'
import { A_SUNDAY } from './rows.ts'

/** What the database fills in where nothing was typed. */
const SHOW_DEFAULTS = {
  ...{ ownerName: null, ownerEmail: null, copyright: null, website: null, newFeedUrl: null },
  ...{ block: false, complete: false, locked: true, medium: 'podcast', license: null, updateFrequency: null },
  ...{
    seasons: [],
    persons: [],
    locations: [],
    funding: [],
    txt: [],
    podroll: [],
    publisher: null,
    socialInteract: [],
  },
}
const EPISODE_DEFAULTS = {
  ...{ description: '', notes: '', shortTitle: null, author: null, season: null, number: null, numberLabel: null },
  ...{ type: 'full', explicit: null, language: null, block: false, license: null },
  ...{ persons: [], locations: [], soundbites: [], txt: [], socialInteract: [] },
}

const GUID = '11111111-1111-5111-8111-111111111111'
const SHA_256 = 'ba78'.repeat(16)
/** What the audio of every episode has. */
export const SECONDS = 600.4

interface TypedShow {
  fields: object
  picture: TypedPicture
}

export interface TypedEpisode {
  fields: object
  chapters: TypedChapter[]
  transcripts: TypedTranscript[]
  picture: TypedPicture | null
}

type Row = Omit<Episode, 'transcripts'> & { transcripts: Transcript[] }

/** A show and its episodes as the readers make them of what was typed, as if they stood in rows. */
export function rowsOf(config: Config, typed: TypedShow, typedEpisodes: TypedEpisode[]) {
  const artwork = coverOf('x', typed.picture)
  const fields = readNewShow(typed.fields)
  const named = { guid: GUID, slug: slugOfTitle(fields.title) }
  const show = { ...SHOW_DEFAULTS, ...named, ...fields, artwork } as unknown as Show
  const episodes = typedEpisodes.map(({ fields, chapters, transcripts, picture }, at) => {
    const audio = { path: `x/y-${at}123abcd.mp3`, bytes: 9_600_000n, type: 'audio/mpeg', seconds: SECONDS }
    const published = { id: String(at), slug: `y-${at}`, guid: `guid-${at}`, publishAt: A_SUNDAY, updatedAt: A_SUNDAY }
    return {
      ...EPISODE_DEFAULTS,
      ...published,
      ...readNewEpisode(fields, config.publicUrl),
      show,
      enclosure: { ...audio, bitrate: 128_000, sha256: SHA_256 },
      chapters: checkChapters(readChapters(JSON.stringify({ chapters })), SECONDS),
      transcripts: transcripts.map(transcriptOf).toSorted((a, b) => (a.language < b.language ? -1 : 1)),
      artwork: picture && coverOf(`x/y-${at}`, picture),
    } as unknown as Row
  })
  return { show, episodes }
}

/** The feed of such rows. */
export const feedOfRows = (config: Config, show: Show, episodes: Row[]) =>
  renderFeed(config, show, {
    items: episodes.map((episode) => renderItem(config, episode)),
    trailers: episodes.map((episode) => trailerOf(config, episode)).filter((trailer) => trailer !== null),
    changedAt: A_SUNDAY,
  }).toString()

/** What would be answered at the addresses of such rows, each written as it is for an answer. */
export function servedOfRows(config: Config, show: Show, episodes: Row[]): Map<string, Served> {
  const served = new Map<string, Served>()
  const serve = (url: string, type: string, text: string) =>
    served.set(url, { type, bytes: Buffer.byteLength(text), text })
  for (const cover of [show.artwork, ...episodes.map(({ artwork }) => artwork)])
    if (cover) served.set(artworkUrl(config, cover.path), { type: cover.type, bytes: Number(cover.bytes) })
  for (const episode of episodes) {
    const { path, type, bytes } = episode.enclosure!
    served.set(audioUrl(config, path), { type, bytes: Number(bytes) })
    const chapters = chaptersDocument(episode)
    if (chapters)
      serve(chaptersUrl(config, show.slug, episode.slug), 'application/json+chapters', JSON.stringify(chapters))
    for (const transcript of episode.transcripts)
      for (const format of formatsFor(transcript.times)) {
        const text = format.write(transcript.cues, transcript.language)
        serve(transcriptUrl(config, transcriptPath(episode, transcript, format)), format.type, text)
      }
  }
  return served
}

function transcriptOf({ language: typed, state, segments }: TypedTranscript): Transcript {
  const language = readTranscriptLanguage(typed)
  const cues = readTranscript(Buffer.from(JSON.stringify({ segments })), 'application/json', SECONDS)
  const said = { language, state: readNewTranscriptState(state ? { state } : {}), cues, times: timesOf(cues) }
  return { ...said, sha256: transcriptHash(language, cues), createdAt: A_SUNDAY, updatedAt: A_SUNDAY }
}

const coverOf = (name: string, picture: TypedPicture) => ({
  ...{ path: `${name}-0123abcd.jpg`, type: 'image/jpeg', side: 3000, bytes: 345_678 },
  alt: readPictureFields(picture).alt ?? null,
})
