import { type Db, Prisma } from '../db.ts'
import type { Services } from '../services.ts'

/** So that nobody whose clock is behind brings back what is being removed. */
const MARGIN_MILLISECONDS = 3_600_000

/** Episodes of one transaction. */
const PAGE = 200

/**
 * Of shows and episodes that are gone only their addresses and guids stay, so that they answer 410 for ever and are
 * never given to others. The objects that no row names any more are removed with the other ones.
 */
export async function sweepDeleted({ db, log, now }: Services) {
  const passed = { goneAt: { lt: new Date(now().getTime() - MARGIN_MILLISECONDS) } }
  const isLeft = { title: { not: CLEARED } }
  for (;;) {
    const where = { OR: [passed, { show: passed }], ...isLeft }
    const episodes = await db.episode.findMany({ where, select: { id: true }, take: PAGE })
    await clearEpisodes(
      db,
      episodes.map(({ id }) => id),
    )
    for (const { id } of episodes) log.info({ episode: id }, 'a deleted episode was removed for good')
    if (episodes.length < PAGE) break
  }
  for (const { id } of await db.show.findMany({ where: { ...passed, ...isLeft }, select: { id: true } })) {
    await clearShow(db, id)
    log.info({ show: id }, 'a deleted show was removed for good')
  }
}

/** The title of nothing else: every other one has a character that can be seen. */
const CLEARED = ''

function clearEpisodes(db: Db, ids: string[]) {
  const those = { episodeId: { in: ids } }
  return db.$transaction([
    db.episode.updateMany({ where: { id: { in: ids } }, data: CLEARED_EPISODE }),
    db.transcript.deleteMany({ where: those }),
    db.episodeVersion.deleteMany({ where: those }),
    db.formerTranscript.deleteMany({ where: those }),
    db.enclosure.deleteMany({ where: those }),
    db.artwork.deleteMany({ where: those }),
  ])
}

function clearShow(db: Db, showId: string) {
  return db.$transaction([
    db.show.update({ where: { id: showId }, data: CLEARED_SHOW }),
    db.artwork.deleteMany({ where: { showId } }),
    db.feed.deleteMany({ where: { showId } }),
  ])
}

/** What both have. */
const CLEARED_BOTH = {
  ...{ title: CLEARED, description: '', artworkId: null },
  ...{ persons: [], locations: [], license: Prisma.DbNull, txt: [], socialInteract: [] },
}

const CLEARED_EPISODE: Prisma.EpisodeUncheckedUpdateManyInput = {
  ...CLEARED_BOTH,
  ...{
    enclosureId: null,
    author: null,
    notes: '',
    notesSource: null,
    shortTitle: null,
    numberLabel: null,
    recordedOn: null,
  },
  ...{ chapters: [], soundbites: [], overrides: [] },
}

const CLEARED_SHOW: Prisma.ShowUncheckedUpdateInput = {
  ...CLEARED_BOTH,
  ...{ author: '', ownerName: null, ownerEmail: null, copyright: null, website: null },
  ...{ seasons: [], funding: [], podroll: [], publisher: Prisma.DbNull, updateFrequency: Prisma.DbNull },
}
