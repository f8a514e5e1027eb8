import { type Acting, aboutShow, logged } from '../accounts/logbook.ts'
import { notFound } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { type Deletion, deletionOf, NOT_DELETED, refuseGone } from './deletion.ts'
import { findShowId } from './former-slugs.ts'
import { holdShow, requestFeed, type Show } from './show.ts'

/** Makes a show and all its episodes invisible at once, to be brought back for some days. Refuses one that is gone. */
export const deleteShow = (services: Acting, slug: string) =>
  setDeletion(services, slug, 'show-deleted', (show, now) => deletionOf(show, now, services.config.deletedKeptDays))

/** Brings a deleted show back as it was. Refuses one that is gone. */
export const restoreShow = (services: Acting, slug: string) =>
  setDeletion(services, slug, 'show-restored', () => NOT_DELETED)

/** A show, deleted or not: whether it is, and until when it can be brought back. Refuses one that is gone. */
export async function getShowDeletion({ db, now }: Services, slug: string): Promise<Omit<Show, 'artwork'>> {
  const id = await findShowId(db, slug)
  const show = id && (await db.show.findUnique({ where: { id } }))
  if (!show) throw notFound('show')
  refuseGone(show, 'show', now())
  return show
}

async function setDeletion(
  services: Acting,
  slug: string,
  kind: 'show-deleted' | 'show-restored',
  deletion: (show: Deletion, now: Date) => Deletion,
): Promise<Show> {
  const { now } = services
  return logged(services, async (tx, note) => {
    const show = await holdShow(tx, slug)
    refuseGone(show, 'show', now())
    const { deletedAt, goneAt } = deletion(show, now())
    const data = { deletedAt, goneAt }
    const changed = await tx.show.update({ where: { id: show.id }, data, include: { artwork: true } })
    await requestFeed(tx, show.id, now())
    if (deletedAt?.getTime() !== show.deletedAt?.getTime()) note({ kind, about: aboutShow(changed) })
    return changed
  })
}
