import type { Request, Response } from 'express'
import { requireAccess, type ShowVerb } from '../../../accounts/access.ts'
import type { Person } from '../../../accounts/person.ts'
import { getShow, type Show } from '../../../shows/show.ts'
import { type Host, partOf } from '../../handler.ts'
import { type Language, languageOf, type PagePath, pathIn } from '../../languages.ts'
import { requirePerson } from '../../signed-in.ts'

/** A page of a show, and who asks for it. */
export interface ShowView {
  host: Host
  person: Person
  show: Show
  language: Language
}

/** The show of an address for somebody who may do this with it; 404 for whoever has no part in it. */
export async function openShow(host: Host, req: Request, res: Response, verb: ShowVerb): Promise<ShowView> {
  const person = await requirePerson(host, req, res)
  const show = await getShow(host, partOf(req, 'show'))
  requireAccess(person, verb, show.id)
  return { host, person, show, language: languageOf(req.path) }
}

/** A page of a show in the studio, without the prefix of a language. */
export const showPath = ({ slug }: { slug: string }, page = ''): PagePath =>
  `/studio/shows/${slug}${page && `/${page}`}`

/** The same in the language of a page. */
export const wayTo = ({ show, language }: { show: { slug: string }; language: Language }, page = '') =>
  pathIn(language, showPath(show, page))
