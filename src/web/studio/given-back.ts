import type { Request, Response } from 'express'
import { Refusal } from '../../lib/errors.ts'
import { html } from '../../lib/html.ts'
import { isBlank } from '../../lib/input.ts'
import { languageOf, pathIn } from '../languages.ts'
import { readForm } from '../request-body.ts'
import { readTextParts } from '../uploads/multipart.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { submit } from './form.ts'
import { studioPage } from './page.ts'
import { ACCOUNT, signInPath } from './paths.ts'

/** More than the longest page of the studio has. */
const MAX_FIELDS = 5000

/** Shows, episodes and what is imported; one's name, a key, an invitation. Never where passwords and codes are typed. */
const HAS_TEXT = /^(?:\/\w\w)?\/studio\/(?:(?:shows|episodes|import)(?:\/|$)|(?:account|keys|people)$)/

/** What was typed, and the part of the file where one has to be chosen again. */
interface Typed {
  texts: URLSearchParams
  filePart?: string | null
}

/**
 * Leads whoever is signed out to the sign-in page, and from there back to where she was. What was typed in a form is
 * given back instead (401), to be sent again after signing in: where no script kept it, it is nowhere else. A file is to
 * be chosen again.
 */
export async function leadToSignIn(req: Request, res: Response) {
  const language = languageOf(req.path)
  const typed = await textIn(req, res)
  if (!typed) return res.redirect(303, signInPath(language, req.originalUrl))

  const { texts, filePart } = typed
  const words = studioWordsFor(language).form
  const content = html`<h1>${words.signedOutTitle}</h1>
<p>${words.givenBack}</p>
<p><a href="${signInPath(language, pathIn(language, ACCOUNT))}" target="_blank">${words.signIn}</a></p>
<form method="post"${isMultipart(req) && html` enctype="multipart/form-data"`} action="${req.originalUrl}">
${[...texts].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}${
  filePart &&
  html`<div class="field"><label for="file">${words.fileAgain}</label>
<input type="file" id="file" name="${filePart}" required></div>
`
}${submit(words.sendAgain)}
</form>`
  res
    .status(401)
    .type('html')
    .send(studioPage({ language, title: words.signedOutTitle, content, person: null }))
}

/** Programs and scripts have what they sent. */
async function textIn(req: Request, res: Response): Promise<Typed | null> {
  if (req.method !== 'POST' || !HAS_TEXT.test(req.path) || req.accepts(['html', 'json']) !== 'html') return null
  try {
    const typed = isMultipart(req) ? await readTextParts(req, res) : { texts: await readForm(req, res) }
    const { texts } = typed
    return texts.size <= MAX_FIELDS && [...texts.values()].some((value) => !isBlank(value)) ? typed : null
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

const isMultipart = (req: Request) => Boolean(req.is('multipart/form-data'))
