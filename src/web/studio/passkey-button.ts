import { type Html, html } from '../../lib/html.ts'
import { accountUrl, moduleScript } from '../assets.ts'
import { type Language, pathIn } from '../languages.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { signInStepPath } from './paths.ts'

/** What a page with such a button has in its head. */
export const passkeyScript = moduleScript(accountUrl)

/** The form that signs in with a passkey. Without script it says that it needs one. */
export function passkeySignIn(language: Language, to: string): Html {
  const challenge = pathIn(language, '/studio/sign-in/passkey/challenge')
  return html`<form id="passkey" method="post" action="${signInStepPath(language, 'passkey', to)}">
${passkeyButton(language, 'signIn', html`challenge="${challenge}"`)}
</form>`
}

/** The button that makes a passkey, within the form that sends it. */
export const passkeyMaker = (language: Language, options: object): Html =>
  passkeyButton(language, 'create', html`options="${JSON.stringify(options)}"`)

function passkeyButton(language: Language, kind: 'signIn' | 'create', attributes: Html): Html {
  const words = studioWordsFor(language).passkeyButton
  const { cancelled, known, failed, unsupported } = words
  const said = JSON.stringify({ button: words[kind], cancelled, known, failed, unsupported })
  return html`<input type="hidden" name="response">
<passkey-button ${attributes} words="${said}"><p class="quiet">${words.noScript}</p></passkey-button>`
}

/**
 * What the script put into the form; null when it is not what a passkey makes. In place of a zero byte, which no database
 * takes, stands what is in no id either.
 */
export function readPasskeyResponse(form: URLSearchParams): Record<string, unknown> | null {
  try {
    const response = JSON.parse(form.get('response') ?? '', (_, value) =>
      typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value,
    )
    return typeof response?.id === 'string' && typeof response.response === 'object' ? response : null
  } catch {
    return null
  }
}
