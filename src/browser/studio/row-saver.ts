import { askAgain, askedIn } from './asked.ts'
import type { chapterRows, RowValues } from './chapter-rows.ts'
import { compareButton } from './compare-button.ts'
import { markErrors, sayErrors, tidySummary } from './field-errors.ts'
import { forgetSaved, keptText } from './kept-text.ts'
import type { SaverWords } from './mark-words.ts'
import { offerSignIn } from './offer-sign-in.ts'
import { savesItself } from './save-first.ts'
import { notSaved, unsaved } from './saving-words.ts'
import { fieldsOf, isUnheard, QUIET_MILLISECONDS, sendFields } from './send-form.ts'
import { sentWith } from './sent-before.ts'

/** What stays in this browser until it is saved: rows, and the version they are a change of. */
interface Kept {
  version: string
  rows: RowValues[]
  /** What was sent as changes of it and never heard of. */
  sent?: string
  /** Where the form asked which of two versions is kept. */
  asked?: string[]
}

/**
 * Saves rows of chapters without a new page: by the button, and where the element around them `saves` also when nothing
 * was changed for a moment. What is not saved survives a reload in this browser, for the person who typed it.
 */
export function rowSaver(
  element: HTMLElement,
  form: HTMLFormElement,
  rows: ReturnType<typeof chapterRows>,
  words: SaverWords,
  say: (sentence: string) => void,
) {
  const kept = keptText(`sendeplatz:${element.getAttribute('person')}:${new URL(form.action).pathname}`)
  const version = form.querySelector<HTMLInputElement>('[name=chapterVersion]')!
  const sent = form.querySelector<HTMLInputElement>('[name=sent]')!
  const status = form.querySelector<HTMLElement>('[role=status]')!
  let timer: ReturnType<typeof setTimeout> | undefined
  /** One after the other: each knows the version that the one before made. */
  let sending = Promise.resolve()
  let isDirty = false
  /** What was sent last is not saved, and it is said why: not said again. */
  let isUnsaved = false
  let isHalted = form.querySelector('#chapterRows') !== null

  form.addEventListener('submit', (event) => {
    // Which of two versions is kept was asked by the page, and a page answers.
    if (form.querySelector('.theirs')) {
      rows.number()
      return kept.letGo()
    }
    event.preventDefault()
    save(true)
  })
  savesItself(element, { saveNow, saveLeaving })
  if (element.hasAttribute('typed')) keep()
  else if (element.closest('section')?.querySelector('#done')) forgetSaved(kept)
  else restore()

  function changed() {
    isDirty = true
    keep()
    // What was to be sent again by itself was asked for as it stood before.
    clearTimeout(timer)
    if (isHalted) return
    if (element.hasAttribute('saves')) saveIn(QUIET_MILLISECONDS)
    else say(unsaved(words, 'keptHere', kept))
  }

  function keep() {
    const now: Kept = { version: version.value, rows: rows.values(), sent: sent.value, asked: askedIn(form) }
    kept.write(JSON.stringify(now))
  }

  /** As a change of the version it was typed upon. Where a question stays open nothing is saved until it is answered. */
  function restore() {
    const text = kept.read()
    if (!text) return
    const before: Kept = JSON.parse(text)
    if (JSON.stringify(before.rows) === JSON.stringify(rows.values())) return kept.forget()
    rows.fill(before.rows)
    version.value = before.version
    sent.value = before.sent ?? ''
    askAgain(form, before.asked ?? [])
    isHalted = askedIn(form).length > 0
    changed()
    if (isHalted) offerToCompare()
    else say(words.restored)
  }

  /** `itself`: nobody asked for it. What is tried again was asked for where the button was pressed before. */
  function saveIn(milliseconds: number, itself = true) {
    clearTimeout(timer)
    timer = setTimeout(() => save(false, itself), milliseconds)
  }

  function save(isAsked: boolean, itself = !isAsked) {
    const next = () => send(isAsked, itself)
    sending = sending.then(next, next)
  }

  async function saveNow(): Promise<boolean> {
    clearTimeout(timer)
    await sending
    if (isDirty || isUnsaved) {
      save(false)
      await sending
    }
    return !isDirty && !isUnsaved && !isHalted
  }

  /** It arrives without this page; what it was is kept here for the case that it doesn't. */
  function saveLeaving() {
    if (!isDirty || isHalted || rows.isBeingTitled()) return
    rows.number()
    const fields = fieldsOf(form)
    sent.value = sentWith(fields)
    keep()
    void sendFields(form.action, fields, { itself: true, keepalive: true })
  }

  async function send(isAsked: boolean, itself: boolean) {
    if (isHalted && !isAsked) return
    if (!isAsked && rows.isBeingTitled()) return say(words.untitled)
    clearTimeout(timer)
    isDirty = false
    if (isAsked || !isUnsaved) say(words.saving)
    rows.number()
    const fields = fieldsOf(form)
    sent.value = sentWith(fields)
    keep()
    const outcome = await sendFields(form.action, fields, { itself })
    isUnsaved = 'trouble' in outcome || outcome.isConflict || outcome.answer.errors !== undefined
    if (!isUnheard(outcome)) sent.value = fields.sent ?? ''
    offerSignIn(form, outcome)
    if ('trouble' in outcome) {
      if (outcome.trouble === 'dated') element.removeAttribute('saves')
      const isMeant = element.hasAttribute('saves') || !isDirty
      const { sentence, againIn } = notSaved(words, outcome, kept, isMeant)
      say(sentence)
      if (againIn !== null) saveIn(againIn, itself)
      return
    }
    const { errors = {}, values, message } = outcome.answer
    // Of the chapters as a whole, such as that somebody else changed them: the page comes anew and says what to do.
    if (errors.chapterRows && isAsked) {
      kept.letGo()
      return form.submit()
    }
    if (outcome.isConflict) {
      isHalted = true
      return offerToCompare()
    }
    const isRefused = Object.keys(errors).length > 0
    tidySummary(form, errors)
    const first = markErrors(form, errors)
    if (isRefused) {
      isHalted = 'chapterRows' in errors
      sayErrors(status, words.notYet, form, errors)
      if (isAsked) first?.focus()
      return
    }
    // Chapters beyond the end of the audio are refused: what is saved has none.
    element.closest('section')?.querySelector('.beyond')?.remove()
    version.value = values?.chapterVersion ?? version.value
    sent.value = ''
    say(message ?? '')
    if (isDirty) changed()
    else kept.saved()
  }

  function offerToCompare() {
    say(`${words.conflict} `)
    status.append(compareButton(words.compare))
  }

  return { changed, stop: () => clearTimeout(timer) }
}
