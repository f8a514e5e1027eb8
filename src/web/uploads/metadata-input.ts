import { Metadata } from '@tus/server'
import { z } from 'zod'
import { readNewEpisode } from '../../episodes/episode-input.ts'
import { invalid } from '../../lib/errors.ts'
import { versionNumber } from '../seen-version.ts'

/** What a file may be called: a label, so nothing that could be a path, and nothing that can't be seen. */
const NAME_HINT = 'Name the file in 1 to 255 characters, without folders and control characters.'
const fileName = z
  .string()
  .max(255)
  .regex(/^[^/\\\p{Cc}\p{Cf}\uFFFD]+$/u)

const SEEN_HINT = 'Send the version of the episode that you saw, as a number.'
export const REPLACED = 'Replaced audio leaves what was typed as it is.'

export interface Announced {
  name: string
  /** The show's slug, or the id of the episode whose audio it replaces. */
  to: { show: string } | { episode: string; seen?: number }
  /** What was typed for the episode, as it was typed and found right. */
  fields: Record<string, string>
}

/**
 * Reads Upload-Metadata (tus 1.0.0): `filename`, `show` or `episode` with the version of it that was `seen`, and for a
 * show what was typed for the episode.
 * Everything in it was written by the sender; a key that is not known is refused with the others.
 */
export function readMetadata(header: string | undefined): Announced {
  const { filename, show, episode, seen, filetype: _, ...fields } = decode(header)
  const wrong: Record<string, string> = {}
  if (!fileName.safeParse(filename).success) wrong.filename = NAME_HINT
  if ((show === undefined) === (episode === undefined)) wrong.show = 'Name a show, or an episode to replace its audio.'
  if (show !== undefined && !/^[\w-]{1,200}$/.test(show)) wrong.show = 'Name the show by the end of its address.'
  if (episode !== undefined && !z.uuid().safeParse(episode).success) wrong.episode = 'Name the id of an episode.'
  if (seen !== undefined && (episode === undefined || versionNumber(seen) === undefined)) wrong.seen = SEEN_HINT
  if (episode !== undefined) for (const name of Object.keys(fields)) wrong[name] = REPLACED
  if (Object.keys(wrong).length > 0) throw invalid(wrong)
  readNewEpisode(fields)
  if (episode === undefined) return { name: filename!, to: { show: show! }, fields }
  return { name: filename!, to: { episode, ...(seen !== undefined && { seen: Number(seen) }) }, fields }
}

function decode(header = ''): Record<string, string> {
  const wrong = { 'Upload-Metadata': 'Send pairs of a key and a value in base64 with commas between them.' }
  try {
    const read = Object.entries(header ? Metadata.parse(header) : {}).map(([key, value]) => [key, value ?? ''])
    return Object.fromEntries(read)
  } catch {
    throw invalid(wrong)
  }
}
