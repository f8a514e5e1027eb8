import { amounts, speedometer } from './amounts.ts'
import { makeSender, type Target, type Trouble } from './sender.ts'
import { TypedFields } from './typed-fields.ts'
import { fill, type UploadWords } from './words.ts'

/** What is said aloud, in per cent: often enough to know that it goes on, seldom enough to work beside it. */
const STEPS = [25, 50, 75, 100]

type State = 'waiting' | 'sending' | 'paused' | 'offline' | 'checking' | 'done' | 'failed' | 'elsewhere' | 'cancelled'
const BUTTONS: Record<State, (keyof ReturnType<typeof buttonsOf>)[]> = {
  waiting: ['cancel'],
  sending: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  offline: ['pause', 'cancel'],
  checking: [],
  done: [],
  failed: ['retry', 'cancel'],
  elsewhere: ['retry'],
  cancelled: [],
}

interface Options {
  file: File
  target: Target
  words: UploadWords
  language: string
  number: number
  say(sentence: string): void
  /** Nothing more happens with it by itself: the next may begin. */
  onRest(): void
  /** It became an episode. */
  onDone(id: string): void
}

/** One file on its way: how far it is, what can be done about it, and what is typed meanwhile. */
export function uploadItem({ file, target, words, language, number, say, onRest, onDone }: Options) {
  const { size, time } = amounts(language, words)
  const speed = speedometer()
  const element = document.createElement('li')
  element.className = 'upload'
  const heading = document.createElement(headingOf(target))
  heading.textContent = file.name
  const bar = document.createElement('progress')
  bar.max = file.size
  bar.value = 0
  bar.setAttribute('aria-label', file.name)
  const status = document.createElement('p')
  status.tabIndex = -1
  const figures = document.createElement('p')
  figures.className = 'quiet'
  const buttons = buttonsOf(words, file.name)
  const row = document.createElement('p')
  row.append(...Object.values(buttons))
  const typed = target.to[0] === 'show' ? new TypedFields(words, number) : null
  element.append(heading, bar, status, figures, row, ...(typed ? [typed.element] : []))

  let state: State = 'waiting'
  let said = 0
  const sender = makeSender(file, target, {
    onBegun: (url) => typed?.sendTo(url),
    onProgress(sent) {
      if (state === 'offline') become('sending')
      bar.value = sent
      const rate = speed.at(sent)
      const parts = [fill(words.sent, { sent: size(sent), whole: size(file.size) })]
      if (rate) {
        parts.push(fill(words.rate, { rate: size(rate) }))
        parts.push(fill(words.left, { time: time((file.size - sent) / rate) }))
      }
      figures.textContent = parts.join(' · ')
      const percent = STEPS.findLast((step) => sent >= (file.size * step) / 100) ?? 0
      if (percent > said) say(fill(words.step, { name: file.name, percent }))
      said = Math.max(said, percent)
      if (sent === file.size) become('checking')
    },
    onWhole: (url) => void showOutcome(url),
    onWaiting() {
      speed.restart()
      become('offline')
    },
    onRefused: fail,
    onElsewhere: () => become('elsewhere'),
  })

  function become(next: State, more = '') {
    if (state === next && !more) return
    const hadFocus = row.contains(document.activeElement)
    state = next
    element.dataset.state = next
    status.textContent = more ? `${words[next]}: ${more}` : words[next]
    for (const [name, button] of Object.entries(buttons)) button.hidden = !BUTTONS[next].includes(name as never)
    if (hadFocus) (Object.values(buttons).find((button) => !button.hidden) ?? status).focus()
    if (!['waiting', 'sending', 'checking'].includes(next)) say(`${file.name}: ${status.textContent}`)
    if (!['waiting', 'sending', 'offline', 'checking'].includes(next)) onRest()
  }

  function fail({ status: code, sentence }: Trouble) {
    become('failed', code === 401 ? words.signedOut : (sentence ?? ''))
  }

  async function showOutcome(url: string) {
    become('checking')
    const response = await fetch(url).catch(() => null)
    const outcome = await response?.json().catch(() => null)
    if (!response?.ok || !outcome?.episode)
      return fail({ status: response?.status ?? null, sentence: outcome?.title ?? null })
    figures.textContent = size(file.size)
    const link = document.createElement('a')
    link.className = 'button'
    link.href = `${target.endpoint.replace(/\/uploads$/, '/episodes')}/${outcome.episode.id}`
    link.textContent = words.toEpisode
    link.setAttribute('aria-label', `${words.toEpisode}: ${outcome.episode.title}`)
    row.append(link)
    typed?.fillIn(outcome.episode)
    become('done')
    onDone(outcome.episode.id)
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
    void sender.cancel()
    bar.hidden = true
    typed?.element.remove()
    become('cancelled')
  }
  status.textContent = words.waiting
  element.dataset.state = state
  for (const [name, button] of Object.entries(buttons)) button.hidden = name !== 'cancel'

  return { element, start, key: sender.key, isWaiting: () => state === 'waiting' }
}

/** Below the heading of the page, or of what its audio is replaced in. */
export const headingOf = ({ to }: Target) => (to[0] === 'show' ? 'h2' : 'h4')

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
    cancel: button(words.cancel),
  }
}
