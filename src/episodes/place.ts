import type { Prisma } from '../db.ts'

/** Where a show is found now, whatever slug it was asked for by. */
export interface ShowPlace {
  id: string
  slug: string
  title: string
  /** The colour of its cover. */
  artwork: { hue: number | null } | null
  /** Where its feed lives from `movedAt` on. */
  newFeedUrl: string | null
  movedAt: Date | null
  deletedAt: Date | null
  goneAt: Date | null
}

/** The same of an episode that is or was published. */
export interface EpisodePlace {
  id: string
  slug: string
  deletedAt: Date | null
  goneAt: Date | null
}

/** Whom slugs belong to, or belonged to, and which slugs those were. */
export interface Place {
  show: ShowPlace
  showSlug: string
  episode: EpisodePlace | null
  episodeSlug: string | null
}

export const showPlace = {
  ...{ id: true, slug: true, title: true, artwork: { select: { hue: true } } },
  ...{ newFeedUrl: true, movedAt: true, deletedAt: true, goneAt: true },
} satisfies Prisma.ShowSelect

export const episodePlace = {
  ...{ id: true, showId: true, slug: true, publishAt: true, deletedAt: true, goneAt: true },
} satisfies Prisma.EpisodeSelect
