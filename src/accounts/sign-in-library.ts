import { passkey } from '@better-auth/passkey'
import { createOTP } from '@better-auth/utils/otp'
import { betterAuth } from 'better-auth'
import { APIError, isAPIError } from 'better-auth/api'
import { symmetricDecrypt } from 'better-auth/crypto'
import { twoFactor } from 'better-auth/plugins'
import type { Config } from '../config.ts'
import { unavailable } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { libraryOptions } from './library-options.ts'
import { MAX_PASSWORD_CHARACTERS, MIN_PASSWORD_CHARACTERS } from './password.ts'
import { hashPassword, isPasswordOf, type PasswordCost } from './password-hash.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'

export type Library = ReturnType<typeof openLibrary>

/** The library with our passwords, and what comes beside them. Does no I/O. */
export function openLibrary(services: Services, secret: string, cost?: PasswordCost) {
  const { config } = services
  const common = libraryOptions(services, secret)
  return betterAuth({
    ...common,
    // Whatever would need a fresh session asks for the password instead.
    session: { ...common.session, freshAge: 0 },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_CHARACTERS,
      maxPasswordLength: MAX_PASSWORD_CHARACTERS,
      password: {
        hash: (password) => hashPassword(password, cost),
        verify: ({ hash, password }) => isPasswordOf(hash, password, cost),
      },
    },
    plugins: [
      twoFactor({
        issuer: issuerOf(config),
        // Who signs in by a provider has none.
        allowPasswordless: true,
        backupCodeOptions: { customBackupCodesGenerate: makeRecoveryCodes },
        // Our brake counts, by the host's clock, and passwords and codes together.
        accountLockout: { enabled: false },
        schema: { twoFactor: { modelName: 'twoFactor', fields: { userId: 'personId' } } },
      }),
      passkey({
        rpName: issuerOf(config),
        origin: new URL(config.publicUrl).origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: { afterVerification: ({ verification }) => needPerson(verification.registrationInfo) },
        authentication: { afterVerification: ({ verification }) => needPerson(verification.authenticationInfo) },
        advanced: { webAuthnChallengeCookie: 'passkey' },
        schema: { passkey: { modelName: 'passkey', fields: { userId: 'personId' } } },
      }),
    ],
  })
}

/** The code of what the library declined; anything else is thrown on. */
export function codeOf(error: unknown): string {
  if (!isAPIError(error) || error.statusCode >= 500) throw error
  return String(error.body?.code ?? '')
}

/** For `catch` where looking something up may fail: null where there is nothing; refuses while it can't be looked up. */
export function nothingOrAway(error: unknown): null {
  if (!isAPIError(error)) throw error
  if (error.statusCode < 500) return null
  throw unavailable('sign-in-away', 'It can’t be looked up who is signed in. Please try again in a moment.', error)
}

/** The address of a secret for authenticator apps (Key URI Format), out of what is kept of it. */
export async function readCodesAddress(config: Config, secret: string, kept: string, email: string): Promise<string> {
  return createOTP(await symmetricDecrypt({ key: secret, data: kept })).url(issuerOf(config), email)
}

/** Her recovery codes that are not used yet, of somebody who was given some. */
export const unusedRecoveryCodes = async ({ api }: Pick<Library, 'api'>, personId: string): Promise<string[]> =>
  (await api.viewBackupCodes({ body: { userId: personId } })).backupCodes

/** What a device calls this host in its list. */
const issuerOf = ({ publicUrl }: Pick<Config, 'publicUrl'>) => new URL(publicUrl).hostname

/** A passkey stands alone, so the device has to have asked for a finger, a face or a PIN. */
async function needPerson(info: { userVerified: boolean } | undefined) {
  if (!info?.userVerified) throw new APIError('UNAUTHORIZED', { code: 'PERSON_NOT_VERIFIED' })
}
