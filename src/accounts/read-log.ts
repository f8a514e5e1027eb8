import { validate as isUuid } from 'uuid'
import type { Prisma } from '../db.ts'
import { likeWords } from '../lib/like-words.ts'
import type { Services } from '../services.ts'
import { type Area, type Kind, LOGGED } from './logbook.ts'

/** What somebody wants to see of the log. */
export interface LogWish {
  /** An area, or one kind of entry. */
  kind: Area | Kind | null
  /** The id of a person or an API key, or words of a name: of who did it, or of what it was done to. */
  person: string
  showId: string | null
  /** The id of an entry: those before it. */
  before: bigint | null
  limit: number
}

/** Entries of the log, the newest first. */
export function findEntries({ db }: Pick<Services, 'db'>, { kind, person, showId, before, limit }: LogWish) {
  const where: Prisma.LogEntryWhereInput = {
    ...(kind && { kind: { in: [...kindsOf(kind)] } }),
    ...(showId && { showId }),
    ...(before !== null && { id: { lt: before } }),
    AND: about(person),
  }
  return db.logEntry.findMany({ where, orderBy: { id: 'desc' }, take: limit })
}
export type LogEntry = Awaited<ReturnType<typeof findEntries>>[number]

const kindsOf = (kind: Area | Kind): readonly Kind[] => (kind in LOGGED ? LOGGED[kind as Area] : [kind as Kind])

function about(person: string): Prisma.LogEntryWhereInput[] {
  if (isUuid(person)) return [{ OR: [{ byId: person }, { aboutId: person }] }]
  const like = (contains: string) => ({ contains, mode: 'insensitive' as const })
  return likeWords(person).map((word) => ({ OR: [{ byName: like(word) }, { aboutName: like(word) }] }))
}
