import type { Config } from '../config.ts'
import type { Services } from '../services.ts'
import { REPLACED_HOURS } from './published-media.ts'

const HOUR_MILLISECONDS = 3_600_000

/**
 * How long replaced audio is kept to be brought back: as long as what was deleted, and never shorter than its old address
 * answers.
 */
export const replacedKeptMilliseconds = ({ deletedKeptDays }: Config) =>
  Math.max(deletedKeptDays * 24, REPLACED_HOURS) * HOUR_MILLISECONDS

/** The audio of an episode that is still kept, by its SHA-256, and until when; null is what listeners have. */
export async function findKeptAudio({ db, config }: Services, episodeId: string): Promise<Map<string, Date | null>> {
  const rows = await db.enclosure.findMany({ where: { episodeId }, select: { sha256: true, replacedAt: true } })
  const until = (replacedAt: Date) => new Date(replacedAt.getTime() + replacedKeptMilliseconds(config))
  return new Map(rows.map(({ sha256, replacedAt }) => [sha256, replacedAt && until(replacedAt)]))
}
