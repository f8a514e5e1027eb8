/** What the host says of a form that a script sent. */
export interface Answer {
  version?: number
  message?: string
  values?: Record<string, string>
  errors?: Record<string, string>
  preview?: string
}

/** Its answer, or what was in the way of one. */
export type Outcome = { answer: Answer; isConflict: boolean } | { trouble: 'away' | 'signedOut' | 'forbidden' }

/** How soon it is tried again when the host can't be reached. */
export const RETRY_MILLISECONDS = 10_000
/** How long nothing is typed before it is saved. */
export const QUIET_MILLISECONDS = 1500

/** Sends fields to the address of a form and never throws. */
export async function sendFields(action: string, fields: Record<string, string>): Promise<Outcome> {
  const body = new URLSearchParams(fields)
  const headers = { Accept: 'application/json' }
  const response = await fetch(action, { method: 'POST', body, headers }).catch(() => null)
  if (!response) return { trouble: 'away' }
  if (response.redirected || response.status === 401) return { trouble: 'signedOut' }
  if (response.status === 403 || response.status === 404) return { trouble: 'forbidden' }
  const answer: Answer | null = await response.json().catch(() => null)
  if (!answer || response.status >= 500) return { trouble: 'away' }
  return { answer, isConflict: response.status === 409 }
}

/** The fields of a form as they stand, files aside. */
export const fieldsOf = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries([...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
