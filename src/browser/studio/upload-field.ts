import { askFirst } from './ask-first.ts'
import { dropArea } from './drop-area.ts'
import { showFollowers, watchFollowers } from './followers.ts'
import { interruptedUpload } from './interrupted-upload.ts'
import type { ShowChoice } from './into-show.ts'
import { otherThanAudio, saidElsewhere } from './other-files.ts'
import {
  type Begun,
  findInterrupted,
  isOfUpload,
  keyOf,
  makeSender,
  type Sender,
  type Target,
  type Told,
  wholeSender,
} from './sender.ts'
import { askAnew } from './show-anew.ts'
import { type UploadItem, uploadItem } from './upload-item.ts'
import { counted, fill, type UploadWords } from './words.ts'

/** Where somebody types: the focus stays there. */
const TYPED_IN = 'input:not([type=file], [type=checkbox], [type=radio]), textarea, select'

/**
 * `<upload-field endpoint show|episode|shows person words='{…}'>` around a form that sends one file: sends many, one after the
 * other, in pieces. Files are chosen or dropped anywhere on the page. Of several `shows` it is asked which one is meant;
 * with `status="scheduled|published"` it is asked before audio is replaced. Without script the form stays what it is.
 */
class UploadField extends HTMLElement {
  private readonly items: UploadItem[] = []
  private readonly list = document.createElement('ul')
  private readonly live = document.createElement('p')
  private readonly question = document.createElement('div')
  /** Why files were not taken at all. */
  private readonly note = document.createElement('p')
  private words!: UploadWords
  private input!: HTMLInputElement
  private sending: UploadItem | null = null
  /** Files that wait for an answer. */
  private waiting: File[] = []
  /** The one in whose place another file is being chosen. */
  private refused: UploadItem | null = null

  connectedCallback() {
    const form = this.querySelector<HTMLElement>('.fields')
    const input = this.querySelector<HTMLInputElement>('input[type=file]')
    if (!form || !input || this.words) return
    this.words = JSON.parse(this.getAttribute('words')!)
    this.input = input

    // What is typed is typed beside each file.
    for (const part of form.querySelectorAll('.field, p'))
      if (part.querySelector('input:not([type=file]), button')) part.remove()
    form.hidden = false
    form.addEventListener('submit', (event) => event.preventDefault())
    input.multiple = !this.episode
    input.required = false
    input.addEventListener('change', () => {
      this.take(input.files)
      input.value = ''
    })
    input.addEventListener('cancel', () => {
      this.refused = null
    })
    const kind = this.episode ? 'one' : this.shows ? 'any' : 'many'
    const hint = document.createElement('p')
    hint.textContent = this.words.drop[kind]
    this.question.hidden = true
    this.list.className = 'uploads'
    this.list.setAttribute('aria-label', this.words.files)
    this.live.role = 'status'
    this.live.className = 'unseen'
    this.note.className = 'notice'
    this.note.role = 'alert'
    this.note.hidden = true
    form.append(hint)
    this.append(this.live, this.note, this.question, this.list)
    dropArea(input, this.words.dropHere[kind], (files) => this.take(files))
    watchFollowers()
    // Another tab begins one.
    window.addEventListener('storage', ({ key, newValue }) => {
      if (newValue !== null && isOfUpload(key ?? '')) void this.listInterrupted()
    })
    void this.listInterrupted()
  }

  private get episode() {
    return this.getAttribute('episode')
  }

  private get shows(): ShowChoice[] | null {
    return this.hasAttribute('shows') ? JSON.parse(this.getAttribute('shows')!) : null
  }

  /** Which of several shows it is; where there is one, that is said above. */
  private choiceOf([, which]: Target['to']): ShowChoice | null {
    return this.shows?.find(({ value }) => value === which) ?? null
  }

  /** Below what its part of the page is headed by. */
  private get level() {
    if (this.episode) return 'h4'
    return this.closest('section') ? 'h3' : 'h2'
  }

  private get person() {
    return this.getAttribute('person')!
  }

  private targetOf(to: Target['to']): Target {
    const seen = this.episode === null ? undefined : document.querySelector<HTMLDataElement>('#audio-seen')?.value
    return { endpoint: this.getAttribute('endpoint')!, person: this.person, to, seen }
  }

  private take(files: FileList | null | undefined) {
    const all = [...(files ?? [])]
    if (all.length === 0) return
    this.note.hidden = true
    const taken = this.episode ? this.oneOf(all) : this.audioOf(all)
    if (taken.length === 0) {
      this.refused = null
      return
    }
    this.waiting = this.episode ? taken : [...this.waiting, ...taken]
    void this.decide()
  }

  /** Where audio is replaced one file is taken: of several nobody knows which is meant. Others have places of their own. */
  private oneOf(files: File[]): File[] {
    const [file, ...more] = files
    const kind = otherThanAudio(file!)
    if (more.length > 0) this.sayNot(this.words.takesOne)
    else if (kind) this.sayNot(...saidElsewhere(this.words, file!, kind))
    else return files
    return []
  }

  private audioOf(files: File[]): File[] {
    const others = files.filter(otherThanAudio)
    const names = others.map(({ name }) => name).join(', ')
    if (others.length > 0) this.sayNot(fill(this.words.takesAudio, { names }))
    return files.filter((file) => !others.includes(file))
  }

  private sayNot(...sentences: (string | Element)[]) {
    this.note.replaceChildren(...sentences)
    this.note.hidden = false
    this.note.scrollIntoView({ block: 'nearest' })
  }

  private async decide() {
    const files = this.waiting
    const to = await this.findTarget(files)
    // Others were dropped meanwhile, and are asked about together with these.
    if (files !== this.waiting) return
    this.waiting = []
    if (to) return this.add(files, to)
    this.refused = null
    this.input.focus()
  }

  /** Where the files go, null where they are not meant to. */
  private async findTarget(files: File[]): Promise<Target['to'] | null> {
    const { shows, episode, words } = this
    if (episode) return (await this.isMeant(files[0]!)) ? ['episode', episode] : null
    if (!shows) return ['show', this.getAttribute('show')!]
    if (this.refused) return this.refused.to
    const { heading, files: sentences, label, yes, no } = words.askShow
    const names = files.map(({ name }) => name).join(', ')
    const sentence = counted(this.lang, sentences, files.length, { names })
    const choice = { label, options: shows }
    const show = await askFirst(this.question, { heading, level: this.level, sentences: [sentence], choice, yes, no })
    return show === null ? null : ['show', show]
  }

  /** Other audio for what listeners have, or will have, is asked about; the page may be older than that. */
  private async isMeant(file: File): Promise<boolean> {
    const fresh = (await askAnew())?.querySelector('upload-field')
    const status = (fresh ?? this).getAttribute('status')
    if (status !== 'scheduled' && status !== 'published') return true
    const { heading, file: name, happens, [status]: state } = this.words.askReplace
    const sentences = [state, fill(name, { name: file.name }), ...happens]
    const { replace: yes, keep: no } = this.words
    return (await askFirst(this.question, { heading, level: 'h4', sentences, yes, no })) !== null
  }

  private add(files: File[], to: Target['to']) {
    let before = this.refused
    this.refused = null
    const target = this.targetOf(to)
    const chosen = files.map((file) => {
      const listed = this.findListed(keyOf(file, target))
      listed?.sayListed()
      if (listed) return listed
      const added = this.makeItem(file, target, (told) => makeSender(file, target, told), before)
      before?.element.remove()
      before = null
      return added
    })
    this.next(null)
    this.bringInSight(chosen[0]!)
  }

  /** It is in sight, and has the focus where nobody types: whoever does is told how it goes on. */
  private bringInSight({ element, status }: UploadItem) {
    element.scrollIntoView({ block: 'nearest' })
    if (!document.activeElement?.matches(TYPED_IN)) status.focus({ preventScroll: true })
  }

  /** The same file, where it has not come to its end. */
  private findListed(key: string) {
    return this.items.find((item) => item.key === key && !item.isEnded())
  }

  private makeItem(
    file: Pick<File, 'name' | 'size'>,
    target: Target,
    send: (told: Told) => Sender,
    before: UploadItem | null = null,
  ): UploadItem {
    const item: UploadItem = uploadItem({
      ...{ file, target, send, words: this.words, language: this.lang, level: this.level, before },
      show: this.choiceOf(target.to),
      number: this.items.length + 1,
      say: (sentence) => {
        this.live.textContent = sentence
      },
      onRest: () => this.next(item),
      onEnded: () => void this.follow(item),
      onRemoved: () => {
        this.input.focus()
        this.next(item)
      },
      onChooseOther: () => {
        this.refused = item
        this.input.click()
      },
    })
    this.list.querySelector(`[data-key="${CSS.escape(item.key)}"]`)?.remove()
    this.items.push(item)
    this.list.append(item.element)
    return item
  }

  /** What else is on the page belongs to what has just come, but for what somebody is at. */
  private async follow(item: UploadItem) {
    if ((await showFollowers()) || !this.episode) return
    const [note, link] = [document.createElement('p'), document.createElement('a')]
    link.href = ''
    link.textContent = this.words.reload
    note.append(`${this.words.stale} `, link)
    item.element.append(note)
  }

  /** One at a time: together they would only be slower, each of them. */
  private next(rested: UploadItem | null) {
    if (this.sending && this.sending !== rested) return
    this.sending = this.items.find((item) => item.isWaiting()) ?? null
    this.sending?.start()
  }

  /** What was begun before the page was loaded, or since in another tab. */
  private async listInterrupted() {
    const { episode, shows } = this
    const targets: Target['to'][] = episode
      ? [['episode', episode]]
      : (shows?.map(({ value }) => value) ?? [this.getAttribute('show')!]).map((show) => ['show', show])
    for (const target of targets.map((to) => this.targetOf(to)))
      for (const begun of await findInterrupted(target))
        if (!this.lists(begun)) this.list.append(this.interrupted(begun, target.to))
  }

  private lists({ key }: Begun) {
    const isSame = (item: UploadItem) => item.key === key && item.element.isConnected
    return this.items.some(isSame) || this.list.querySelector(`[data-key="${CSS.escape(key)}"]`) !== null
  }

  private interrupted(begun: Begun, to: Target['to']) {
    return interruptedUpload({
      ...{ begun, words: this.words, language: this.lang, level: this.level, show: this.choiceOf(to) },
      say: (sentence) => {
        this.live.textContent = sentence
      },
      onWhole: (hasFocus) => {
        const item = this.makeItem(begun, this.targetOf(to), (told) => wholeSender(begun, told))
        item.start()
        if (hasFocus) item.status.focus()
      },
      onEnded: () => void showFollowers(),
      onCancelled: () => this.input.focus(),
    })
  }
}

customElements.define('upload-field', UploadField)
