import type { Request } from 'express'
import { LANGUAGES, type Language, languageOf, pathIn } from '../languages.ts'

/** The beginning of the studio in each language. */
export const STUDIO = '/studio'

/** The account of whoever is signed in, and where she sets up codes. */
export const ACCOUNT = `${STUDIO}/account` as const
export const SECOND_FACTOR = `${ACCOUNT}/second-factor` as const
export const RECOVERY_CODES = `${SECOND_FACTOR}/recovery-codes` as const

/** Who did what, and when. */
export const LOG = `${STUDIO}/log` as const

/** Whether an address belongs to the studio. */
export const isStudio = (path: string) =>
  LANGUAGES.map((language) => pathIn(language, STUDIO)).some((root) => path === root || path.startsWith(`${root}/`))

/** The sign-in page that leads back to an address. */
export const signInPath = (language: Language, from: string) =>
  `${pathIn(language, `${STUDIO}/sign-in`)}?to=${encodeURIComponent(from)}`

/** The same for what comes after the password, or for a passkey or the provider in its place. */
export const signInStepPath = (language: Language, step: 'code' | 'passkey' | 'provider', to: string) =>
  `${pathIn(language, `${STUDIO}/sign-in/${step}`)}?to=${encodeURIComponent(to)}`

/** What a form that signs out is sent to, and from there to an address. */
export const signOutPath = (language: Language, to: string) =>
  `${pathIn(language, `${STUDIO}/sign-out`)}?to=${encodeURIComponent(to)}`

/** Where to go after signing in: an address of the studio, else its beginning. Never another host (CWE-601). */
export function ownPath(to: unknown, language: Language): string {
  const beginning = pathIn(language, STUDIO)
  if (typeof to !== 'string') return beginning
  const base = 'http://host.invalid'
  const url = URL.parse(to, base)
  return url?.origin === base && isStudio(url.pathname) ? url.pathname + url.search : beginning
}

/** Where somebody who signs in goes afterwards. */
export const wayOn = (req: Request) => ownPath(req.query.to, languageOf(req.path))
