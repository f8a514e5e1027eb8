import type { Db } from '../db.ts'
import type { AccountParts } from './open-accounts.ts'
import type { Confirmation, OwnAccount } from './own-account.ts'
import { codeOf, readCodesAddress } from './sign-in-library.ts'
import { forgetCode, takeCode } from './used-codes.ts'

/** Codes that an app makes from a secret and the time (TOTP, RFC 6238), as they stand for a person. */
export type Codes =
  | { state: 'off' }
  /** Begun: her app has to prove that it has the secret. */
  | { state: 'begun'; address: string }
  | { state: 'on'; recoveryCodesLeft: number }

/** Switching codes on and off. What needs the password answers null when it is another one, and 429 after many. */
export interface SecondFactor {
  find(person: { id: string; email: string }): Promise<Codes>
  /** Makes a new secret; until it is confirmed nothing changes at signing in. */
  begin(carried: Headers, confirmation: Confirmation): Promise<true | null>
  /**
   * Switches codes on, ends all other sessions, and gives the recovery codes, this once. The cookies of the session
   * from now on; null when the code is wrong.
   */
  confirm(
    carried: Headers,
    own: { personId: string; sessionId: string },
    code: string,
  ): Promise<{ cookies: string[]; recoveryCodes: string[] } | null>
  /** Makes new recovery codes in place of the old ones. */
  renewRecoveryCodes(carried: Headers, confirmation: Confirmation): Promise<string[] | null>
  /** Switches codes off. The cookies of the session from now on. */
  end(carried: Headers, confirmation: Confirmation): Promise<string[] | null>
}

export function makeSecondFactor(
  { services: { config, db, log }, secret, library: { api } }: AccountParts,
  { confirmed }: OwnAccount,
): SecondFactor {
  const readRecoveryCodes = async (userId: string) => (await api.viewBackupCodes({ body: { userId } })).backupCodes

  return {
    async find({ id, email }) {
      const row = await db.twoFactor.findFirst({ where: { personId: id } })
      if (!row) return { state: 'off' }
      if (row.verified) return { state: 'on', recoveryCodesLeft: (await readRecoveryCodes(id)).length }
      return { state: 'begun', address: await readCodesAddress(config, secret, row.secret, email) }
    },

    begin: (carried, confirmation) =>
      confirmed(confirmation, async () => {
        await api.enableTwoFactor({ body: { password: confirmation.password }, headers: carried })
        return true as const
      }),

    async confirm(carried, { personId, sessionId }, code) {
      const others = await db.session.findMany({ where: { personId, id: { not: sessionId } }, select: { id: true } })
      if (!(await takeCode(db, personId, code))) return null
      try {
        const { headers } = await api.verifyTOTP({ body: { code }, headers: carried, returnHeaders: true })
        await noteFactors(db, personId)
        // They were begun with the password alone.
        await db.session.deleteMany({ where: { id: { in: others.map(({ id }) => id) } } })
        log.info({ person: personId }, 'codes were switched on')
        return { cookies: headers.getSetCookie(), recoveryCodes: await readRecoveryCodes(personId) }
      } catch (error) {
        codeOf(error)
        await forgetCode(db, personId, code)
        return null
      }
    },

    renewRecoveryCodes: (carried, confirmation) =>
      confirmed(confirmation, async () => {
        const body = { password: confirmation.password }
        const { backupCodes } = await api.generateBackupCodes({ body, headers: carried })
        log.info({ person: confirmation.personId }, 'recovery codes were made anew')
        return backupCodes
      }),

    end: (carried, confirmation) =>
      confirmed(confirmation, async () => {
        const body = { password: confirmation.password }
        const { headers } = await api.disableTwoFactor({ body, headers: carried, returnHeaders: true })
        await noteFactors(db, confirmation.personId)
        log.info({ person: confirmation.personId }, 'codes were switched off')
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
export async function resetFactors(db: Db, personId: string) {
  await db.$transaction([
    db.twoFactor.deleteMany({ where: { personId } }),
    db.passkey.deleteMany({ where: { personId } }),
    db.person.update({ where: { id: personId }, data: { twoFactorEnabled: false } }),
    db.session.deleteMany({ where: { personId } }),
  ])
}
