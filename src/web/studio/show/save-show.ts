import { actingAs } from '../../../accounts/logbook.ts'
import type { Html } from '../../../lib/html.ts'
import { CHANGED_MEANWHILE, changeShow, getShow, type Show } from '../../../shows/show.ts'
import { readShowChanges } from '../../../shows/show-input.ts'
import { fieldErrors } from '../field-errors.ts'
import { attempt, type FieldErrors } from '../form.ts'
import { broughtUpToNow, type PartedForm, seenAt } from './changed-meanwhile.ts'
import type { ShowView } from './open-show.ts'

/**
 * Saved; or what is wrong with what was typed; or that somebody else saved the show since, as it is now, and what was
 * typed as a change of that.
 */
type SavedShow = { done: Show } | { errors: FieldErrors } | { now: Show; typed: URLSearchParams; notice: Html }

interface SentForm extends PartedForm {
  /** What verbs read of what was typed. */
  fields: Record<string, unknown>
  /** What a field is called in the form. */
  nameOf: (field: string, sentence: string) => string
}

/**
 * Changes a show by the verb that programs use. When somebody changed it since its form was opened, nothing is changed.
 */
export async function saveShow(
  { host, person, show, language }: ShowView,
  typed: URLSearchParams,
  form: SentForm,
): Promise<SavedShow> {
  const outcome = await attempt(async () =>
    changeShow(actingAs(host, person), show.slug, readShowChanges(form.fields), seenAt(typed)),
  )
  if ('done' in outcome) return outcome
  const { refused } = outcome
  if (refused.code === CHANGED_MEANWHILE) {
    const now = await getShow(host, show.slug)
    return { now, ...broughtUpToNow(language, typed, now, form) }
  }
  const names = refused.code === 'number-needed' ? { content: 'type' } : form.nameOf
  return { errors: fieldErrors(language, refused, names) }
}
