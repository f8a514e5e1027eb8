import { createHash } from 'node:crypto'
import type { Request, Response } from 'express'
import { getPublicTranscript } from '../../episodes/public-transcript.ts'
import type { Transcript } from '../../episodes/transcript.ts'
import type { TranscriptFormat } from '../../episodes/transcripts/formats.ts'
import { transcriptUrl } from '../../shows/addresses.ts'
import { type Handler, partOf } from '../handler.ts'
import { PAGE_HEADERS } from '../headers.ts'
import { answerPrecondition } from '../precondition.ts'

/** The text under an address never changes, so nobody needs to ask twice. */
const FOR_EVER = 'public, max-age=31536000, immutable'
/** Where a former address leads may change again. */
const FOR_MINUTES = 'public, max-age=300'

/** GET /transcripts/:show/:file — a transcript in one of its forms; one with the hash of a former text leads there. */
export const showTranscript: Handler = async (host, req, res) => {
  const [show, file] = [partOf(req, 'show'), partOf(req, 'file')]
  const { transcript, format, path } = await getPublicTranscript(host, show, file)
  if (path !== `${show}/${file}`) {
    const headers = { 'Cache-Control': FOR_MINUTES, 'Content-Length': 0 }
    res.writeHead(302, { ...headers, Location: transcriptUrl(host.config, path) })
    return void res.end()
  }
  sendTranscript(req, res, { transcript, format, headers: { ...PAGE_HEADERS, 'Cache-Control': FOR_EVER } })
}

interface Sendable {
  transcript: Transcript
  format: TranscriptFormat
  headers: Record<string, string>
}

/** Sends a transcript in one of its forms. */
export function sendTranscript(req: Request, res: Response, { transcript, format, headers }: Sendable) {
  const { cues, language } = transcript
  const bytes = Buffer.from(format.write(cues, language))
  const etag = createHash('sha256').update(bytes).digest('hex')
  const shared = { ...headers, ETag: `"${etag}"` }
  if (answerPrecondition(req, res, { tags: [etag], unchanged: shared })) return
  res.writeHead(200, {
    ...shared,
    'Content-Type': format.type,
    'Content-Length': bytes.length,
  })
  res.end(req.method === 'HEAD' ? undefined : bytes)
}
