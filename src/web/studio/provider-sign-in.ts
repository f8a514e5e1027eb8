import type { Request, Response } from 'express'
import type { Provider } from '../../accounts/provider.ts'
import { notFound, type Refusal } from '../../lib/errors.ts'
import { type Html, html } from '../../lib/html.ts'
import type { Handler, Host } from '../handler.ts'
import { type Language, languageOf } from '../languages.ts'
import { carriedBy } from '../signed-in.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { inLanguage } from './field-errors.ts'
import { studioPage } from './page.ts'
import { ownPath, signInPath, signInStepPath, wayOn } from './paths.ts'

/** The way to the provider, for the sign-in page; nothing on a host without one. */
export function providerButton({ provider }: Pick<Host, 'provider'>, language: Language, to: string): Html | null {
  if (!provider) return null
  const { byProvider } = studioWordsFor(language).signIn
  return html`<p><a class="button" href="${signInStepPath(language, 'provider', to)}">${byProvider(provider.label)}</a></p>`
}

/**
 * GET /studio/sign-in/provider?to= — to the provider. A link and no form, since the policy of pages lets a form lead
 * nowhere else; nothing is changed by it but a cookie.
 */
export const goToProvider: Handler = async (host, req, res) => {
  const { address, cookies } = await providerOf(host).begin(wayOn(req))
  res.append('Set-Cookie', cookies).redirect(303, address)
}

/** GET /studio/sign-in/provider/answer — back from the provider: a session, and where she wanted to go. */
export const takeProviderAnswer: Handler = async (host, req, res) => {
  const carried = carriedBy(req)
  const answer = await providerOf(host).finish(carried, queryOf(req))
  const language = languageOf(answer.to ?? req.path)
  const to = ownPath(answer.to, language)
  if ('refused' in answer) return sendRefusal(res, language, to, answer.refused)
  await host.signIn.end(carried)
  host.log.info('somebody signed in by the provider')
  res.append('Set-Cookie', answer.cookies).redirect(303, to)
}

function providerOf({ provider }: Host): Provider {
  if (!provider) throw notFound('page')
  return provider
}

const queryOf = (req: Request) => new URL(req.originalUrl, 'http://host.invalid').searchParams

/** What happened, in a sentence, and the way back to where it can be tried again. */
function sendRefusal(res: Response, language: Language, to: string, refusal: Refusal) {
  const words = studioWordsFor(language).signIn
  const sentence = inLanguage(language, refusal.message)
  const content = html`<div class="errors" role="alert" tabindex="-1" autofocus>
<h1>${words.refusedByProvider}</h1>
<p>${sentence}</p>
<p><a href="${signInPath(language, to)}">${words.again}</a></p>
</div>`
  const title = words.refusedByProvider
  res
    .status(refusal.status)
    .type('html')
    .send(studioPage({ language, title, content, path: '/studio/sign-in', person: null, hasErrors: true }))
}
