import type { Request } from 'express'
import { type Actor, requireAccess } from '../accounts/access.ts'
import { AREAS, type Area, KINDS, type Kind } from '../accounts/logbook.ts'
import { getShow, type Show } from '../shows/show.ts'
import type { Host } from './handler.ts'

/** The log of a show is for who says who works on it; the log of everything for administrators. */
export async function openLog(host: Host, actor: Actor, { show: slug }: Request['query']): Promise<Show | null> {
  const show = typeof slug === 'string' && slug !== '' ? await getShow(host, slug) : null
  if (show) requireAccess(actor, 'manage people', show.id)
  else requireAccess(actor, 'manage host')
  return show
}

/** An area or a kind of entries by its name; null where there is none of this name. */
export const findKind = (name: unknown): Area | Kind | null =>
  [...AREAS, ...KINDS].find((known) => known === name) ?? null
