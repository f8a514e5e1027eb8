import type { Db } from '../db.ts'
import { type Acting, aboutPerson, logged } from './logbook.ts'
import type { AccountParts } from './open-accounts.ts'
import { type Confirmation, noteOwn, type OwnAccount } from './own-account.ts'
import type { Person } from './person.ts'
import { codeOf, readCodesAddress, unusedRecoveryCodes } from './sign-in-library.ts'
import { forgetCode, takeCode } from './used-codes.ts'

/** Codes that an app makes from a secret and the time (TOTP, RFC 6238), as they stand for a person. */
export type Codes = (
  | { state: 'off' }
  /** Begun: her app has to prove that it has the secret. */
  | { state: 'begun'; address: string }
  | { state: 'on' }
) & {
  /** Null where she was never shown any. They can also be had beside passkeys alone. */
  recoveryCodesLeft: number | null
}

/** In place of a secret where there is no app: the library's row has recovery codes alone. */
const NO_APP = ''

/** Switching codes on and off. What needs the password answers null when it is another one, and 429 after many. */
export interface SecondFactor {
  find(person: { id: string; email: string }): Promise<Codes>
  /** Makes a new secret; until it is confirmed nothing changes at signing in, and recovery codes stay what they are. */
  begin(carried: Headers, confirmation: Confirmation): Promise<true | null>
  /**
   * Switches codes on, ends all other sessions, and gives the recovery codes, this once. The cookies of the session
   * from now on; null when the code is wrong.
   */
  confirm(
    carried: Headers,
    own: { person: Person; sessionId: string },
    code: string,
  ): Promise<{ cookies: string[]; recoveryCodes: string[] } | null>
  /** Makes new recovery codes in place of old ones: for who has codes, or passkeys. */
  renewRecoveryCodes(carried: Headers, confirmation: Confirmation): Promise<string[] | null>
  /** Switches codes off. The cookies of the session from now on. */
  end(carried: Headers, confirmation: Confirmation): Promise<string[] | null>
}

export function makeSecondFactor({ services, secret, library }: AccountParts, { confirmed }: OwnAccount): SecondFactor {
  const { config, db } = services
  const { api } = library

  return {
    async find({ id, email }) {
      const row = await db.twoFactor.findFirst({ where: { personId: id } })
      const recoveryCodesLeft = row?.hasRecoveryCodes ? (await unusedRecoveryCodes(library, id)).length : null
      if (!row || row.secret === NO_APP) return { state: 'off', recoveryCodesLeft }
      if (row.verified) return { state: 'on', recoveryCodesLeft }
      return { state: 'begun', recoveryCodesLeft, address: await readCodesAddress(config, secret, row.secret, email) }
    },

    begin: (carried, confirmation) =>
      confirmed(confirmation, async () => {
        const personId = confirmation.person.id
        const kept = await db.twoFactor.findFirst({ where: { personId, hasRecoveryCodes: true } })
        await api.enableTwoFactor({ body: { password: confirmation.password }, headers: carried })
        // The library has made others, which nobody will see.
        if (kept) await db.twoFactor.updateMany({ where: { personId }, data: { backupCodes: kept.backupCodes } })
        return true as const
      }),

    async confirm(carried, { person, sessionId }, code) {
      const { id: personId } = person
      const others = await db.session.findMany({ where: { personId, id: { not: sessionId } }, select: { id: true } })
      if (!(await takeCode(db, personId, code))) return null
      try {
        const { headers } = await api.verifyTOTP({ body: { code }, headers: carried, returnHeaders: true })
        await db.twoFactor.updateMany({ where: { personId }, data: { hasRecoveryCodes: true } })
        await noteFactors(db, personId)
        // They were begun with the password alone.
        await db.session.deleteMany({ where: { id: { in: others.map(({ id }) => id) } } })
        await noteOwn(services, person, 'codes-switched-on')
        return { cookies: headers.getSetCookie(), recoveryCodes: await unusedRecoveryCodes(library, personId) }
      } catch (error) {
        codeOf(error)
        await forgetCode(db, personId, code)
        return null
      }
    },

    renewRecoveryCodes: (carried, confirmation) =>
      confirmed(confirmation, async () => {
        const body = { password: confirmation.password }
        const personId = confirmation.person.id
        const row = await db.twoFactor.findFirst({ where: { personId } })
        const made = await (row ? api.generateBackupCodes : api.enableTwoFactor)({ body, headers: carried })
        const data = { hasRecoveryCodes: true, ...(!row && { secret: NO_APP }) }
        await db.twoFactor.updateMany({ where: { personId }, data })
        await noteOwn(services, confirmation.person, 'recovery-codes-made')
        return (made as { backupCodes: string[] }).backupCodes
      }),

    end: (carried, confirmation) =>
      confirmed(confirmation, async () => {
        const body = { password: confirmation.password }
        const { headers } = await api.disableTwoFactor({ body, headers: carried, returnHeaders: true })
        await noteFactors(db, confirmation.person.id)
        await noteOwn(services, confirmation.person, 'codes-switched-off')
        return headers.getSetCookie()
      }),
  }
}

/** Notes whether the password alone is enough for a person: not when she has codes or a passkey. */
export const noteFactors = (db: Pick<Db, '$executeRaw'>, personId: string) =>
  db.$executeRaw`
    UPDATE "Person" SET "twoFactorEnabled" =
      EXISTS (SELECT FROM "TwoFactor" WHERE "personId" = ${personId}::uuid AND "verified")
      OR EXISTS (SELECT FROM "Passkey" WHERE "personId" = ${personId}::uuid)
    WHERE "id" = ${personId}::uuid`

/** Takes everything from a person that is asked for beside her password, and ends her sessions: she lost her device. */
export async function resetFactors(services: Acting, personId: string) {
  await logged(services, async (tx, note) => {
    await tx.twoFactor.deleteMany({ where: { personId } })
    await tx.passkey.deleteMany({ where: { personId } })
    const person = await tx.person.update({ where: { id: personId }, data: { twoFactorEnabled: false } })
    await tx.session.deleteMany({ where: { personId } })
    note({ kind: 'second-factor-taken', about: aboutPerson(person) })
  })
}
