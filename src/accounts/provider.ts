import { AsyncLocalStorage } from 'node:async_hooks'
import { betterAuth } from 'better-auth'
import { genericOAuth } from 'better-auth/plugins'
import { Refusal, unavailable } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { accountIdOf, admit, PROVIDER } from './admit.ts'
import type { ProviderSettings } from './claimed-roles.ts'
import { libraryOptions, SIGN_IN_PATH } from './library-options.ts'
import { noteSignIn } from './note-sign-in.ts'
import { discover, discoveryUrl, readIdentity } from './provider-claims.ts'

/** Where the provider sends people back to; it is registered there. */
export const ANSWER_PATH = '/studio/sign-in/provider/answer'
/** Never opened: it says in a redirect of the library that something was refused. */
const REFUSED_PATH = '/studio/sign-in/provider/refused'
/** The library has another one for what it can't connect with any sign-in. */
const REFUSED = new Set([REFUSED_PATH, `${SIGN_IN_PATH}/error`])
/** Whoever waits longer is told that the provider does not answer. */
const PATIENCE_SECONDS = 10

/** Signing in at a provider (OpenID Connect, authorization code with PKCE, state and nonce). */
export interface Provider {
  /** What people call it. */
  label: string
  /**
   * Where to send somebody, and the cookies that know her again. `to` is where she goes on afterwards, an address of
   * the studio. Refuses while the provider does not answer: 503.
   */
  begin(to: string): Promise<{ address: string; cookies: string[] }>
  /**
   * Takes what the provider sent her back with: a session has begun, unless it is refused. What is refused still says
   * where she wanted to go.
   */
  finish(
    carried: Headers,
    query: URLSearchParams,
  ): Promise<{ to: string | null } & ({ cookies: string[] } | { refused: Refusal })>
}

/** Makes it without asking the provider anything: that is done when somebody first signs in. */
export function makeProvider(services: Services, secret: string, settings: ProviderSettings): Provider {
  let opened: ReturnType<typeof openProvider> | null = null
  /** One that did not answer is asked again next time. */
  const open = () => {
    opened ??= openProvider(services, secret, settings).catch((error) => {
      opened = null
      throw error
    })
    return opened
  }

  return {
    label: settings.label,

    async begin(to) {
      const { api } = await inTime(open())
      const errorCallbackURL = `${REFUSED_PATH}?to=${encodeURIComponent(to)}`
      const body = { provider: PROVIDER, callbackURL: to, errorCallbackURL, disableRedirect: true }
      const { headers, response } = await api.signInSocial({ body, returnHeaders: true })
      if (!response.url) throw away()
      return { address: response.url, cookies: headers.getSetCookie() }
    },

    async finish(carried, query) {
      const { api } = await inTime(open())
      const asked = { params: { id: PROVIDER }, query: Object.fromEntries(query), headers: carried }
      const said: Said = { refusal: null, admitted: null }
      const answer = await inTime(
        saying.run(said, () => api.callbackOAuth({ ...asked, method: 'GET', asResponse: true })),
      )
      const way = new URL(answer.headers.get('location') ?? REFUSED_PATH, services.config.publicUrl)
      if (!REFUSED.has(way.pathname)) {
        if (said.admitted) await noteSignIn(services, said.admitted, 'provider')
        return { to: way.pathname + way.search, cookies: answer.headers.getSetCookie() }
      }
      const refused = said.refusal ?? refusalFor(way.searchParams.get('error') ?? '')
      services.log.warn({ code: refused.code }, 'signing in by the provider was refused')
      return { to: way.searchParams.get('to'), refused }
    },
  }
}

/** Who was let in, or why somebody was not: the library knows only that she was not. */
interface Said {
  admitted: { id: string; name: string } | null
  refusal: Refusal | null
}
const saying = new AsyncLocalStorage<Said>()

async function openProvider(services: Services, secret: string, settings: ProviderSettings) {
  const { userinfoEndpoint } = await discover(settings.issuer).catch((cause) => {
    throw away(cause)
  })
  const common = libraryOptions(services, secret)
  const library = betterAuth({
    ...common,
    account: {
      ...common.account,
      // Encrypted in a cookie, so that somebody who only looks writes no row.
      storeStateStrategy: 'cookie',
      updateAccountOnSignIn: false,
      accountLinking: { enabled: false },
    },
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: PROVIDER,
            clientId: settings.clientId,
            clientSecret: settings.clientSecret,
            discoveryUrl: discoveryUrl(settings.issuer),
            requireIdTokenVerification: true,
            redirectURI: services.config.publicUrl + ANSWER_PATH,
            scopes: [...settings.scopes],
            pkce: true,
            // Who is let in, and as what, is ours to say: the library finds the account that `admit` left.
            disableSignUp: true,
            accountSubject: ({ profile }) => accountIdOf(settings, String(profile.sub)),
            async getUserInfo({ idToken, accessToken }) {
              try {
                const identity = await readIdentity({ idToken, accessToken, userinfoEndpoint })
                if (!identity) return null
                saying.getStore()!.admitted = await admit(services, settings, identity)
                return { sub: identity.subject, email: identity.email, emailVerified: true, name: identity.name }
              } catch (error) {
                if (!(error instanceof Refusal)) throw error
                saying.getStore()!.refusal = error
                return null
              }
            },
          },
        ],
      }),
    ],
  })
  const [provider] = (await library.$context).socialProviders
  if (provider?.issuer !== settings.issuer) throw away(new Error('the provider was not taken by the library'))
  return library
}

/** The library waits for a provider as long as it takes; people don't. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(away(new Error('the provider did not answer in time'))), PATIENCE_SECONDS * 1000)
  })
  return Promise.race([work, over]).finally(() => clearTimeout(timer))
}

function refusalFor(code: string): Refusal {
  if (/^state|^nonce_binding/.test(code))
    return new Refusal(
      400,
      'provider-state',
      'This sign-in was not begun in this browser, was used already or took too long. Begin it again.',
    )
  if (['access_denied', 'login_required', 'consent_required', 'interaction_required'].includes(code))
    return new Refusal(403, 'provider-declined', 'Your organisation did not let you in, or you broke it off there.')
  return new Refusal(
    502,
    'provider-failed',
    'What the sign-in service of your organisation answered can’t be used. Begin again; if it stays so, tell whoever looks after this service.',
  )
}

const away = (cause?: unknown) =>
  unavailable(
    'provider-away',
    'The sign-in service of your organisation does not answer. Please try again in a few minutes.',
    cause,
  )
