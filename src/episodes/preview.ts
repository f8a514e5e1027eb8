import { may, mayNot } from '../accounts/access.ts'
import { type Acting, aboutEpisode, logged } from '../accounts/logbook.ts'
import { holdPerson } from '../accounts/person.ts'
import type { Config } from '../config.ts'
import { conflict, notFound } from '../lib/errors.ts'
import { hashOf, newSecret } from '../lib/secret.ts'
import type { Services } from '../services.ts'
import { type Episode, lockEpisode, notDeleted, statusOf, withParts } from './episode.ts'

/** Links to one episode at a time: more than anybody keeps in view. */
const MAX_LINKS = 20

/** Where an episode is seen and heard before it is public. Whoever has this address can, until it ends or is revoked. */
export const previewUrl = ({ publicUrl }: Pick<Config, 'publicUrl'>, secret: string) => `${publicUrl}/preview/${secret}`

const withMaker = { createdBy: { select: { name: true } } }

/**
 * Makes a link to an episode that is not public yet. Its secret is told this once: only a hash is kept. It ends with
 * the right of who made it; of one who lost that meanwhile it is refused (403), and so are a published episode, and a
 * further link where there are twenty.
 */
export async function createPreviewLink(
  services: Acting,
  episodeId: string,
  { days, createdById }: { days: number; createdById: string | null },
) {
  const { now } = services
  const secret = newSecret()
  const createdAt = now()
  const expiresAt = new Date(createdAt.getTime() + days * 86_400_000)
  const link = await logged(services, async (tx, note) => {
    const maker = createdById === null ? null : await holdPerson(tx, createdById)
    await lockEpisode(tx, episodeId)
    const episode = await tx.episode.findUniqueOrThrow({ where: { id: episodeId } })
    if (createdById !== null && !(maker && may(maker, 'edit draft', episode.showId))) throw mayNot('edit draft')
    if (statusOf(episode, now()) === 'published')
      throw conflict('published', 'This episode is public already: send the address of its page.')
    await tx.previewLink.deleteMany({ where: { episodeId, expiresAt: { lte: now() } } })
    if ((await tx.previewLink.count({ where: { episodeId } })) >= MAX_LINKS)
      throw conflict(
        'too-many-previews',
        `There are ${MAX_LINKS} links to this episode. Revoke one that is not needed.`,
      )
    note({ kind: 'preview-link-made', about: aboutEpisode(episode), facts: { until: expiresAt.toISOString() } })
    const data = { episodeId, hash: hashOf(secret), createdById, createdAt, expiresAt }
    return tx.previewLink.create({ data, omit: { hash: true }, include: withMaker })
  })
  return { ...link, secret }
}

/** The links to an episode that still lead to it, oldest first, without what could open anything. */
export function listPreviewLinks({ db, now }: Services, episodeId: string) {
  return db.previewLink.findMany({
    where: { episodeId, expiresAt: { gt: now() } },
    orderBy: { createdAt: 'asc' },
    omit: { hash: true },
    include: withMaker,
  })
}
export type PreviewLink = Awaited<ReturnType<typeof listPreviewLinks>>[number]

/** Revokes a link from the next request on. Refuses where the episode has none with this id. */
export async function revokePreviewLink(services: Acting, episodeId: string, id: string) {
  await logged(services, async (tx, note) => {
    const link = await tx.previewLink.findFirst({ where: { id, episodeId }, include: { episode: true } })
    const { count } = await tx.previewLink.deleteMany({ where: { id, episodeId } })
    if (!link || count === 0) throw notFound('preview link')
    note({ kind: 'preview-link-revoked', about: aboutEpisode(link.episode) })
  })
}

/** The episode a link leads to, whatever its status. Refuses a link that was revoked, has ended or never was: 404. */
export async function getPreviewed({ db, now }: Services, secret: string): Promise<{ episode: Episode; until: Date }> {
  const link = await db.previewLink.findFirst({
    where: { hash: hashOf(secret), expiresAt: { gt: now() }, episode: notDeleted },
    include: { episode: { include: withParts } },
  })
  if (!link) throw notFound('preview')
  return { episode: link.episode, until: link.expiresAt }
}
