import type { Tx } from '../db.ts'

/**
 * Whether somebody else is an administrator who can sign in. Of two who are made less at once one waits, and sees what
 * the other did.
 */
export async function hasOtherAdministrator(tx: Tx, personId: string): Promise<boolean> {
  await tx.$queryRaw`SELECT 1 FROM "Person" WHERE "isAdministrator" FOR UPDATE`
  return (await tx.person.count({ where: { isAdministrator: true, deactivatedAt: null, id: { not: personId } } })) > 0
}
