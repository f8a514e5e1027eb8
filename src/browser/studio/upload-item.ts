import { amounts, speedometer } from './amounts.ts'
import { askBeforeLeaving } from './ask-before-leaving.ts'
import { type Found, foundFacts, foundInWords } from './found-facts.ts'
import { intoShow, type ShowChoice } from './into-show.ts'
import { mayPass } from './send-form.ts'
import { rightsWords, type Sender, type Target, type Told, type Trouble } from './sender.ts'
import { singleClicks } from './single-clicks.ts'
import { TypedFields } from './typed-fields.ts'
import { ofThisPage } from './whose-page.ts'
import { fill, type UploadWords } from './words.ts'

/** What is said aloud, in per cent: often enough to know that it goes on, seldom enough to work beside it. */
const STEPS = [25, 50, 75, 100]
/** When it is asked again what became of a whole file that the host could not take in yet. */
const ASK_AGAIN_MILLISECONDS = 10_000

const BUTTONS = {
  waiting: ['cancel'],
  sending: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  offline: ['pause', 'cancel'],
  away: ['cancel'],
  checking: [],
  done: [],
  failed: ['retry', 'remove'],
  refused: ['chooseOther', 'remove'],
  elsewhere: ['retry', 'remove'],
  cancelled: [],
} as const satisfies Record<string, readonly (keyof ReturnType<typeof buttonsOf>)[]>
type State = keyof typeof BUTTONS

/** Nothing more happens by itself, so the next file may begin. */
const AT_REST: readonly State[] = ['paused', 'away', 'done', 'failed', 'refused', 'elsewhere', 'cancelled']
/** It ends by a page that stands open alone: a browser gives a file back to no other one, and a whole one is asked about. */
const UNENDED: readonly State[] = ['waiting', 'sending', 'paused', 'offline', 'away', 'failed']
/** The same file may be sent anew. */
const ENDED: readonly State[] = ['done', 'refused', 'cancelled']
/** What is told by the figures anyway. */
const UNSAID: readonly State[] = ['waiting', 'sending', 'checking']

interface Options {
  file: Pick<File, 'name' | 'size'>
  target: Target
  send(told: Told): Sender
  words: UploadWords
  language: string
  number: number
  level: string
  /** To which of several shows it goes. */
  show: ShowChoice | null
  /** The one in whose place it comes: what was typed for it is typed for this one. */
  before: { typed: TypedFields | null } | null
  say(sentence: string): void
  /** Nothing more happens with it by itself: the next may begin. */
  onRest(): void
  /** What the page shows may be older now: it became an episode or the audio of one, or other audio was faster. */
  onEnded(): void
  onRemoved(): void
  onChooseOther(): void
}

export type UploadItem = ReturnType<typeof uploadItem>

/** One file on its way: how far it is, what can be done about it, and what is typed meanwhile. */
export function uploadItem({ file, target, words, language, number, level, show, before, say, send, ...on }: Options) {
  const { size, time } = amounts(language)
  const speed = speedometer()
  const element = document.createElement('li')
  element.className = 'upload'
  const heading = document.createElement(level)
  heading.textContent = file.name
  const bar = document.createElement('progress')
  bar.max = file.size
  bar.value = 0
  bar.setAttribute('aria-label', file.name)
  const status = document.createElement('p')
  status.tabIndex = -1
  const figures = document.createElement('p')
  figures.className = 'quiet'
  const [amount, pace] = [document.createElement('span'), document.createElement('span')]
  figures.append(amount, pace)
  const buttons = buttonsOf(words, file.name)
  const row = document.createElement('p')
  row.append(...Object.values(buttons))
  singleClicks(row)
  element.append(heading, bar, status, figures, ...(show ? [intoShow(words.askShow.label, show)] : []), row)

  let state: State = 'waiting'
  let said = 0
  let askingAgain = 0
  let doneWords = words.done
  const sender = send({
    onBegun: async (url, goesOn) => typed?.sendTo(url, goesOn),
    onLost: () => typed?.lose(),
    onProgress(sent) {
      const isWhole = sent === file.size
      if (!isWhole && (state === 'offline' || state === 'away')) become('sending')
      bar.value = sent
      const rate = speed.at(sent)
      amount.textContent = fill(words.sent, { sent: size(sent), whole: size(file.size) })
      const left = rate && fill(words.left, { time: time((file.size - sent) / rate) })
      pace.textContent = rate ? ` · ${fill(words.rate, { rate: size(rate) })} · ${left}` : ''
      const percent = STEPS.findLast((step) => sent >= (file.size * step) / 100) ?? 0
      if (percent > said) say(fill(words.step, { name: file.name, percent }))
      said = Math.max(said, percent)
      if (isWhole && state !== 'away') become('checking')
    },
    onWhole: (url) => void showOutcome(url),
    onWaiting(trouble) {
      speed.restart()
      if (trouble.sentence) become('away', awayWords(trouble))
      else become('offline')
    },
    onRefused: fail,
    onElsewhere: () => become('elsewhere'),
  })
  const isNew = target.to[0] === 'show'
  const place = { item: number, person: target.person, file: sender.key }
  const typed = isNew ? new TypedFields(words, { ...place, before: before?.typed ?? null }) : null
  if (typed) element.append(typed.element)

  function become(next: State, sentence = wordsOf(next)) {
    if (ENDED.includes(next)) element.querySelector('.listed-already')?.remove()
    if (state === next && status.textContent === sentence) return
    const hadFocus = row.contains(document.activeElement)
    state = next
    element.dataset.state = next
    if (next !== 'sending') pace.textContent = ''
    status.textContent = sentence
    showButtons()
    askIfUnended()
    if (hadFocus) (Object.values(buttons).find((button) => !button.hidden) ?? status).focus()
    if (!UNSAID.includes(next)) say(`${file.name}: ${status.textContent}`)
    if (AT_REST.includes(next)) on.onRest()
  }

  const wordsOf = (next: State) => (next === 'done' ? doneWords : words[next])

  const because = (next: State, why: string | null | undefined) => (why ? `${wordsOf(next)}: ${why}` : wordsOf(next))

  /** The host's own sentences ask for another try, which comes by itself here. */
  const awayWords = ({ code, sentence }: Omit<Trouble, 'status'>) =>
    sentence ? because('away', words.reasons[code ?? '']) : words.offline

  function showButtons() {
    const shown: readonly string[] = BUTTONS[state]
    for (const [name, button] of Object.entries(buttons)) button.hidden = !shown.includes(name)
  }

  const askIfUnended = (isListed = true) => askBeforeLeaving(`upload-${number}`, isListed && UNENDED.includes(state))

  /** What is wrong with the file itself stays wrong: trying again is for what may pass. */
  function fail(trouble: Trouble) {
    const { status, sentence } = trouble
    const rights = rightsWords(words, trouble)
    if (status === null || rights || mayPass(status)) return become('failed', because('failed', rights ?? sentence))
    sender.forget()
    typed?.stop()
    bar.hidden = true
    amount.textContent = ''
    become('refused', because('refused', sentence))
    if (!isNew) on.onEnded()
  }

  /** A whole one that waits for the host goes on saying so, however often it is asked. */
  async function showOutcome(url: string) {
    if (state !== 'away') become('checking')
    const response = await fetch(url, { headers: ofThisPage() }).catch(() => null)
    const outcome = await response?.json().catch(() => null)
    if (state === 'cancelled') return
    if (response?.ok && outcome?.episode) return finish(outcome.episode, outcome)
    const trouble: Trouble = { status: response?.status ?? null, code: outcome?.code, sentence: outcome?.title ?? null }
    if (trouble.status !== null && trouble.status !== 503) return fail(trouble)
    become('away', awayWords(trouble))
    askingAgain = window.setTimeout(() => void showOutcome(url), ASK_AGAIN_MILLISECONDS)
  }

  function finish(found: Found, { notices, typed: before }: { notices: string[]; typed: Record<string, string> }) {
    const address = `${target.endpoint.replace(/\/uploads$/, '/episodes')}/${found.id}`
    sender.forget()
    amount.textContent = [size(file.size), ...notices].join(' · ')
    const filled = typed?.fillIn(found, address, before)
    if (filled) showEpisode(found, address)
    else doneWords = words.replaced[found.status]
    become('done')
    const inWords = filled ? foundInWords(words, language, found, filled) : []
    if (inWords.length > 0)
      say(`${file.name}: ${status.textContent} ${fill(words.foundSaid, { found: inWords.join(', ') })}`)
    on.onEnded()
  }

  function showEpisode(found: Found, address: string) {
    const link = document.createElement('a')
    link.className = 'button'
    link.href = address
    link.textContent = words.toEpisode
    link.setAttribute('aria-label', `${words.toEpisode}: ${found.title}`)
    row.append(link)
    const facts = foundFacts(words, language, found, `${address}/picture/320`)
    if (facts) element.append(facts)
  }

  /** Somebody chose the same file again. */
  function sayListed() {
    const note = element.querySelector('.listed-already') ?? document.createElement('p')
    note.className = 'listed-already'
    note.textContent = words.listed
    status.after(note)
    say(`${file.name}: ${words.listed}`)
  }

  const start = () => {
    speed.restart()
    become('sending')
    void sender.start()
  }
  buttons.pause.onclick = () => {
    void sender.pause()
    become('paused')
  }
  buttons.resume.onclick = start
  buttons.retry.onclick = start
  buttons.cancel.onclick = () => {
    clearTimeout(askingAgain)
    void sender.cancel()
    bar.hidden = true
    typed?.discard()
    typed?.element.remove()
    become('cancelled')
  }
  buttons.chooseOther.onclick = on.onChooseOther
  buttons.remove.onclick = () => {
    if (state !== 'elsewhere') void sender.cancel()
    typed?.discard()
    askIfUnended(false)
    element.remove()
    on.onRemoved()
  }
  status.textContent = words.waiting
  element.dataset.state = state
  showButtons()
  askIfUnended()

  return {
    ...{ element, start, typed, status, sayListed },
    to: target.to,
    key: sender.key,
    isWaiting: () => state === 'waiting',
    isEnded: () => ENDED.includes(state) || !element.isConnected,
  }
}

function buttonsOf(words: UploadWords, name: string) {
  const button = (label: string) => {
    const made = document.createElement('button')
    made.type = 'button'
    made.textContent = label
    made.setAttribute('aria-label', `${label}: ${name}`)
    return made
  }
  return {
    pause: button(words.pause),
    resume: button(words.resume),
    retry: button(words.retry),
    chooseOther: button(words.chooseOther),
    cancel: button(words.cancel),
    remove: button(words.remove),
  }
}
