import { CHANGED_MEANWHILE, episodeSeen, type Seen } from '../../../episodes/changed-meanwhile.ts'
import { changeEpisode, type Episode, getEpisode } from '../../../episodes/episode.ts'
import { readEpisodeChanges } from '../../../episodes/episode-input.ts'
import type { Refusal } from '../../../lib/errors.ts'
import { cleanText } from '../../../lib/plain-text.ts'
import type { Language } from '../../languages.ts'
import { clockIn } from '../../moment.ts'
import { versionNumber } from '../../seen-version.ts'
import { sentBefore } from '../../sent-before.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { fieldErrors } from '../field-errors.ts'
import { attempt } from '../form.ts'
import { guardOf } from '../sent-by-itself.ts'
import { askAbout, askedIn, keepName, unanswered } from './kept-version.ts'
import type { Again, EpisodeView, Received } from './section.ts'

/** Fields of an episode as a form has them. */
export interface EpisodeForm {
  /** What stands in the fields, by their names; those of rows aside. */
  valuesOf: (episode: Episode) => Record<string, string>
  /** What stands in rows, which are fields of their own. */
  rowsOf?: (episode: Episode) => Record<string, string>
  /** What reads otherwise than it is kept, in words; of rows all, by the list's name. */
  readAs?: (episode: Episode, language: Language) => Record<string, string>
  /** What verbs read of what was typed. A field that the form has not stays as it is. */
  fieldsOf: (typed: URLSearchParams, episode: Episode) => Record<string, unknown>
  /** In which field of the form something is wrong, where its name is another than the verb's. */
  nameOf?: (field: string, sentence: string, typed: URLSearchParams) => string
  /** Fields that are one fact, such as a name and its address: the first stands for all where two versions are compared. */
  facts?: readonly (readonly string[])[]
}

/**
 * Saves a form by the verb that programs use, as a change of the version that was seen. What somebody else changed in
 * the same fields comes back beside it, to be chosen from; what was chosen of theirs stays, and what was not changed is as
 * they made it. Without a choice nothing is saved.
 */
export async function saveFields(view: EpisodeView, sent: URLSearchParams, form: EpisodeForm): Promise<Received> {
  const { host, episode, person: by, language } = view
  const open = unanswered(sent)
  if (open.length > 0) {
    const { choose } = studioWordsFor(language).episode.conflict
    return { ...askedAgain(view, sent, form), errors: Object.fromEntries(open.map((name) => [name, choose])) }
  }
  const typed = new URLSearchParams([...sent].filter(([name]) => sent.get(keepName(name)) !== 'theirs'))
  const seen = versionNumber(sent.get('seen')) ?? episode.version
  const changesIn = (fields: URLSearchParams) =>
    readEpisodeChanges(form.fieldsOf(fields, episode), host.config.publicUrl, episode.enclosure?.seconds)
  const known = sentBefore(sent, changesIn)
  const outcome = await attempt(() =>
    changeEpisode(host, episode.id, changesIn(typed), { by, seen, sent: known, guard: guardOf(sent, host) }),
  )
  if ('refused' in outcome) return refusedAs(view, sent, form, { version: seen, sent: known }, outcome.refused)

  const { version, title, slug } = outcome.done
  const others = version - (seen === version ? 0 : 1) > seen
  const message = studioWordsFor(language).episode.savedAt(clockIn(language, host.now()))
  return { version, message, shown: { title, slug }, ...(others && asMade(form, outcome.done)) }
}

/** The fields of a form as others made some of them, and which of them are one fact: a list is. */
function asMade({ valuesOf, rowsOf, facts = [] }: EpisodeForm, episode: Episode) {
  if (!rowsOf) return { values: valuesOf(episode), facts }
  const values = rowsOf(episode)
  return { values, facts: [Object.keys(values)] }
}

async function refusedAs(
  view: EpisodeView,
  typed: URLSearchParams,
  form: EpisodeForm,
  seen: Seen,
  refused: Refusal,
): Promise<Received> {
  const { host, episode, language } = view
  const errors = fieldErrors(language, refused, (field, sentence) => form.nameOf?.(field, sentence, typed) ?? field)
  if (refused.code !== CHANGED_MEANWHILE) return { ...askedAgain(view, typed, form), errors }
  const now = await getEpisode(host, episode.id)
  const then = await episodeSeen(host.db, now, seen, view.person)
  const again = askAbout(broughtUpToNow(typed, form, then, now), Object.keys(errors))
  return { ...askedAgain({ episode: now, language }, again, form), errors, version: now.version }
}

/** What was typed as a change of what is saved now: a fact of which it says what was seen is as others made it since. */
function broughtUpToNow(typed: URLSearchParams, form: EpisodeForm, then: Episode, now: Episode) {
  const again = new URLSearchParams(typed)
  const [before, values] = [form.valuesOf(then), form.valuesOf(now)]
  const isAsSeen = (name: string) => cleanText(typed.get(name) ?? '') === cleanText(before[name] ?? '')
  for (const name of Object.keys(values)) {
    if (typed.has(name) && factOf(form, name).every(isAsSeen)) again.set(name, values[name]!)
  }
  return again
}

/** The fields that are one fact with a field, itself among them. */
const factOf = ({ facts = [] }: EpisodeForm, name: string) => facts.find((names) => names.includes(name)) ?? [name]

/** What was typed, with the versions between which the form asked for a choice: it asks until there is one. */
export function askedAgain(
  { episode, language }: Pick<EpisodeView, 'episode' | 'language'>,
  typed: URLSearchParams,
  form: EpisodeForm,
): Pick<Again, 'typed' | 'theirs'> {
  const asked = askedIn(typed)
  if (asked.length === 0) return { typed }
  const values = { ...form.valuesOf(episode), ...form.readAs?.(episode, language) }
  const factIn = (name: string) => factOf(form, name).flatMap((each) => values[each] || [])
  return { typed, theirs: Object.fromEntries(asked.map((name) => [name, factIn(name).join('\n')])) }
}

/** The fields of these names that a form has. */
export const namedFields =
  (names: readonly string[]) =>
  (typed: URLSearchParams): Record<string, string> =>
    Object.fromEntries(names.flatMap((name) => (typed.has(name) ? [[name, typed.get(name)!]] : [])))
