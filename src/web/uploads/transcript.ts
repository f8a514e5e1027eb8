import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Request, Response } from 'express'
import { readNewTranscriptState, readTranscriptLanguage } from '../../episodes/transcript-input.ts'
import { MAX_TRANSCRIPT_BYTES } from '../../episodes/transcripts/read-transcript.ts'
import type { Services } from '../../services.ts'
import { dropStaged } from '../../storage/staging.ts'
import { readBytes } from '../request-body.ts'
import { receiveUpload } from './multipart.ts'

/** What a file's name says of it, where its content says nothing. */
const TYPES: Record<string, string> = {
  '.vtt': 'text/vtt',
  '.srt': 'application/x-subrip',
  '.json': 'application/json',
  '.html': 'text/html',
  '.htm': 'text/html',
}

/**
 * A transcript as the body of a request, its state in the query, or as the part `transcript` of multipart/form-data,
 * its state in a text part. Which one it takes the place of may be in the query as `sha256`, empty for none.
 */
export async function readTranscriptFile(services: Services, req: Request, res: Response) {
  const { sha256, ...asked } = req.query
  const seen = typeof sha256 === 'string' ? { seen: sha256 || null } : {}
  if (!req.is('multipart/form-data')) {
    const state = readNewTranscriptState(asked)
    const type = req.headers['content-type'] ?? ''
    return { bytes: await readBytes(req, res, MAX_TRANSCRIPT_BYTES), type, state, ...seen }
  }
  return receiveTranscript(services, req, res, (fields) => ({
    state: readNewTranscriptState({ ...asked, ...fields }),
    ...seen,
  }))
}

/** The same from a form on a page: its language and state are text parts. */
export function readTranscriptForm(services: Services, req: Request, res: Response) {
  return receiveTranscript(services, req, res, (fields) => {
    const state = textOf(fields['transcript-state'])
    const known = readTranscriptLanguage(textOf(fields['transcript-language']))
    // The transcript in this language that the page showed, or none.
    const seen = textOf(fields[`seen-${known}`]) || null
    return { language: known, state: readNewTranscriptState({ state }), seen }
  })
}

async function receiveTranscript<About>(
  services: Services,
  req: Request,
  res: Response,
  read: (fields: Record<string, unknown>) => About,
) {
  const { file, fields } = await receiveUpload(services, req, res, 'transcript', MAX_TRANSCRIPT_BYTES)
  try {
    const about = read(fields)
    return { ...about, bytes: await readFile(file.path), type: TYPES[extname(file.name).toLowerCase()] ?? '' }
  } finally {
    await dropStaged(file)
  }
}

const textOf = (field: unknown) => (typeof field === 'string' ? field : '')
