import { Refusal } from '../lib/errors.ts'
import type { Identity } from './admit.ts'

/** A provider that takes longer is away. */
const PATIENCE_MILLISECONDS = 5000

/** Where a provider says what it is and where it answers (OpenID Connect Discovery §4). */
export const discoveryUrl = (issuer: string) => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`

/** What a provider says of itself (OpenID Connect Discovery §4). Throws where it does not answer, or is another one. */
export async function discover(issuer: string): Promise<{ userinfoEndpoint: string | null }> {
  const document = await readJson(discoveryUrl(issuer))
  if (document.issuer !== issuer) throw new Error(`the provider calls itself ${String(document.issuer)}`)
  const { userinfo_endpoint: endpoint } = document
  return { userinfoEndpoint: typeof endpoint === 'string' ? endpoint : null }
}

interface Tokens {
  /** Verified already: signature, issuer, audience, end and nonce. */
  idToken?: string
  accessToken?: string
  userinfoEndpoint: string | null
}

/**
 * Who signed in, by the ID token and by what the userinfo endpoint adds to it; null without an ID token, or where the
 * endpoint speaks of somebody else (OpenID Connect Core §5.3.2). Refuses who has no e-mail address: 403.
 */
export async function readIdentity({ idToken, accessToken, userinfoEndpoint }: Tokens): Promise<Identity | null> {
  const signed = idToken ? claimsIn(idToken) : null
  if (!signed || typeof signed.sub !== 'string') return null
  const told = userinfoEndpoint && accessToken ? await readUserinfo(userinfoEndpoint, accessToken) : signed
  if (told?.sub !== signed.sub) return null

  const claims = { ...told, ...signed }
  const { sub: subject, email, email_verified: verified, name, preferred_username: shortName } = claims
  if (typeof email !== 'string' || !email.includes('@')) throw new Refusal(403, 'provider-no-email', NO_EMAIL)
  return {
    ...{ subject: String(subject), email, claims },
    isEmailVerified: VERIFIED.get(verified) ?? null,
    name: [name, shortName, email].find((text): text is string => typeof text === 'string' && text !== '')!,
  }
}

/** Some providers write it as a word. */
const VERIFIED = new Map<unknown, boolean>([
  [true, true],
  ['true', true],
  [false, false],
  ['false', false],
])

const NO_EMAIL =
  'Your organisation does not say what your e-mail address is, and without it there is no account. Ask whoever looks after this service.'

const claimsIn = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

const readUserinfo = (endpoint: string, accessToken: string) =>
  readJson(endpoint, { Authorization: `Bearer ${accessToken}` }).catch(() => null)

async function readJson(address: string, headers: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const response = await fetch(address, {
    headers: { Accept: 'application/json', ...headers },
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
  })
  if (!response.ok) throw new Error(`the provider answered ${response.status}`)
  return (await response.json()) as Record<string, unknown>
}
