import type { Prisma } from '../db.ts'
import type { Services } from '../services.ts'
import { type Episode, publishedBy, withParts } from './episode.ts'

/** Enough of an episode to lead to it. */
const inBrief = { slug: true, title: true, language: true } satisfies Prisma.EpisodeSelect
export type Neighbour = Prisma.EpisodeGetPayload<{ select: typeof inBrief }>

/** What was published right before and right after an episode of the same show. */
export async function findNeighbours(
  { db, now }: Services,
  { id, showId, publishAt }: Pick<Episode, 'id' | 'showId' | 'publishAt'>,
): Promise<{ previous: Neighbour | null; next: Neighbour | null }> {
  const find = (than: 'lt' | 'gt', order: 'asc' | 'desc') =>
    db.episode.findFirst({
      where: {
        AND: [
          { showId, ...publishedBy(now()) },
          { OR: [{ publishAt: { [than]: publishAt } }, { publishAt, id: { [than]: id } }] },
        ],
      },
      orderBy: [{ publishAt: order }, { id: order }],
      select: inBrief,
    })
  const [previous, next] = await Promise.all([find('lt', 'desc'), find('gt', 'asc')])
  return { previous, next }
}

/** The newest published episode of each show, by the show's id. */
export async function newestEpisodes({ db, now }: Services, showIds: string[]): Promise<Map<string, Episode>> {
  const shows = await db.show.findMany({
    where: { id: { in: showIds } },
    select: {
      id: true,
      episodes: {
        where: publishedBy(now()),
        orderBy: [{ publishAt: 'desc' }, { id: 'desc' }],
        take: 1,
        include: withParts,
      },
    },
  })
  return new Map(shows.flatMap(({ id, episodes }) => episodes.map((episode) => [id, episode] as const)))
}
