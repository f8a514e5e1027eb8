import { isDuplicate, type Prisma, type Tx } from '../db.ts'
import { Refusal } from '../lib/errors.ts'
import type { Services } from '../services.ts'

/** One repeatable request: whose it is, the Idempotency-Key it carried, and what it asked for. */
export interface Repeatable {
  apiKeyId: string
  key: string
  /** Method and address. */
  request: string
}

export const MAX_KEY_CHARACTERS = 255
/** For how long a request may be repeated and get its first answer. */
const KEPT_DAYS = 7

/** The first answer to this request, or null. Refuses a key that was used for another request. */
export async function findAnswer({ db }: Services, { apiKeyId, key, request }: Repeatable) {
  const answer = await db.answer.findUnique({ where: { apiKeyId_key: { apiKeyId, key } } })
  if (answer && answer.request !== request)
    throw new Refusal(422, 'idempotency-key-reused', 'This Idempotency-Key belongs to another request. Use a new one.')
  return answer
}

/** Keeps an answer in the transaction of what it answers for: either both are there afterwards or neither. */
export async function keepAnswer(tx: Tx, { apiKeyId, key, request }: Repeatable, status: number, body: unknown) {
  try {
    await tx.answer.create({ data: { apiKeyId, key, request, status, body: body as Prisma.InputJsonObject } })
  } catch (error) {
    if (isDuplicate(error)) throw new AnsweredMeanwhile()
    throw error
  }
}

/** Thrown out of a transaction whose request was answered by a simultaneous repeat of it. */
export class AnsweredMeanwhile extends Error {}

/** Forgets answers nobody repeats any more. */
export async function sweepAnswers({ db, now }: Services) {
  await db.answer.deleteMany({ where: { createdAt: { lt: new Date(now().getTime() - KEPT_DAYS * 86_400_000) } } })
}
