import type { Request, Response } from 'express'
import type { Person } from '../../../accounts/person.ts'
import { takesPasswords } from '../../../accounts/takes-passwords.ts'
import { type Html, html } from '../../../lib/html.ts'
import type { Host } from '../../handler.ts'
import { type Language, languageOf, type PagePath, pathIn } from '../../languages.ts'
import { lacksSecondFactor, requireSettingUp, requireSignedIn } from '../../signed-in.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { leadBack } from '../done.ts'
import { type FieldErrors, UNPROCESSABLE } from '../form.ts'
import { studioPage } from '../page.ts'
import { ACCOUNT } from '../paths.ts'

/** Whose account a page shows. */
export interface AccountView {
  host: Host
  person: Person
  sessionId: string
  language: Language
  /** Whether she gets no further before she has a second factor. */
  isKept: boolean
  /** Whether passwords, codes and passkeys open anything here; where not, everybody comes by the provider. */
  takesPasswords: boolean
}

/** For a page of the own account. */
export const openAccount = async (host: Host, req: Request, res: Response): Promise<AccountView> => ({
  ...(await requireSignedIn(host, req, res)),
  ...{ host, language: languageOf(req.path), isKept: false, takesPasswords: await takesPasswords(host) },
})

/** For a page that sets up a second factor: also for an administrator who still has none. */
export async function openSettingUp(host: Host, req: Request, res: Response): Promise<AccountView> {
  const signedIn = await requireSettingUp(host, req, res)
  const isKept = await lacksSecondFactor(host, signedIn.person)
  return {
    ...signedIn,
    ...{ host, language: languageOf(req.path), isKept, takesPasswords: await takesPasswords(host) },
  }
}

/** What was done is said on the page of the account. */
export type Done = keyof ReturnType<typeof studioWordsFor>['account']['done']
export const backToAccount = (res: Response, language: Language, done: Done) =>
  leadBack(res, pathIn(language, ACCOUNT), done)

interface AccountPage {
  title: string
  path: PagePath
  content: Html
  errors?: FieldErrors
  /** Where nothing is wrong 200, otherwise 422 unless given. */
  status?: number
  head?: Html
}

/** A page below the account: what is wrong on top, the way back, its title. */
export function sendAccountPage(view: AccountView, res: Response, page: AccountPage) {
  const { person, language, isKept } = view
  const { title, path, content, errors = {}, head } = page
  const words = studioWordsFor(language).account
  const hasErrors = Object.keys(errors).length > 0
  const isBelow = path !== ACCOUNT && !isKept
  const whole = html`${isBelow && html`<p class="above"><a href="${pathIn(language, ACCOUNT)}">${words.title}</a></p>`}
<h1>${title}</h1>
${content}`
  res
    .status(page.status ?? (hasErrors ? UNPROCESSABLE : 200))
    .type('html')
    .send(studioPage({ language, title, content: whole, path, person, errors, head }))
}
