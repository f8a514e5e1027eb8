import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { afterAll } from 'vitest'
import { ANSWER_PATH } from '../../src/accounts/provider.ts'
import type { TestHost } from './host.ts'

/** What the provider says of somebody. */
export interface Known {
  email?: string
  email_verified?: unknown
  name?: string
  groups?: unknown
}

const CLIENT = { id: 'sendeplatz', secret: 'a secret that only the two of them know' }
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const JWK = { ...privateKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }

/** A token with these claims, signed by the provider's key unless by another one. */
export function signToken(claims: object, { key = privateKey, alg = 'RS256' } = {}): string {
  const written = [{ alg, kid: 'one', typ: 'JWT' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  )
  const text = written.join('.')
  return `${text}.${alg === 'none' ? '' : sign('sha256', Buffer.from(text), key).toString('base64url')}`
}

export const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString())

/**
 * A real provider (OpenID Connect) on this machine. Whoever is `next` signs in there without being asked; nobody breaks
 * it off. It sends people back to the host with this address. It can be made to hand out other tokens than its own, and to be away.
 */
export async function startIdentityProvider(publicUrl = 'https://podcast.example') {
  const server = createServer()
  const port = await listen(server, 0)
  const issuer = `http://127.0.0.1:${port}`
  const people = new Map<string, Known>()
  const state = { next: null as string | null, forge: null as null | ((token: string) => string | undefined) }

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [publicUrl + ANSWER_PATH],
      },
    ],
    jwks: { keys: [JWK] },
    cookies: { keys: ['signs the cookies of the provider'] },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'], groups: ['groups'] },
    scopes: ['openid', 'profile', 'email', 'groups'],
    pkce: { required: () => true },
    ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/sign-in' },
    findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    async loadExistingGrant({ oidc }: { oidc: { client: { clientId: string }; session: { accountId: string } } }) {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope('openid profile email groups')
      await grant.save()
      return grant
    },
  })
  provider.use(async (context, next) => {
    await next()
    if (context.oidc?.route === 'token' && state.forge)
      context.body = { ...context.body, id_token: state.forge(String(context.body.id_token)) }
  })
  const answer = provider.callback()
  server.on('request', (req, res) => {
    if (req.url !== '/sign-in') return answer(req, res)
    const result = state.next ? { login: { accountId: state.next } } : { error: 'access_denied' }
    void provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false })
  })
  afterAll(() => close(server))

  return {
    issuer,
    people,
    state,
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_SCOPES: 'openid profile email groups',
    },
    /** Stops answering until it is brought back. */
    goAway: () => close(server),
    comeBack: () => listen(server, port),
  }
}
export type IdentityProvider = Awaited<ReturnType<typeof startIdentityProvider>>

const listen = (server: Server, port: number) =>
  new Promise<number>((resolve) =>
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  )

const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

/** A browser as far as signing in needs one: cookies for each origin, and redirects one by one. */
export function openTestBrowser(host: Pick<TestHost, 'url' | 'config'>) {
  const jars = new Map<string, Map<string, string>>()
  const own = new URL(host.config.publicUrl).origin

  /** Opens an address of the host or of the provider, redirects not followed. */
  async function open(address: string) {
    const url = new URL(address, own)
    const jar = jars.get(url.origin) ?? new Map<string, string>()
    jars.set(url.origin, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const asked = url.origin === own ? host.url + url.pathname + url.search : url.href
    const response = await fetch(asked, { redirect: 'manual', headers: cookie ? { cookie } : {} })
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(set)) jar.delete(name!)
      else jar.set(name!, value!)
    }
    const location = response.headers.get('location')
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      location: location === null ? null : new URL(location, url).href,
    }
  }

  /** Goes to the provider and through it, up to the address that the host is to answer. */
  async function goThrough(path = '/studio/sign-in/provider') {
    const begun = await open(path)
    let { location } = begun
    for (let step = 0; location && !location.startsWith(own) && step < 8; step++)
      location = (await open(location)).location
    return { begun, answerAt: location! }
  }

  return {
    open,
    goThrough,
    /** The whole way: what the host answers in the end. */
    signIn: async (path?: string) => open((await goThrough(path)).answerAt),
    cookieFor: (origin = own) => [...(jars.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; '),
  }
}
