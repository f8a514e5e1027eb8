import type { Request, Response } from 'express'
import { Refusal } from '../../lib/errors.ts'
import { html } from '../../lib/html.ts'
import { isBlank } from '../../lib/input.ts'
import { languageOf, pathIn } from '../languages.ts'
import { readForm } from '../request-body.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { submit } from './form.ts'
import { studioPage } from './page.ts'
import { ACCOUNT, signInPath } from './paths.ts'

/** More than the longest page of the studio has. */
const MAX_FIELDS = 5000

/** Where much is typed: shows, episodes and what is imported. Never where passwords are. */
const HAS_TEXT = /^(?:\/\w\w)?\/studio\/(?:shows|episodes|import)(?:\/|$)/

/**
 * Leads whoever is signed out to the sign-in page, and from there back to where she was. What was typed in a form is
 * given back instead (401), to be sent again after signing in: where no script kept it, it is nowhere else.
 */
export async function leadToSignIn(req: Request, res: Response) {
  const language = languageOf(req.path)
  const typed = await textIn(req, res)
  if (!typed) return res.redirect(303, signInPath(language, req.originalUrl))

  const words = studioWordsFor(language).form
  const content = html`<h1>${words.signedOutTitle}</h1>
<p>${words.signedOut}</p>
<p><a href="${signInPath(language, pathIn(language, ACCOUNT))}" target="_blank">${words.signIn}</a></p>
<form method="post" action="${req.originalUrl}">
${[...typed].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}${submit(words.sendAgain)}
</form>`
  res
    .status(401)
    .type('html')
    .send(studioPage({ language, title: words.signedOutTitle, content, person: null }))
}

/** Programs and scripts have what they sent; a file would have to be chosen again anyway. */
async function textIn(req: Request, res: Response): Promise<URLSearchParams | null> {
  if (req.method !== 'POST' || !HAS_TEXT.test(req.path) || req.accepts(['html', 'json']) !== 'html') return null
  try {
    const typed = await readForm(req, res)
    return typed.size <= MAX_FIELDS && [...typed.values()].some((value) => !isBlank(value)) ? typed : null
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
