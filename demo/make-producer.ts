import { hashPassword } from '../src/accounts/password-hash.ts'
import { createPerson, setPassword } from '../src/accounts/person.ts'
import { newSecret } from '../src/lib/secret.ts'
import type { Services } from '../src/services.ts'

/** Who signs in to the demo, and may do everything there. */
export const PRODUCER = { name: 'Demo', email: 'demo@sendeplatz.example', isAdministrator: true }

/** Gives the demo its producer, and a password that is new at each start: it stands nowhere else. */
export async function makeProducer({ db }: Services): Promise<string> {
  const password = newSecret().slice(0, 16)
  const passwordHash = await hashPassword(password)
  const known = await db.person.findUnique({ where: { email: PRODUCER.email } })
  if (known) await setPassword(db, known.id, passwordHash)
  else await createPerson(db, { ...PRODUCER, passwordHash })
  return password
}
