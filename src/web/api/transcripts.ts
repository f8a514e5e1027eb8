import { changeTranscript } from '../../episodes/correct-transcript.ts'
import { getTranscript, removeTranscript, setTranscript } from '../../episodes/transcript.ts'
import { readTranscriptChanges, readTranscriptLanguage } from '../../episodes/transcript-input.ts'
import { staysReady } from '../../feed/publish-gate.ts'
import { type Handler, partOf } from '../handler.ts'
import { readJson } from '../request-body.ts'
import { requireProgram } from '../signed-in.ts'
import { readTranscriptFile } from '../uploads/transcript.ts'
import { episodeFor, readableEpisode } from './asked-for.ts'
import { transcriptJson } from './representation.ts'

/** Every line of two hours, as it was and as it is to be. */
const MAX_CHANGES_BYTES = 2 * 1024 * 1024

/** GET /api/v1/episodes/:id/transcripts */
export const getTranscripts: Handler = async (host, req, res) => {
  const { episode } = await readableEpisode(host, req)
  res.json({ transcripts: episode.transcripts.map((transcript) => transcriptJson(host.config, episode, transcript)) })
}

/** GET /api/v1/episodes/:id/transcripts/:language — with what is said, as it is kept. */
export const getOneTranscript: Handler = async (host, req, res) => {
  const { episode } = await readableEpisode(host, req)
  const transcript = await getTranscript(host, episode.id, languageOf(req))
  res.json({ ...transcriptJson(host.config, episode, transcript), cues: transcript.cues })
}

/** PUT /api/v1/episodes/:id/transcripts/:language?state=&sha256= — the file as it is, or as `transcript` in multipart. */
export const putTranscript: Handler = async (host, req, res) => {
  const by = await requireProgram(host, req)
  const episode = await episodeFor(host, req, undefined, by)
  const language = languageOf(req)
  const transcript = await setTranscript(host, episode.id, language, await readTranscriptFile(host, req, res), by)
  res.json(transcriptJson(host.config, episode, transcript))
}

/** PATCH /api/v1/episodes/:id/transcripts/:language — {"state": "approved"}, {"lines": [{"line", "was", "now"}]} … */
export const patchTranscript: Handler = async (host, req, res) => {
  const by = await requireProgram(host, req)
  const episode = await episodeFor(host, req, undefined, by)
  const changes = readTranscriptChanges((await readJson(req, res, MAX_CHANGES_BYTES)) ?? {})
  const transcript = await changeTranscript(host, episode.id, languageOf(req), changes, { by })
  res.json(transcriptJson(host.config, episode, transcript))
}

/** DELETE /api/v1/episodes/:id/transcripts/:language?sha256= */
export const deleteTranscript: Handler = async (host, req, res) => {
  const by = await requireProgram(host, req)
  const { id } = await episodeFor(host, req, undefined, by)
  await removeTranscript(host, id, languageOf(req), { by, seen: seenIn(req), guard: staysReady(host) })
  res.status(204).end()
}

/** The hash of the transcript that was seen. */
const seenIn = ({ query: { sha256 } }: Parameters<Handler>[1]) => (typeof sha256 === 'string' ? sha256 : undefined)

const languageOf = (req: Parameters<Handler>[1]) => readTranscriptLanguage(partOf(req, 'language'))
