import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits as text that survives any form, shell and header. */
export const newSecret = () => randomBytes(32).toString('base64url')

/** What is kept of a secret. It is random and long, so a plain hash can't be searched backwards. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')
