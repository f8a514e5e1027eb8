import type { Config } from '../../src/config.ts'
import type { Episode } from '../../src/episodes/episode.ts'
import { readNewEpisode } from '../../src/episodes/episode-input.ts'
import { trailerOf } from '../../src/feed/podcast-namespace.ts'
import { renderFeed, renderItem } from '../../src/feed/render.ts'
import type { Show } from '../../src/shows/show.ts'
import { readNewShow } from '../../src/shows/show-input.ts'
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
  ...{ type: 'full', explicit: null, language: null, block: false, license: null, chapters: [], transcripts: [] },
  ...{ persons: [], locations: [], soundbites: [], txt: [], socialInteract: [] },
}

const GUID = '11111111-1111-5111-8111-111111111111'
const SHA_256 = 'ba78'.repeat(16)
const COVER = { path: 'x-0123abcd.jpg', type: 'image/jpeg', side: 3000, alt: 'Ein "Zug" & <mehr>' }

/** A show and its episodes as the readers make them of what was typed, and the feed as if they stood in rows. */
export function renderTyped(config: Config, typedShow: object, typedEpisodes: object[]) {
  const show = { ...SHOW_DEFAULTS, guid: GUID, ...readNewShow(typedShow), artwork: COVER } as unknown as Show
  const episodes = typedEpisodes.map((typed, at) => {
    const audio = { path: `x/y-${at}123abcd.mp3`, bytes: 9_600_000n, type: 'audio/mpeg', seconds: 600.4 }
    const enclosure = { ...audio, bitrate: 128_000, sha256: SHA_256 }
    const published = { id: String(at), slug: `y-${at}`, guid: `guid-${at}`, publishAt: A_SUNDAY, updatedAt: A_SUNDAY }
    const read = readNewEpisode(typed, config.publicUrl)
    return {
      ...EPISODE_DEFAULTS,
      ...published,
      ...read,
      show,
      enclosure,
      artwork: at ? null : COVER,
    } as unknown as Episode
  })
  const xml = () =>
    renderFeed(config, show, {
      items: episodes.map((episode) => renderItem(config, episode)),
      trailers: episodes.map((episode) => trailerOf(config, episode)).filter((trailer) => trailer !== null),
      changedAt: A_SUNDAY,
    }).toString()
  return { show, episodes, xml }
}
