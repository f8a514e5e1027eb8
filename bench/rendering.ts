import { withParts } from '../src/episodes/episode.ts'
import { renderFeed, renderItem } from '../src/feed/render.ts'
import { median } from './compare.ts'
import { type Growth, growthWhile } from './memory.ts'
import type { Bench } from './place.ts'
import { withSeeded } from './seed.ts'
import { megabytes, type Row, short } from './table.ts'

const LENGTHS = [1000, 5000]
/** Of a feed with 1,000 episodes; a longer one in proportion. */
const MILLISECONDS_PER_THOUSAND = 200
/** A process compiles what it does often in its first rounds. */
const WARMING = 3
/** Five times the episodes may take five times the time, give or take what a machine's times differ by. */
const LINEAR = 1.25

interface Rendering {
  episodes: number
  milliseconds: number
  bytes: number
  growth: Growth
}

/**
 * A whole feed in one document, every item made anew from its rows in memory: what publishing never waits for, because
 * the host keeps what did not change. The median of several.
 */
export async function measureRendering(bench: Bench): Promise<Row[]> {
  const made: Rendering[] = []
  for (const episodes of LENGTHS) made.push(await renderSeveral(bench, episodes))
  return [...made.map(renderedRow), growthRow(made[0]!, made.at(-1)!)]
}

function renderSeveral({ seeded, quick }: Bench, episodes: number): Promise<Rendering> {
  return withSeeded(seeded.dataDir, async ({ db, config }) => {
    const slug = `show-${episodes}`
    const show = await db.show.findUniqueOrThrow({ where: { slug }, include: { artwork: true } })
    const rows = await db.episode.findMany({
      where: { showId: show.id, publishAt: { not: null } },
      orderBy: { publishAt: 'desc' },
      take: episodes,
      include: withParts,
    })
    const render = () => {
      const items = rows.map((row) => renderItem(config, row))
      return renderFeed(config, show, { items, trailers: [], changedAt: show.updatedAt })
    }
    const took: number[] = []
    let bytes = 0
    const growth = await growthWhile(process.pid, async () => {
      bytes = render().length
    })
    for (let times = 0; times < WARMING + (quick ? 3 : 9); times++) {
      const began = performance.now()
      render()
      took.push(performance.now() - began)
    }
    return { episodes: rows.length, milliseconds: median(took.slice(WARMING)), bytes, growth }
  })
}

function renderedRow({ episodes, milliseconds, bytes, growth }: Rendering): Row {
  const reach = (episodes / 1000) * MILLISECONDS_PER_THOUSAND
  return {
    what: `a feed of ${episodes.toLocaleString('en')} episodes rendered anew (${megabytes(bytes)})`,
    reach: `< ${reach.toLocaleString('en')} ms`,
    measured: `${short(milliseconds)} ms, + ${megabytes(growth.most)} resident`,
    ok: milliseconds < reach,
  }
}

function growthRow(few: Rendering, many: Rendering): Row {
  const perEpisode = ({ milliseconds, episodes }: Rendering) => milliseconds / episodes
  const growth = perEpisode(many) / perEpisode(few)
  return {
    what: `time for each episode, of ${many.episodes.toLocaleString('en')} against ${few.episodes.toLocaleString('en')}`,
    reach: `≤ ${LINEAR} ×`,
    measured: `${short(growth)} ×`,
    ok: growth <= LINEAR,
  }
}
