import { Refusal } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { PROVIDER } from './admit.ts'

/**
 * Whether people may sign in by what is theirs here alone, a password or a passkey. Where the settings say no that counts from when an administrator came in by
 * the provider: before, nobody could look after this host.
 */
export async function takesPasswords({ config, db }: Pick<Services, 'config' | 'db'>): Promise<boolean> {
  if (config.passwordSignIn) return true
  const byProvider = { isAdministrator: true, deactivatedAt: null, logins: { some: { providerId: PROVIDER } } }
  return (await db.person.count({ where: byProvider })) === 0
}

/** Refuses where they may not: 403. */
export async function requirePasswords(services: Pick<Services, 'config' | 'db'>) {
  if (!(await takesPasswords(services))) throw new Refusal(403, 'no-passwords', OFF)
}

const OFF = 'Signing in by a password or a passkey is switched off here. Sign in with your organisation.'
