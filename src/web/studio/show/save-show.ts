import { actingAs } from '../../../accounts/logbook.ts'
import { CHANGED_MEANWHILE, changeShow, getShow, type Show } from '../../../shows/show.ts'
import { readShowChanges } from '../../../shows/show-input.ts'
import { fieldErrors } from '../field-errors.ts'
import { attempt, type FieldErrors } from '../form.ts'
import type { ShowView } from './open-show.ts'

/** Saved; or what is wrong with what was typed; or that somebody else saved the show since, as it is now. */
type SavedShow = { done: Show } | { errors: FieldErrors } | { now: Show }

/**
 * Changes a show by the verb that programs use. When somebody changed it since its form was opened (`seen`), nothing is
 * changed. `nameOf` tells what a field is called in the form.
 */
export async function saveShow(
  { host, person, show, language }: ShowView,
  typed: URLSearchParams,
  fields: Record<string, unknown>,
  nameOf: (field: string, sentence: string) => string,
): Promise<SavedShow> {
  const seen = new Date(typed.get('seen') ?? '')
  const outcome = await attempt(async () => {
    const changes = readShowChanges(fields)
    return changeShow(actingAs(host, person), show.slug, changes, Number.isNaN(seen.getTime()) ? new Date(0) : seen)
  })
  if ('done' in outcome) return outcome
  const { refused } = outcome
  if (refused.code === CHANGED_MEANWHILE) return { now: await getShow(host, show.slug) }
  const names = refused.code === 'number-needed' ? { content: 'type' } : nameOf
  return { errors: fieldErrors(language, refused, names) }
}
