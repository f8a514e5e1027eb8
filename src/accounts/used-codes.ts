import type { Db } from '../db.ts'

/** More than can be right at the same time, so that none falls out before it is worthless. */
const KEPT = 10

/**
 * Takes a code for its only use, before it is looked at: of two at once one is refused. False when it was used, and of
 * what has a zero byte, which no code has and no database takes.
 */
export async function takeCode(db: Db, personId: string, code: string): Promise<boolean> {
  if (code.includes('\0')) return false
  const taken = await db.$executeRaw`
    UPDATE "TwoFactor" SET "usedCodes" = ("usedCodes" || ${code}::text)[greatest(1, cardinality("usedCodes") + 2 - ${KEPT}::int):]
    WHERE "personId" = ${personId}::uuid AND NOT ${code} = ANY("usedCodes")`
  return taken > 0
}

/** A wrong code was no use: by chance it may be right in a while. */
export async function forgetCode(db: Db, personId: string, code: string) {
  await db.$executeRaw`
    UPDATE "TwoFactor" SET "usedCodes" = array_remove("usedCodes", ${code}) WHERE "personId" = ${personId}::uuid`
}
