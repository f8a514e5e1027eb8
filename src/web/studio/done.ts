import type { Response } from 'express'
import { type Html, html } from '../../lib/html.ts'

/** The id of the sentence that says what was done. Addresses that lead to it give it the focus, with script and without. */
const DONE = 'done'

/**
 * After a form: leads to a page which says what was done, by a name in its address. The browser comes to that sentence,
 * so whoever works by keyboard or hears the page goes on there.
 */
export const leadBack = (res: Response, path: string, done: string) => res.redirect(303, doneAt(path, done))

/** The address of a page that says what was done. */
export const doneAt = (path: string, done: string) => `${path}${path.includes('?') ? '&' : '?'}done=${done}#${DONE}`

/** The sentence for what an address says was done (`?done=`); nothing where there is none for it. */
export const saidDone = (done: unknown, sentences: Readonly<Record<string, Html | string>>): Html | null =>
  typeof done === 'string' && Object.hasOwn(sentences, done) ? doneSentence(sentences[done]!) : null

/** A sentence that says what was done. */
export const doneSentence = (sentence: Html | string): Html =>
  html`<p class="saved" id="${DONE}" role="status" tabindex="-1">${sentence}</p>`

/** What a form brought, in its own answer, shown this once: it has the focus when the page opens. */
export const doneNow = (content: Html): Html =>
  html`<div class="saved" id="${DONE}" role="status" tabindex="-1" autofocus>${content}</div>`
