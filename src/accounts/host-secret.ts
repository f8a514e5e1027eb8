import type { Tx } from '../db.ts'
import { newSecret } from '../lib/secret.ts'
import type { Services } from '../services.ts'

const NAME = 'sign-in'

/** The secret all instances share: the setting's, or the one that the first instance wrote into the database. */
export async function readHostSecret({ config, db }: Pick<Services, 'config'> & { db: Tx }): Promise<string> {
  if (config.secret) return config.secret
  await db.hostSecret.createMany({ data: { name: NAME, secret: newSecret() }, skipDuplicates: true })
  const { secret } = await db.hostSecret.findUniqueOrThrow({ where: { name: NAME } })
  return secret
}
