import { isDuplicate, type Prisma, type Tx } from '../db.ts'
import { Refusal } from '../lib/errors.ts'
import type { Services } from '../services.ts'

/** One repeatable request: whose it is, the Idempotency-Key it carried, and what it asked for. */
export interface Repeatable {
  apiKeyId: string
  key: string
  /** Method and address. */
  request: string
  /** What is known of its body before an upload is read: `sha256:…` of JSON, `bytes:…` as an upload says; else null. */
  body: string | null
}

export const MAX_KEY_CHARACTERS = 255
/** For how long a request may be repeated and get its first answer. */
const KEPT_DAYS = 7

/**
 * A multipart body has another boundary each time it is sent: at most 70 characters (RFC 2046 §5.1.1), around each of
 * at most 51 parts.
 */
const BOUNDARIES_BYTES = 4000

/** The first answer to this request, or null. Refuses a key that was used for what is plainly another request. */
export async function findAnswer({ db }: Services, { apiKeyId, key, ...asked }: Repeatable) {
  const answer = await db.answer.findUnique({ where: { apiKeyId_key: { apiKeyId, key } } })
  if (answer && !isSame(answer.request, asked))
    throw new Refusal(422, 'idempotency-key-reused', 'This Idempotency-Key belongs to another request. Use a new one.')
  return answer
}

/** Keeps an answer in the transaction of what it answers for: either both are there afterwards or neither. */
export async function keepAnswer(tx: Tx, { apiKeyId, key, ...asked }: Repeatable, status: number, body: unknown) {
  const request = asked.body === null ? asked.request : `${asked.request} ${asked.body}`
  try {
    await tx.answer.create({ data: { apiKeyId, key, request, status, body: body as Prisma.InputJsonObject } })
  } catch (error) {
    if (isDuplicate(error)) throw new AnsweredMeanwhile()
    throw error
  }
}

/** Where either says nothing of its body, method and address decide. */
function isSame(first: string, { request, body }: Pick<Repeatable, 'request' | 'body'>): boolean {
  if (first === request) return true
  if (!first.startsWith(`${request} `)) return false
  const before = first.slice(request.length + 1)
  return body === null || body === before || Math.abs(bytesIn(body) - bytesIn(before)) <= BOUNDARIES_BYTES
}

const bytesIn = (body: string) => Number(/^bytes:(\d+)$/.exec(body)?.[1])

/** Thrown out of a transaction whose request was answered by a simultaneous repeat of it. */
export class AnsweredMeanwhile extends Error {}

/** Forgets answers nobody repeats any more. */
export async function sweepAnswers({ db, now }: Services) {
  await db.answer.deleteMany({ where: { createdAt: { lt: new Date(now().getTime() - KEPT_DAYS * 86_400_000) } } })
}
