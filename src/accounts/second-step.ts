import { noteFailedSignIn, noteSignIn } from './note-sign-in.ts'
import type { AccountParts } from './open-accounts.ts'
import { looksLikeRecoveryCode, readRecoveryCode } from './recovery-codes.ts'
import { codeOf, unusedRecoveryCodes } from './sign-in-library.ts'
import { forgetCode, takeCode } from './used-codes.ts'

/** Who gave the right password and is asked for a second factor, and which she has: one at least. */
export interface Asked {
  personId: string
  name: string
  email: string
  hasCodes: boolean
  /** Whether one is left. */
  hasRecoveryCodes: boolean
  hasPasskeys: boolean
}

/** What is typed into one of the two fields, and the network address it came from. */
export interface TypedCode {
  kind: 'code' | 'recovery code'
  text: string
  from: string
}

/** What comes after the password of somebody with a second factor. */
export interface SecondStep {
  /**
   * Whom a browser that gave the right password is asked about, for ten minutes; or null. Null also where everything she
   * could be asked for was taken from her meanwhile: the password alone begins anew.
   */
  findAsked(carried: Headers): Promise<Asked | null>
  /**
   * Begins the session with a code of her app, or with a recovery code; each works once. The cookies to set. `wrong`
   * counts as a wrong password does: 429 after many. `over`: she has to begin with the password again.
   */
  withCode(carried: Headers, asked: Asked, typed: TypedCode): Promise<{ cookies: string[] } | 'wrong' | 'over'>
}

/** The library's words for a question that was asked too long ago, or answered too often; all others are about the code. */
const OVER = ['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE']

/**
 * What was typed into one of the fields: the other kind of code where it looks like one and she has some. Each attempt is
 * looked at as one of both alone.
 */
export function kindOfCode(field: TypedCode['kind'], text: string, asked: Asked): TypedCode['kind'] {
  if (asked.hasRecoveryCodes && looksLikeRecoveryCode(text)) return 'recovery code'
  if (asked.hasCodes && /^\d{6}$/.test(text.replace(/\s/g, ''))) return 'code'
  return field
}

export function makeSecondStep({ services, library, brake }: AccountParts): SecondStep {
  const { db, now } = services
  const { api } = library

  /** The question alone: with a session beside it the library would take the code for that of who is signed in. */
  async function readQuestion(carried: Headers) {
    const { name } = (await library.$context).createAuthCookie('two_factor')
    const pair = (carried.get('cookie') ?? '').split(/; */).find((each) => each.startsWith(`${name}=`))
    if (!pair) return null
    const headers = new Headers(carried)
    headers.set('cookie', pair)
    // Behind its name stands its signature, which the library checks.
    return { headers, identifier: pair.slice(name.length + 1).split('.')[0]! }
  }

  return {
    async findAsked(carried) {
      const question = await readQuestion(carried)
      const row = question && (await db.verification.findFirst({ where: { identifier: question.identifier } }))
      if (!row || row.expiresAt <= now()) return null
      const person = await db.person.findUnique({
        where: { id: row.value, deactivatedAt: null },
        include: { twoFactors: true, passkeys: true },
      })
      if (!person) return null
      const { id, name, email, twoFactors, passkeys } = person
      const factors = {
        hasCodes: twoFactors.some(({ verified }) => verified),
        hasPasskeys: passkeys.length > 0,
        hasRecoveryCodes:
          twoFactors.some(({ hasRecoveryCodes }) => hasRecoveryCodes) &&
          (await unusedRecoveryCodes(library, id)).length > 0,
      }
      return Object.values(factors).includes(true) ? { personId: id, name, email, ...factors } : null
    },

    async withCode(carried, { personId, name, email }, { kind, text, from }) {
      const question = await readQuestion(carried)
      if (!question) return 'over'
      const { headers } = question
      const code = kind === 'code' ? text.replace(/\s/g, '') : readRecoveryCode(text)
      const ifNot = await brake.begin({ email, from })
      const way = kind === 'code' ? 'code' : 'recovery-code'
      const person = { id: personId, name }
      const wrong = async () => {
        await noteFailedSignIn(services, person, way, ifNot)
        return 'wrong' as const
      }
      if (kind === 'code' && !(await takeCode(db, personId, code))) return wrong()
      try {
        const body = { code }
        const answer = await (kind === 'code'
          ? api.verifyTOTP({ body, headers, returnHeaders: true })
          : api.verifyBackupCode({ body, headers, returnHeaders: true }))
        await brake.release({ email, from })
        await noteSignIn(services, person, way)
        return { cookies: answer.headers.getSetCookie() }
      } catch (error) {
        const reason = codeOf(error)
        if (kind === 'code') await forgetCode(db, personId, code)
        return OVER.includes(reason) ? 'over' : wrong()
      }
    },
  }
}
