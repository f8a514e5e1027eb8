import { sizeLimit } from './file-size.ts'

/**
 * A request this host understands and declines. Anything else that is thrown is a bug.
 *
 * `code` is part of the API: clients may branch on it, so it does not change.
 * `fields` names the inputs to correct, for a form to show beside them: with a sentence, or several on lines of their own.
 * `retryAfterSeconds` is set where the same request may succeed later.
 * `details` are further members of the answer (RFC 9457 §3.2).
 */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly fields: Record<string, string>
  readonly retryAfterSeconds: number | null
  readonly details: Record<string, unknown>

  constructor(
    status: number,
    code: string,
    message: string,
    more: {
      fields?: Record<string, string>
      retryAfterSeconds?: number
      details?: Record<string, unknown>
      cause?: unknown
    } = {},
  ) {
    super(message, { cause: more.cause })
    this.status = status
    this.code = code
    this.fields = more.fields ?? {}
    this.retryAfterSeconds = more.retryAfterSeconds ?? null
    this.details = more.details ?? {}
  }
}

export const unauthorized = (message: string) => new Refusal(401, 'unauthorized', message)

export const forbidden = (message: string) => new Refusal(403, 'forbidden', message)

export const notFound = (what: string) => new Refusal(404, 'not-found', `There is no such ${what}.`)

export const gone = (what: string) => new Refusal(410, 'gone', `This ${what} was deleted for good.`)

/** Of a link that works once. It says the same of one that never was. */
export const linkNotValid = (code: string) =>
  new Refusal(410, code, 'This link was used already, is too old or never was valid.')

export const conflict = (code: string, message: string) => new Refusal(409, code, message)

export const invalid = (fields: Record<string, string>) =>
  new Refusal(422, 'invalid', 'Some fields need attention.', { fields })

/** Of whatever is sent: a file, a form, fields. */
export const tooLarge = (maxBytes: number) =>
  new Refusal(413, 'too-large', `This is too large: at most ${sizeLimit('en', maxBytes)} are taken at once.`)

/** Seconds after which a client may try again when something this host stands on is away. */
const RETRY_SECONDS = 30

export const unavailable = (code: string, message: string, cause?: unknown) =>
  new Refusal(503, code, message, { retryAfterSeconds: RETRY_SECONDS, cause })
