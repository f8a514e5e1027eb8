import type { Config } from '../../config.ts'
import { chaptersBeyondEnd, chaptersOf } from '../../episodes/chapters.ts'
import { type Episode, statusOf } from '../../episodes/episode.ts'
import type { TranscriptFacts } from '../../episodes/transcript.ts'
import { formatsFor, transcriptPath } from '../../episodes/transcripts/formats.ts'
import {
  artworkUrl,
  audioUrl,
  chaptersUrl,
  episodeUrl,
  feedUrl,
  showUrl,
  transcriptUrl,
} from '../../shows/addresses.ts'
import type { Show } from '../../shows/show.ts'

/** A show as the API gives it. Fields keep their names and meanings; new ones may be added. */
export function showJson(config: Config, show: Show) {
  const { slug, guid, title, description, language, categories, author, ownerName, ownerEmail, explicit, type } = show
  const { copyright, website, block, complete, locked, medium, createdAt, updatedAt, deletedAt, goneAt } = show
  const { timeZone, seasons, persons, locations, license, funding, updateFrequency, txt } = show
  const { podroll, publisher, socialInteract } = show
  return {
    ...{ slug, guid, title, description, language, categories, author, ownerName, ownerEmail, explicit, type },
    ...{ copyright, website, block, complete, locked, medium, timeZone },
    ...{ seasons, persons, locations, license, funding, updateFrequency, txt, podroll, publisher, socialInteract },
    artwork: artworkJson(config, show.artwork),
    url: showUrl(config, slug),
    feedUrl: feedUrl(config, slug),
    ...{ createdAt, updatedAt, deletedAt, goneAt },
  }
}

/** An episode with the facts of its audio. */
export function episodeJson(config: Config, episode: Episode, now: Date) {
  const { id, slug, guid, title, description, author, season, number, type, explicit, language, recordedOn } = episode
  const { notes, notesSource, shortTitle, block, numberLabel, persons, locations, license, soundbites, txt } = episode
  const { socialInteract, publishAt, version, createdAt, updatedAt, deletedAt, goneAt } = episode
  return {
    ...{ id, version, show: episode.show.slug, slug, guid, title, description, author, season, number, type, explicit },
    ...{ language, recordedOn, notes, notesSource, shortTitle, block, numberLabel },
    ...{ persons, locations, license, soundbites, txt, socialInteract },
    chapters: chaptersOf(episode),
    chaptersUrl: chaptersAddress(config, episode),
    transcripts: episode.transcripts.map((transcript) => transcriptJson(config, episode, transcript)),
    status: statusOf(episode, now),
    publishAt,
    url: episodeUrl(config, episode.show.slug, slug),
    audio: audioJson(config, episode.enclosure),
    artwork: artworkJson(config, episode.artwork),
    ...{ createdAt, updatedAt, deletedAt, goneAt },
  }
}

/** A transcript without what it says; `files` are its public addresses by their extension. */
export function transcriptJson(config: Config, episode: Episode, transcript: TranscriptFacts) {
  const { language, state, times, sha256, createdAt, updatedAt } = transcript
  const files = formatsFor(times).map((format) => {
    const url = transcriptUrl(config, transcriptPath(episode, transcript, format))
    return [format.extension, { url, type: format.type }]
  })
  return { ...{ language, state, times, sha256 }, files: Object.fromEntries(files), ...{ createdAt, updatedAt } }
}

/** When an episode is or was published. */
export const publicationJson = ({ publishAt }: Episode, now: Date) => ({
  status: statusOf({ publishAt }, now),
  at: publishAt,
})

/** An episode's chapters. Those that wait for longer audio are for those who may see drafts. */
export function chapterListJson(config: Config, episode: Episode, isProducer: boolean) {
  return {
    chapters: chaptersOf(episode),
    ...(isProducer && { beyondEnd: chaptersBeyondEnd(episode) }),
    url: chaptersAddress(config, episode),
  }
}

const chaptersAddress = (config: Config, episode: Episode) =>
  chaptersOf(episode).length > 0 ? chaptersUrl(config, episode.show.slug, episode.slug) : null

function audioJson(config: Config, enclosure: Episode['enclosure']) {
  if (!enclosure) return null
  const { path, type, bytes, sha256, seconds, bitrate, channels, sampleRate, tagBytes, byteAt60Seconds } = enclosure
  return {
    url: audioUrl(config, path),
    type,
    bytes: Number(bytes),
    ...{ sha256, seconds, bitrate, channels, sampleRate, tagBytes },
    byteAt60Seconds: byteAt60Seconds === null ? null : Number(byteAt60Seconds),
  }
}

function artworkJson(config: Config, artwork: Show['artwork']) {
  if (!artwork) return null
  const { path, type, bytes, sha256, side, alt } = artwork
  return { url: artworkUrl(config, path), type, bytes, sha256, side, alt }
}
