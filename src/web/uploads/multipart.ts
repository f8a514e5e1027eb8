import type { Request, Response } from 'express'
import multer, { MulterError } from 'multer'
import { invalid, Refusal, tooLarge } from '../../lib/errors.ts'
import type { Services } from '../../services.ts'
import { diskRefusal } from '../../storage/disk-refusals.ts'
import { dropStaged, type StagedFile, stageStream } from '../../storage/staging.ts'
import { acceptBody } from '../request-body.ts'
import { askAgain } from '../signed-in.ts'

/** Show notes as they are pasted may have so much; no other text is longer. JSON bodies are bounded alike. */
const MAX_FIELD_BYTES = 100 * 1024
const MAX_FIELDS = 50
const LIMITS = { fieldSize: MAX_FIELD_BYTES, fields: MAX_FIELDS, parts: MAX_FIELDS + 1, fieldNameSize: 100 }
/** Boundaries, part headers and text fields around the file. */
const MAX_ENVELOPE_BYTES = MAX_FIELDS * (MAX_FIELD_BYTES + 1024)

export interface Received {
  file: StagedFile
  /** The text parts by name, whether they came before or after the file. */
  fields: Record<string, unknown>
}

/**
 * Receives multipart/form-data with one file in the part `name`, streamed to uploads/ and hashed on the way. Refuses
 * at once what is too large, and what has no file or several, and at the end whose right to send it went meanwhile;
 * nothing of it stays.
 */
export async function receiveUpload(
  { config }: Services,
  req: Request,
  res: Response,
  name: 'audio' | 'artwork' | 'transcript',
  maxBytes = config.maxUploadBytes,
): Promise<Received> {
  if (!req.is('multipart/form-data')) throw missing(name)
  if (Number(req.headers['content-length'] ?? 0) > maxBytes + MAX_ENVELOPE_BYTES) throw tooLarge(maxBytes)
  acceptBody(req, res)

  const { engine, failed, fail } = stagingEngine(config.uploadsDir, maxBytes)
  const fileFilter = onlyOne(name, fail)
  const receive = multer({ storage: engine, limits: LIMITS, fileFilter, defParamCharset: 'utf8' }).any()
  const received = new Promise<void>((resolve, reject) => {
    receive(req, res, (error?: unknown) => (error ? reject(multerRefusal(error, name)) : resolve()))
  })
  // multer reports what is wrong only when the rest of the body has come; the client is told now.
  refuseEndless(req, maxBytes, fail)
  await Promise.race([received, failed])

  const file = stagedFiles(req)[0]
  if (!file) throw missing(name)
  try {
    await askAgain(req)
    const fields = { ...(req.body as Record<string, unknown>) }
    const faults = faultsOf(fields)
    if (faults) throw invalid(faults)
    return { file, fields }
  } catch (error) {
    await dropStaged(file)
    throw error
  }
}

/** What busboy puts in the place of bytes that are no UTF-8: kept, umlauts would be lost for good. */
const DAMAGED = '\uFFFD'

/** A sentence for each text part that came twice, in pieces or not in UTF-8; null where all are fine. */
function faultsOf(fields: Record<string, unknown>): Record<string, string> | null {
  const faults = Object.entries(fields).flatMap(([name, value]) => {
    if (typeof value !== 'string') return [[name, 'Send this part once, as text.']]
    return value.includes(DAMAGED) ? [[name, 'This is not readable as UTF-8. Send the text in UTF-8.']] : []
  })
  return faults.length > 0 ? Object.fromEntries(faults) : null
}

/** The text parts of a form whose file was refused: all that came before it, for the form to show again. */
export const textParts = ({ body }: Request) =>
  new URLSearchParams(
    Object.entries(body ?? {}).filter((part): part is [string, string] => typeof part[1] === 'string'),
  )

/** The text parts before the file of a form that nobody receives, and what the part with the file is called. */
export async function readTextParts(req: Request, res: Response) {
  acceptBody(req, res)
  const filePart = await new Promise<string | null>((resolve) => {
    const fileFilter: multer.Options['fileFilter'] = (_req, { fieldname }, done) => {
      resolve(fieldname)
      done(null, false)
    }
    multer({ limits: LIMITS, fileFilter, defParamCharset: 'utf8' }).any()(req, res, () => resolve(null))
  })
  return { texts: textParts(req), filePart }
}

type Fail = (error: unknown) => void

/** A multer storage engine that stages. `failed` rejects as soon as a file does, or when `fail` is called. */
function stagingEngine(dir: string, maxBytes: number) {
  let fail: Fail = () => undefined
  const failed = new Promise<never>((_, reject) => {
    fail = reject
  })
  failed.catch(() => undefined)
  const engine: multer.StorageEngine = {
    _handleFile(_req, file, done) {
      stageStream(dir, file.stream, { name: file.originalname, maxBytes }).then(
        (staged) => done(null, { staged } as Partial<Express.Multer.File>),
        (error) => {
          fail(error)
          done(error)
        },
      )
    },
    _removeFile(_req, file, done) {
      const { staged } = file as unknown as { staged?: StagedFile }
      void (staged ? dropStaged(staged) : Promise.resolve()).then(() => done(null), done)
    },
  }
  return { engine, failed, fail }
}

/** Takes one file in the part `name`; another one, or one in another part, fails the request. */
function onlyOne(name: string, fail: Fail): multer.Options['fileFilter'] {
  let isTaken = false
  return (_req, file, done) => {
    const isWanted = file.fieldname === name && !isTaken
    isTaken = true
    if (isWanted) return done(null, true)
    const refusal = new Refusal(422, 'one-file', `Send exactly one file, in the part "${name}".`)
    fail(refusal)
    done(refusal)
  }
}

/** A body of unknown length may have no more than one whose length is announced. */
function refuseEndless(req: Request, maxBytes: number, fail: Fail) {
  let bytes = 0
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > maxBytes + MAX_ENVELOPE_BYTES) fail(tooLarge(maxBytes))
  })
}

function stagedFiles(req: Request): StagedFile[] {
  const parts = (req.files ?? []) as unknown as { staged: StagedFile }[]
  return parts.map(({ staged }) => staged)
}

const missing = (name: string) =>
  new Refusal(422, `no-${name}`, `Send the ${name} as a file in the part "${name}" of multipart/form-data.`)

/** multer's and busboy's words for what a client can do wrong. */
function multerRefusal(error: unknown, name: string): unknown {
  if (error instanceof Refusal) return error
  if (!(error instanceof MulterError)) {
    const { message } = error as Error
    const truncated = /unexpected end of (form|file)|request (aborted|closed)|multipart: boundary not found|malformed/i
    if (truncated.test(message))
      return new Refusal(400, 'body-truncated', 'The body ended early or is no valid form.', { cause: error })
    // A disk that fails ends the stream of the file too, and multer may say so first.
    return diskRefusal(error)
  }
  if ((error.code as string) === 'STREAM_DESTROYED') return new Refusal(400, 'body-truncated', 'The body ended early.')
  // A file without a file name is sent as a text, and is too long for one.
  if (error.code === 'LIMIT_FIELD_VALUE' && error.field === name) return missing(name)
  return new Refusal(422, 'bad-form', `The form can't be read: ${error.message}.`)
}
