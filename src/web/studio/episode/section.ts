import type { Request, Response } from 'express'
import { may, type ShowVerb } from '../../../accounts/access.ts'
import type { Person } from '../../../accounts/person.ts'
import { CHANGED_MEANWHILE } from '../../../episodes/changed-meanwhile.ts'
import { type Episode, editVerb } from '../../../episodes/episode.ts'
import type { Refusal } from '../../../lib/errors.ts'
import type { Html } from '../../../lib/html.ts'
import type { Host } from '../../handler.ts'
import { type Language, type PagePath, pathIn } from '../../languages.ts'
import { fieldErrors } from '../field-errors.ts'
import { attempt, type FieldErrors } from '../form.ts'

/** A part of the episode page that has forms of its own. Its fields have names that no other section has. */
export interface Section {
  /** Its id on the page, and its address: what forms in it are sent to. */
  name: string
  /** What follows in that address, such as `/:language`. */
  rest?: string
  title: (language: Language) => string
  /** What its fields are called, where several may have the same wrong with them. */
  labels?: (language: Language, typed: URLSearchParams) => Record<string, string>
  /** What stands below its heading: forms where `mayEdit`, otherwise text alone. */
  content: (view: EpisodeView) => Html | Promise<Html>
  /** Does what a form of it asks for. Whoever has not the verb is refused before. */
  receive: (view: EpisodeView, req: Request, res: Response) => Promise<Received>
  /** What its sender must be allowed; unless told, to edit the episode as it stands. */
  verb?: ShowVerb
  /** Whether other audio changes what it shows. */
  followsAudio?: boolean
  /** Scripts it is better with: their addresses, null where the host was not built. */
  scripts?: readonly (string | null)[]
}

/** Null or what was saved: it is done, and leads back to the section. Otherwise the page comes again. */
export type Received = Again | Saved | Done | LeadOn | null

/** What was done, where a section does several things: its sentence is in the words of the page. */
export interface Done {
  done: string
}

/** It is done, and the way goes on elsewhere. */
interface LeadOn {
  to: string
}

/** What a script is told of what was saved. */
export interface Saved {
  version: number
  /** Said to the person: when it was. */
  message: string
  /** The fields as they are now, where somebody else changed some of them meanwhile. */
  values?: Record<string, string>
  /** Those of them that are one fact. */
  facts?: readonly (readonly string[])[]
  /** What other parts of the page tell of it. */
  shown?: { title: string; slug: string }
}

/** What was typed and what is wrong with it; where nothing is wrong, it was no more than asked for (a row, a preview). */
export interface Again {
  typed: URLSearchParams
  errors: FieldErrors
  /** What somebody else saved meanwhile, by the field's name: told beside what was typed. */
  theirs?: Record<string, string>
  /** The version they made. */
  version?: number
  /** Of the page; unless told, by whether something is wrong and somebody else was faster. */
  status?: number
  /** Shown instead of being saved; a script gets it as it is. */
  preview?: string
}

export interface EpisodeView {
  host: Host
  person: Person
  episode: Episode
  language: Language
  mayEdit: boolean
  /** The section whose form comes back, and what was typed in it. */
  again: (Again & { section: Section }) | null
  /** What was done just now: the section alone, or `section.what`. */
  done: string | null
}

export const mayEdit = (person: Person, episode: Episode, now: Date) =>
  may(person, editVerb(episode, now), episode.showId)

export const episodePath = ({ id }: Pick<Episode, 'id'>): PagePath & string => `/studio/episodes/${id}`

/** Where the forms of a section are sent to. */
export const sectionPath = ({ episode, language }: EpisodeView, name: string) =>
  pathIn(language, `${episodePath(episode)}/${name}`)

/** What was typed in a section where its form comes back, else null. */
export const typedIn = ({ again }: EpisodeView, name: string): URLSearchParams | null =>
  again?.section.name === name ? again.typed : null

/** That somebody else was faster, where a part is taken as a whole: there is nothing to choose from. */
export const conflictOf = ({ code }: Refusal): Pick<Again, 'theirs'> | null =>
  code === CHANGED_MEANWHILE ? { theirs: {} } : null

/** Does it, and says what was done. What is refused of what was typed comes back with it, in the language of the page. */
export async function received(
  { language }: EpisodeView,
  typed: URLSearchParams,
  work: () => Promise<unknown>,
  done: string,
): Promise<Received> {
  const outcome = await attempt(work)
  if ('done' in outcome) return { done }
  return { typed, errors: fieldErrors(language, outcome.refused) }
}
