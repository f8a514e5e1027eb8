import { changeEpisode } from '../../../episodes/episode.ts'
import { readEpisodeChanges } from '../../../episodes/episode-input.ts'
import type { EpisodeView, Received } from './section.ts'
import { received } from './section.ts'

/** Saves what a form of fields says, by the verb that programs use. A field that the form has not stays as it is. */
export const saveFields = (
  view: EpisodeView,
  typed: URLSearchParams,
  fieldsOf: (typed: URLSearchParams) => Record<string, unknown>,
): Promise<Received> =>
  received(view, typed, () => {
    const changes = readEpisodeChanges(fieldsOf(typed), view.host.config.publicUrl)
    return changeEpisode(view.host, view.episode.id, changes)
  })

/** The fields of these names that a form has. */
export const namedFields =
  (names: readonly string[]) =>
  (typed: URLSearchParams): Record<string, string> =>
    Object.fromEntries(names.flatMap((name) => (typed.has(name) ? [[name, typed.get(name)!]] : [])))
