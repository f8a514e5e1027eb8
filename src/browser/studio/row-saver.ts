import type { chapterRows, RowValues } from './chapter-rows.ts'
import type { SaverWords } from './mark-words.ts'
import { markErrors } from './row-errors.ts'
import { fieldsOf, QUIET_MILLISECONDS, RETRY_MILLISECONDS, sendFields } from './send-form.ts'

/** What stays in this browser until it is saved: rows, and the version they are a change of. */
interface Kept {
  version: string
  rows: RowValues[]
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
  const key = `sendeplatz:${element.getAttribute('person')}:${new URL(form.action).pathname}`
  const version = form.querySelector<HTMLInputElement>('[name=chapterVersion]')!
  let timer: ReturnType<typeof setTimeout> | undefined
  let [isSending, isDirty] = [false, false]
  let isHalted = form.querySelector('#chapterRows') !== null

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void save(true)
  })
  if (element.hasAttribute('typed')) keep()
  else restore()

  function changed() {
    isDirty = true
    keep()
    if (isHalted) return
    if (element.hasAttribute('saves')) saveIn(QUIET_MILLISECONDS)
    else say(words.keptHere)
  }

  function keep() {
    const kept: Kept = { version: version.value, rows: rows.values() }
    localStorage.setItem(key, JSON.stringify(kept))
  }

  /** As a change of the version it was typed upon. */
  function restore() {
    const text = localStorage.getItem(key)
    if (!text) return
    const kept: Kept = JSON.parse(text)
    if (JSON.stringify(kept.rows) === JSON.stringify(rows.values())) return localStorage.removeItem(key)
    rows.fill(kept.rows)
    version.value = kept.version
    changed()
    say(words.restored)
  }

  function saveIn(milliseconds: number) {
    clearTimeout(timer)
    timer = setTimeout(() => void save(false), milliseconds)
  }

  async function save(isAsked: boolean) {
    if (isSending) return saveIn(QUIET_MILLISECONDS)
    if (!isAsked && rows.values().some(({ title, isHidden }) => title.trim() === '' && !isHidden))
      return say(words.untitled)
    clearTimeout(timer)
    isSending = true
    isDirty = false
    say(words.saving)
    const outcome = await sendFields(form.action, fieldsOf(form))
    isSending = false
    if ('trouble' in outcome) {
      say(words[outcome.trouble])
      if (outcome.trouble !== 'forbidden') saveIn(RETRY_MILLISECONDS)
      return
    }
    const { errors = {}, values, message } = outcome.answer
    // Of the chapters as a whole, such as that somebody else changed them: the page comes anew and says what to do.
    if (errors.chapterRows && isAsked) return form.submit()
    const first = markErrors(form, errors)
    if (Object.keys(errors).length > 0) {
      isHalted = 'chapterRows' in errors
      say(`${words.notYet} ${Object.values(errors).join(' ')}`)
      if (isAsked) first?.focus()
      return
    }
    version.value = values?.chapterVersion ?? version.value
    say(message ?? '')
    if (isDirty) changed()
    else localStorage.removeItem(key)
  }

  return { changed, stop: () => clearTimeout(timer) }
}
