import { RETRY_MILLISECONDS, type Unanswered } from './saving-words.ts'
import type { ShownFacts } from './show-facts.ts'
import { isForSomebodyElse, ofThisPage } from './whose-page.ts'

/** What the host says of a form that a script sent. */
export interface Answer {
  version?: number
  message?: string
  values?: Record<string, string>
  /** Fields that are one fact, such as a name and its address. */
  facts?: string[][]
  shown?: ShownFacts
  errors?: Record<string, string>
  code?: string
  preview?: string
}

/** Its answer, or what was in the way of one. */
export type Outcome<Said = Answer> = { answer: Said; isConflict: boolean } | Unanswered

/** Whether nobody knows what the host made of it: it may have arrived. */
export const isUnheard = (outcome: Outcome<unknown>): boolean => 'trouble' in outcome && outcome.trouble === 'away'

/** An answer that takes longer does not come: a line that broke meanwhile says nothing. */
const ANSWER_MILLISECONDS = 30_000
/** Statuses with which the same may be sent again (RFC 9110, 4918, 6585, 8470). */
const MAY_PASS = [408, 423, 425, 429]
/** Too many came at once (RFC 6585): this one was not looked at. */
const TOO_MANY = 429
/** No host is waited for longer. */
const LONGEST_WAIT_MILLISECONDS = 86_400_000
/** The code of the refusal of what has a date by now. */
export const HAS_DATE = 'has-date'
/** How long nothing is typed before it is saved. */
export const QUIET_MILLISECONDS = 1500

/** What all requests together may have that outlive their page (Fetch, 4.6), with room for another. */
const KEEPALIVE_BYTES = 30_000

/**
 * Sends fields to the address of a form and never throws. Short ones arrive also when the page is left meanwhile
 * (`keepalive`). What the script sends `itself`, and nobody asked to be saved, is not saved once the episode has a date.
 * Nothing is sent before the time is over for which a host that got too many wants to be left alone.
 */
export async function sendFields<Said = Answer>(
  action: string,
  fields: Record<string, string>,
  { keepalive = false, itself = false } = {},
): Promise<Outcome<Said>> {
  if (performance.now() < busyUntil) return busy()
  const body = new URLSearchParams({ ...fields, ...(itself && { itself: 'yes' }) })
  const outlives = keepalive && body.toString().length <= KEEPALIVE_BYTES
  const headers = { Accept: 'application/json', ...ofThisPage() }
  const signal = AbortSignal.timeout(ANSWER_MILLISECONDS)
  const response = await fetch(action, { method: 'POST', body, headers, signal, keepalive: outlives }).catch(() => null)
  if (!response) return { trouble: 'away' }
  if (isForSomebodyElse(response)) return { trouble: 'somebodyElse' }
  if (response.redirected || response.status === 401) return { trouble: 'signedOut' }
  if (response.status === 403 || response.status === 404) return { trouble: 'forbidden' }
  const answer: Said | null = await response.json().catch(() => null)
  if (response.status === TOO_MANY) {
    busyUntil = performance.now() + (waitAsked(response.headers.get('Retry-After')) || RETRY_MILLISECONDS)
    return busy()
  }
  if (mayPass(response.status)) return { trouble: 'away' }
  if (!answer) return { trouble: response.ok ? 'away' : 'refused' }
  if (itself && (answer as Answer).code === HAS_DATE) return { trouble: 'dated' }
  return { answer, isConflict: response.status === 409 }
}

/** Until when nothing is sent, by the page's clock. */
let busyUntil = 0

const busy = (): Unanswered => ({ trouble: 'busy', waitMilliseconds: busyUntil - performance.now() })

/** How long a host wants to be waited for (RFC 9110, 10.2.3), in milliseconds: it names seconds or a date, or nothing (0). */
export function waitAsked(header: string | null | undefined): number {
  const milliseconds = Number(header) * 1000 || Date.parse(header ?? '') - Date.now() || 0
  return Math.min(Math.max(0, milliseconds), LONGEST_WAIT_MILLISECONDS)
}

/** Whether the same may be taken later: what was away comes back, or there is less to do. */
export const mayPass = (status: number): boolean => status >= 500 || MAY_PASS.includes(status)

/** The fields of a form as they stand, files aside. */
export const fieldsOf = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries([...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
