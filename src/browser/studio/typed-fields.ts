import { askBeforeLeaving } from './ask-before-leaving.ts'
import type { Found } from './found-facts.ts'
import { keptForEpisode } from './kept-for-episode.ts'
import { keptText } from './kept-text.ts'
import { offerSignIn, wayToSignIn } from './offer-sign-in.ts'
import { quietly } from './quietly.ts'
import { notSaved, type Unanswered, unsaved } from './saving-words.ts'
import { HAS_DATE, isUnheard, sendFields } from './send-form.ts'
import { sentWith } from './sent-before.ts'
import { NAMES, type TypedName, typedInputs } from './typed-inputs.ts'
import { ofThisPage } from './whose-page.ts'
import type { UploadWords } from './words.ts'

/** How long somebody pauses before what was typed is sent. */
const PAUSE_MILLISECONDS = 800
/** What is said where the fields are closed, by the code of the refusal: somebody was faster, or it is no draft any more. */
const CLOSED = new Map<string | undefined, 'changed' | 'dated'>([
  ['changed-meanwhile', 'changed'],
  [HAS_DATE, 'dated'],
])

/** What the host has of an upload, or why it takes nothing. */
interface Said {
  episode?: Found | null
  typed?: Record<string, string>
  code?: string
  title?: string
  fields?: Record<string, string>
}

/**
 * What is typed of an episode while its file comes, and of the draft it became. What nobody touched shows what is in the
 * file. Saved by itself as a change of what was seen; where that is not taken, it is for the episode's own page. Until the
 * file is an episode this browser keeps it too, for whoever chooses the same file again.
 */
export class TypedFields {
  readonly element = document.createElement('form')
  private readonly words: UploadWords
  private readonly person: string
  private readonly fields: ReturnType<typeof typedInputs>
  private readonly hint = document.createElement('p')
  private readonly status = document.createElement('p')
  /** What the host has, as far as it is known here. */
  private readonly saved: Record<TypedName, string> = { title: '', description: '', season: '', number: '' }
  private readonly keptForFile: ReturnType<typeof keptText>
  private url: string | null = null
  private kept: ReturnType<typeof keptForEpisode> | null = null
  /** The version of the episode that is shown: at first the one that the file made. */
  private seen = 0
  /** What was sent of that version and never heard of. */
  private sent = ''
  private timer = 0
  private isSending = false
  private isHalted = false

  /** `file` is the key of the file, `before` what was typed for the one in whose place it comes. */
  constructor(
    words: UploadWords,
    { item, person, file, before }: { item: number; person: string; file: string; before: TypedFields | null },
  ) {
    this.words = words
    this.person = person
    this.keptForFile = keptText(file)
    this.fields = typedInputs(words, item)
    this.hint.className = 'quiet'
    this.hint.textContent = words.typeHint
    this.element.className = 'fields'
    this.element.id = `typed-${item}`
    this.status.role = 'status'
    this.status.className = 'quiet'
    this.element.append(this.hint, ...this.fields.elements, this.status, wayToSignIn(words.signIn))
    const send = () => void this.send()
    this.element.addEventListener('submit', (event) => {
      event.preventDefault()
      send()
    })
    this.element.addEventListener('input', () => {
      this.keep()
      this.sendIn(PAUSE_MILLISECONDS)
    })
    // A field that is left is sent at once, and so is the page.
    this.element.addEventListener('change', send)
    addEventListener('online', send)
    // What is on its way is not waited for any more.
    addEventListener('pagehide', () => void this.send({ isLeaving: true }))
    document.addEventListener('visibilitychange', () => document.hidden && send())
    this.fill(before ? before.typed : quietly(() => JSON.parse(this.keptForFile.read() ?? '{}')))
    before?.discard()
    this.keep()
  }

  /**
   * Where what is typed is kept from now on; of a file that goes on, what was typed before stands there. Settles once the
   * host has what was typed so far or said why not, so that the file doesn't end before.
   */
  async sendTo(url: string, goesOn: boolean) {
    const isFirst = this.url === null
    if (url !== this.url) this.lose()
    this.url = url
    this.keep()
    await this.send()
    if (goesOn && isFirst) void this.showTyped(url)
  }

  /** The host has nothing of it any more. It is sent again once the file has another address. */
  lose() {
    this.url = null
    clearTimeout(this.timer)
    for (const name of NAMES) this.saved[name] = ''
    this.sent = ''
    this.isSending = false
    this.status.textContent = ''
    this.keep()
  }

  /** There is nothing to keep it for. What was typed stays to be seen. */
  stop() {
    this.url = null
    clearTimeout(this.timer)
    this.keep()
    this.hint.hidden = true
    this.status.textContent = ''
  }

  /** Nor is it for whoever chooses the file again. */
  discard() {
    this.stop()
    this.keptForFile.forget()
  }

  /** Shows the episode where nobody typed anything, and answers where that is something: `typed` came beside the file. */
  fillIn(found: Found, address: string, typed: Record<string, string>): TypedName[] {
    this.hint.textContent = this.words.typedHint
    this.kept = keptForEpisode(this.person, address)
    const empty = NAMES.filter((name) => this.inputs[name].value.trim() === '')
    for (const name of empty) this.saved[name] = this.inputs[name].value
    this.show(found)
    this.keep()
    this.keptForFile.forget()
    void this.send()
    return empty.filter((name) => !typed[name]?.trim() && this.inputs[name].value !== '')
  }

  private get inputs() {
    return this.fields.inputs
  }

  private get unsaved(): Partial<Record<TypedName, string>> {
    const names = NAMES.filter((name) => this.inputs[name].value !== this.saved[name])
    return Object.fromEntries(names.map((name) => [name, this.inputs[name].value]))
  }

  private get typed(): Partial<Record<TypedName, string>> {
    const names = NAMES.filter((name) => this.inputs[name].value !== '')
    return Object.fromEntries(names.map((name) => [name, this.inputs[name].value]))
  }

  private fill(typed: Partial<Record<TypedName, string>> | null) {
    for (const name of NAMES) this.inputs[name].value = typed?.[name] ?? ''
  }

  private async showTyped(url: string) {
    const response = await fetch(url, { headers: ofThisPage() }).catch(() => null)
    const said: Said | null = await response?.json().catch(() => null)
    for (const name of NAMES) {
      const text = said?.typed?.[name]
      if (text && this.inputs[name].value === '') this.saved[name] = this.inputs[name].value = text
    }
  }

  private sendIn(milliseconds: number) {
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.send(), milliseconds)
  }

  /** Until there is an episode it comes back where the file is chosen again, and nowhere else. */
  private keep() {
    const { unsaved } = this
    if (this.kept) this.kept.write({ seen: this.seen, sent: this.sent }, unsaved)
    else if (Object.keys(this.typed).length > 0) this.keptForFile.write(JSON.stringify(this.typed))
    else this.keptForFile.forget()
    askBeforeLeaving(this.element.id, this.url !== null && !this.kept && Object.keys(unsaved).length > 0)
  }

  private async send({ isLeaving = false } = {}) {
    const [url, sent, before] = [this.url, this.unsaved, this.sent]
    const mayNot = this.isHalted || (this.isSending && !isLeaving)
    if (!url || mayNot || Object.keys(sent).length === 0) return
    clearTimeout(this.timer)
    this.isSending = true
    const fields = { ...sent, ...(before && { sent: before }) }
    this.sent = sentWith(fields)
    this.keep()
    const outcome = await sendFields<Said>(`${url}?seen=${this.seen}`, fields, { keepalive: true })
    // What that address has is not what the next one has.
    if (url !== this.url) return
    this.isSending = false
    offerSignIn(this.element, outcome)
    const isSaved = 'answer' in outcome && !outcome.answer.code
    if (!isUnheard(outcome) && !isSaved) this.sent = before
    if ('trouble' in outcome) return this.failed(outcome)
    const { answer } = outcome
    // Where the fields are closed, one sentence says what to do.
    this.fields.showErrors(CLOSED.has(answer.code) ? {} : (answer.fields ?? {}))
    if (answer.code) return this.refused(answer)
    Object.assign(this.saved, sent)
    this.status.textContent = this.words.saved
    if (answer.episode) this.show(answer.episode, sent)
    else this.sent = ''
    this.keep()
    if (Object.keys(this.unsaved).length > 0) this.sendIn(PAUSE_MILLISECONDS)
  }

  /** What others changed is shown. Where somebody types in the same, that stays a change of what was seen. */
  private show(found: Found, sent: Partial<Record<TypedName, string>> = {}) {
    const { unsaved } = this
    let isSeen = true
    for (const name of NAMES) {
      const now = String(found[name] ?? '')
      if (now.trim() === this.saved[name].trim()) continue
      if (!(name in unsaved)) this.saved[name] = this.inputs[name].value = now
      else if (!(name in sent)) isSeen = false
    }
    if (isSeen) [this.seen, this.sent] = [found.version, '']
    if (found.status !== 'draft') this.halt(this.words.dated)
  }

  private failed(outcome: Unanswered) {
    const { kept, words } = this
    const { sentence, againIn } = notSaved(words.keeping, outcome, kept ?? { isKept: true })
    this.status.textContent = kept ? sentence : words.keeping[outcome.trouble]
    if (againIn !== null) this.sendIn(againIn)
  }

  private refused({ code, title, fields = {} }: Said) {
    const { words } = this
    const closed = CLOSED.get(code)
    // It became an episode just now: sent again once that is known here, and where its page is.
    if (closed && !this.kept) return
    if (closed) return this.halt(words[closed])
    if (this.kept && Object.keys(fields).length === 0) return this.halt(words.ended)
    this.status.textContent = `${words.keeping.notYet} ${Object.values(fields).join(' ') || title}`
  }

  /** Nothing is saved here any more: the episode's page takes it, with what was typed. */
  private halt(why: string) {
    this.isHalted = true
    clearTimeout(this.timer)
    this.keep()
    this.hint.hidden = true
    for (const input of Object.values(this.inputs)) input.readOnly = true
    const link = document.createElement('a')
    link.href = this.kept?.place ?? ''
    link.textContent = this.words.toEpisode
    const isUnsaved = Object.keys(this.unsaved).length > 0
    const state = isUnsaved && this.kept ? `${unsaved(this.words.keeping, 'keptHere', this.kept)} ` : ''
    this.status.replaceChildren(`${state}${why} `, link)
  }
}
