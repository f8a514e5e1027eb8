import { type DetailedError, defaultOptions, type HttpResponse, type PreviousUpload, Upload } from 'tus-js-client'
import { isFileTaken, takeFile } from './file-lock.ts'
import { PERSON_HEADER, SOMEBODY_ELSE } from './person-header.ts'
import { mayPass, waitAsked } from './send-form.ts'
import { ofThisPage } from './whose-page.ts'
import type { UploadWords } from './words.ts'

/** One request brings so much, so that a proxy which collects bodies loses no more; parts in a bucket fit into it. */
const PIECE_BYTES = 64 * 1024 * 1024
/** How long it waits after a failure, longer each time. */
const WAITS_MILLISECONDS = [1000, 3000, 5000, 10_000, 30_000]

/** What is known of a failure: a code and a sentence of the host, or nothing. */
export interface Trouble {
  status: number | null
  code?: string | undefined
  sentence: string | null
}

export interface Target {
  endpoint: string
  /** The id of who sends. */
  person: string
  /** `show` or `episode`, and which. */
  to: [string, string]
  /** Which version of an episode the page shows. */
  seen?: string | undefined
}

/** The code of a refusal because other audio came meanwhile: to send it again is for the sender to decide. */
const CHANGED_MEANWHILE = 'changed-meanwhile'

/** Statuses of what is not there any more (tus 1.0.0, Termination). */
const GONE = [404, 410]
/** Somebody may sign in again, or get a right back, and then the same file is taken. */
const [SIGNED_OUT, FORBIDDEN] = [401, 403]

/** What is said where a file is not taken because its person is not signed in, or may not now; null where that is not why. */
export const rightsWords = (words: UploadWords, trouble: Trouble): string | null =>
  trouble.status === FORBIDDEN ? words.forbidden : signInWords(words, trouble)

/** The same of being signed in alone. */
export function signInWords(words: UploadWords, { status, code }: Trouble): string | null {
  if (status !== SIGNED_OUT) return null
  return code === SOMEBODY_ELSE ? words.somebodyElse : words.signedOut
}

export interface Told {
  onProgress(sent: number): void
  /**
   * There is an address: what was typed can be kept there. It may go on that was begun before. No bytes are sent there
   * before this settles.
   */
  onBegun(url: string, goesOn: boolean): Promise<void>
  /** The host has nothing of it any more: it begins anew. */
  onLost(): void
  onWhole(url: string): void
  /** It waits and goes on by itself: for the line, or for what the host says. */
  onWaiting(trouble: Trouble): void
  onRefused(trouble: Trouble): void
  /** Another tab is at the same file. */
  onElsewhere(): void
}

/** What takes one file to its end; of the files of all tabs only one at a time is taken by each. */
export interface Sender {
  key: string
  start(): Promise<void>
  pause(): Promise<void>
  /** Takes it back here and on the host. */
  cancel(): Promise<void>
  /** It has ended, so nothing of it is gone on with. */
  forget(): void
}

/** What is coming to its end on this page, by the key of its file: chosen again, the same file waits for that. */
const ending = new Map<string, Promise<void>>()

/**
 * Sends one file, and goes on after a reload, a lost network and a restarted host. Two tabs never send the same one.
 */
export function makeSender(file: File, target: Target, told: Told): Sender {
  const { endpoint, to, seen } = target
  const key = keyOf(file, target)
  let failures = 0
  let timer = 0
  let [isStopped, goesOn] = [true, false]
  let letGo: (() => void) | null = null
  let begun = Promise.resolve()

  const upload = new Upload(file, {
    endpoint,
    chunkSize: PIECE_BYTES,
    retryDelays: [],
    headers: ofThisPage(),
    metadata: { filename: file.name, [to[0]]: to[1], ...(seen && { seen }) },
    fingerprint: async () => key,
    onUploadUrlAvailable() {
      begun = told.onBegun(upload.url!, goesOn)
    },
    async onBeforeRequest(request) {
      if (request.getMethod() !== 'PATCH') return
      const awaited = begun
      await awaited
      // Paused meanwhile: a later request goes on with it.
      if (awaited !== begun) await new Promise(() => undefined)
    },
    onAfterResponse(request, response) {
      const status = response.getStatus()
      if (request.getMethod() !== 'HEAD' || status < 400) return
      if (status === SIGNED_OUT || status === FORBIDDEN || mayPass(status)) throw new NotSaid(response)
      goesOn = false
      told.onLost()
    },
    onProgress(sent) {
      failures = 0
      told.onProgress(sent)
    },
    onSuccess() {
      isStopped = true
      told.onWhole(upload.url!)
    },
    onError(error) {
      const { originalResponse, causingError } = error as DetailedError
      const response = causingError instanceof NotSaid ? causingError.response : originalResponse
      if (isStopped) return
      const trouble = troubleOf(response)
      const { status, code } = trouble
      const isInItsWay = status === 409 && code !== CHANGED_MEANWHILE
      if (status !== null && status >= 400 && !mayPass(status) && !isInItsWay) {
        release()
        return told.onRefused(trouble)
      }
      told.onWaiting(trouble)
      const wait = WAITS_MILLISECONDS[Math.min(failures++, WAITS_MILLISECONDS.length - 1)]!
      const asked = waitAsked(response?.getHeader('Retry-After'))
      timer = window.setTimeout(goOn, Math.max(wait, asked))
    },
  })

  const goOn = () => {
    clearTimeout(timer)
    if (!isStopped && letGo) upload.start()
  }
  window.addEventListener('online', goOn)

  async function hold(): Promise<boolean> {
    await ending.get(key)
    letGo ??= await takeFile(key)
    return letGo !== null
  }

  function release() {
    isStopped = true
    clearTimeout(timer)
    letGo?.()
    letGo = null
  }

  /**
   * It has ended, so nothing of it is gone on with. Until then a whole file can be asked about after a reload too, and is no
   * other tab's.
   */
  async function forget() {
    for (const known of await upload.findPreviousUploads())
      await defaultOptions.urlStorage!.removeUpload((known as Known).urlStorageKey)
    release()
  }

  function end(forgotten: Promise<void>) {
    ending.set(key, forgotten)
    return forgotten
  }

  return {
    key,
    forget: () => void end(forget()),
    async start() {
      isStopped = false
      failures = 0
      if (!(await hold())) return told.onElsewhere()
      if (isStopped) return release()
      const [before] = await upload.findPreviousUploads()
      goesOn ||= before !== undefined && !upload.url
      if (before && !upload.url) upload.resumeFromPreviousUpload(before)
      upload.start()
    },
    pause() {
      isStopped = true
      begun = Promise.resolve()
      clearTimeout(timer)
      return upload.abort()
    },
    cancel() {
      isStopped = true
      begun = Promise.resolve()
      return end(
        upload
          .abort(true)
          .catch(() => undefined)
          .then(forget),
      )
    },
  }
}

/** The host didn't say how far it is, but may later: it goes on then, where the library would begin anew. */
class NotSaid extends Error {
  readonly response: HttpResponse

  constructor(response: HttpResponse) {
    super(`The host answered ${response.getStatus()}.`)
    this.response = response
  }
}

/** Goes to the end with a file that the host has whole: what became of it is asked there, and the file isn't needed. */
export function wholeSender({ key, size, url, end, forget }: Begun, told: Told): Sender {
  let letGo: (() => void) | null = null
  const release = () => {
    letGo?.()
    letGo = null
  }
  return {
    key,
    async start() {
      letGo ??= await takeFile(key)
      if (!letGo) return told.onElsewhere()
      await told.onBegun(url, true)
      told.onProgress(size)
      told.onWhole(url)
    },
    async pause() {},
    async cancel() {
      await end()
      await forget()
      release()
    },
    forget: () => void forget().then(release),
  }
}

/** What the library's own types leave out. */
type Known = PreviousUpload & { urlStorageKey: string }

const PREFIX = 'sendeplatz'
/** Where the library keeps which upload belongs to a file. */
const UPLOAD_KEY = /^tus::(.+)::\d+$/

/** What a file is known by in this browser, for one person and one target. */
export const keyOf = (file: File, { person, to }: Target) =>
  [PREFIX, person, ...to, file.name, file.size, file.lastModified].map(encodeURIComponent).join('/')

/** Whether what is in the browser's storage at this key is an upload. */
export const isOfUpload = (key: string) => UPLOAD_KEY.test(key)

/** What was begun here and has not ended. */
export interface Begun {
  key: string
  name: string
  size: number
  url: string
  /** Whether another tab is at it now. */
  isElsewhere(): Promise<boolean>
  /** Whether it is still to be gone on with: no longer once it became an episode or was cancelled. */
  isKnown(): Promise<boolean>
  /** How many bytes of it the host has: with all of them its file isn't needed. Null while the host doesn't say. */
  received(): Promise<number | null>
  /** Takes it back on the host and here. Null where that is done; else what was in the way, and it is still known. */
  end(): Promise<Trouble | null>
  /** Nothing of it is gone on with. */
  forget(): Promise<void>
}

/**
 * What the same person began here for the same target and has not ended: its file has to be chosen again, unless the host
 * has it whole.
 */
export async function findInterrupted({ person, to }: Target): Promise<Begun[]> {
  const storage = defaultOptions.urlStorage!
  const known = await storage.findAllUploads()
  return known.flatMap((upload) => {
    const { urlStorageKey, uploadUrl } = upload as Known
    const key = UPLOAD_KEY.exec(urlStorageKey)?.[1] ?? ''
    const [prefix, whose, kind, which, name, size] = key.split('/').map(decodeURIComponent)
    const isTheirs = prefix === PREFIX && whose === person && kind === to[0] && which === to[1]
    if (!isTheirs || !uploadUrl) return []
    const forget = () => storage.removeUpload(urlStorageKey)
    return [
      {
        ...{ key, name: name!, size: Number(size), url: uploadUrl, forget },
        isElsewhere: () => isFileTaken(key),
        isKnown: async () => (await storage.findUploadsByFingerprint(key)).length > 0,
        received: () => receivedAt(uploadUrl),
        async end() {
          const trouble = await terminate(uploadUrl)
          if (!trouble) await forget()
          return trouble
        },
      },
    ]
  })
}

async function receivedAt(url: string): Promise<number | null> {
  const response = await fetch(url, { method: 'HEAD', headers: { 'Tus-Resumable': '1.0.0', ...ofThisPage() } }).catch(
    () => null,
  )
  if (!response || mayPass(response.status)) return null
  return response.ok ? Number(response.headers.get('Upload-Offset')) : 0
}

/** Takes an upload back on the host; one that isn't there any more is taken back. */
async function terminate(url: string): Promise<Trouble | null> {
  try {
    await Upload.terminate(url, { retryDelays: [], headers: ofThisPage() })
    return null
  } catch (error) {
    const trouble = troubleOf((error as DetailedError).originalResponse)
    return trouble.status !== null && GONE.includes(trouble.status) ? null : trouble
  }
}

/** What an answer says of a failure, or that there was none. */
function troubleOf(response: HttpResponse | null | undefined): Trouble {
  const { sentence, code = response?.getHeader(PERSON_HEADER) } = problemIn(response?.getBody() ?? '')
  return { status: response?.getStatus() || null, code, sentence }
}

/** What the host says is wrong; of what it says about single fields that, since no field of theirs is seen here. */
function problemIn(body: string): { sentence: string | null; code?: string } {
  try {
    const { title = null, code, fields = {} } = JSON.parse(body)
    return { sentence: Object.values(fields).join(' ') || title, code }
  } catch {
    return { sentence: null }
  }
}
