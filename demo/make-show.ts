import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { actingAs, OPERATOR } from '../src/accounts/logbook.ts'
import { changeEpisode } from '../src/episodes/episode.ts'
import { readEpisodeChanges, readNewEpisode } from '../src/episodes/episode-input.ts'
import { ingestEpisode } from '../src/episodes/ingest.ts'
import { readPublication } from '../src/episodes/publication-input.ts'
import { setTranscript } from '../src/episodes/transcript.ts'
import { OVERRIDABLE, publishThroughGate } from '../src/feed/publish-gate.ts'
import type { Services } from '../src/services.ts'
import { setShowArtwork } from '../src/shows/keep-artwork.ts'
import { createShow } from '../src/shows/show.ts'
import { readNewShow } from '../src/shows/show-input.ts'
import { stageStream } from '../src/storage/staging.ts'

const fileOf = (name: string) => join(import.meta.dirname, name)
export const { show, coverAlt, episodes } = JSON.parse(readFileSync(fileOf('show.json'), 'utf8'))

/** The demo's show with its episodes, everything by the same verbs a producer's request would call. */
export async function makeShow(services: Services) {
  const { publicUrl, uploadsDir, maxUploadBytes } = services.config
  const acting = actingAs(services, OPERATOR)
  const created = await createShow(acting, readNewShow(show))
  await setShowArtwork(acting, show.slug, { bytes: readFileSync(fileOf('cover.jpg')), alt: coverAlt })
  for (const { file, transcript, pictureAlt, publishAt, ...typed } of episodes) {
    const staged = await stageStream(uploadsDir, createReadStream(fileOf(file)), {
      name: file,
      maxBytes: maxUploadBytes,
    })
    const { episode } = await ingestEpisode(services, created, staged, readNewEpisode(typed, publicUrl), {
      by: OPERATOR,
    })
    await changeEpisode(services, episode.id, readEpisodeChanges({ artworkAlt: pictureAlt }), { by: OPERATOR })
    const said = { bytes: readFileSync(fileOf(transcript)), type: 'text/vtt', state: 'approved' } as const
    await setTranscript(services, episode.id, show.language, said, OPERATOR)
    const publication = readPublication({ at: publishAt }, OVERRIDABLE)
    await publishThroughGate(services, episode.id, publication, 'de', { by: OPERATOR })
  }
}
