import type { Request, Response } from 'express'
import { may, requireAccess, type ShowVerb } from '../../../accounts/access.ts'
import type { Person } from '../../../accounts/person.ts'
import { getShowDeletion } from '../../../shows/delete-show.ts'
import { getShow, type Show } from '../../../shows/show.ts'
import { type Host, partOf } from '../../handler.ts'
import { type Language, languageOf, type PagePath, pathIn } from '../../languages.ts'
import { requirePerson } from '../../signed-in.ts'
import { refuseAsDeleted, SHOW_DELETED } from '../deleted.ts'

/** A page of a show, and who asks for it. */
export interface ShowView {
  host: Host
  person: Person
  show: Show
  language: Language
}

/**
 * The show of an address for somebody who may do this with it; 404 for whoever has no part in it. Of one that is deleted
 * whoever may see it is told so.
 */
export async function openShow(host: Host, req: Request, res: Response, verb: ShowVerb): Promise<ShowView> {
  const person = await requirePerson(host, req, res)
  const language = languageOf(req.path)
  const deletion = await getShowDeletion(host, partOf(req, 'show'))
  if (deletion.deletedAt && may(person, 'see show', deletion.id))
    throw refuseAsDeleted(SHOW_DELETED, language, showPath(deletion, 'deletion'))
  const show = await getShow(host, partOf(req, 'show'))
  requireAccess(person, verb, show.id)
  return { host, person, show, language }
}

/** A page of a show in the studio, without the prefix of a language. */
export const showPath = ({ slug }: { slug: string }, page = ''): PagePath =>
  `/studio/shows/${slug}${page && `/${page}`}`

/** The same in the language of a page. */
export const wayTo = ({ show, language }: { show: { slug: string }; language: Language }, page = '') =>
  pathIn(language, showPath(show, page))
