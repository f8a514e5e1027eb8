import type { Transcript as Row } from '../generated/prisma/client.ts'
import { lineKey } from '../lib/cue-edits.ts'
import { notFound, Refusal } from '../lib/errors.ts'
import { replaceRuns } from '../lib/replace-runs.ts'
import type { Services } from '../services.ts'
import { CHANGED_MEANWHILE } from './changed-meanwhile.ts'
import { type Change, editEpisode, touchEpisode } from './episode.ts'
import { cuesJson, keepFormer, refuseUnseen, type Transcript, transcriptHash, withCues } from './transcript.ts'
import type { readTranscriptChanges } from './transcript-input.ts'
import { type Cue, checkedCues, type FoundCue, faultOf, keptCues, refuseFaults, timesOf } from './transcripts/cues.ts'

export type TranscriptChanges = ReturnType<typeof readTranscriptChanges>
type LineChange = NonNullable<TranscriptChanges['lines']>[number]

/**
 * Corrects a transcript: lines as they were seen by what is to stand there, speakers everywhere, its language, how far
 * it was checked. Lines that others changed meanwhile are not overwritten: it refuses all (409) and names them; what
 * they did elsewhere stays. Refuses (409) likewise where it is not the one with the `sha256` any more, and another
 * language there is one in. What was approved is so no more when something else is in it, unless that is said with it.
 */
export async function changeTranscript(
  services: Services,
  episodeId: string,
  language: string,
  changes: TranscriptChanges,
  { by, guard }: Pick<Change, 'by' | 'guard'>,
): Promise<Transcript> {
  let saved = null as Row | null
  await editEpisode(services, episodeId, { by, guard }, async (tx, episode) => {
    const where = { episodeId_language: { episodeId, language } }
    const row = await tx.transcript.findUnique({ where })
    if (!row) throw notFound('transcript')
    if (changes.sha256 !== undefined) refuseUnseen(row, changes.sha256)

    saved = row
    const before = withCues(row).cues
    const cues = corrected(before, changes, episode.enclosure?.seconds ?? null)
    const to = changes.language ?? language
    if (to !== language && (await tx.transcript.count({ where: { episodeId, language: to } })) > 0)
      throw languageTaken(to)
    const sha256 = transcriptHash(to, cues)
    const isOther = JSON.stringify(cues) !== JSON.stringify(before)
    const state = changes.state ?? (isOther && row.state === 'approved' ? 'corrected' : row.state)
    if (sha256 === row.sha256 && state === row.state) return episode

    await keepFormer(tx, row, sha256)
    const data = { language: to, state, sha256, times: timesOf(cues), cues: cuesJson(cues) }
    saved = await tx.transcript.update({ where, data })
    return touchEpisode(tx, episodeId, services.now())
  })
  return withCues(saved!)
}

/** Refuses what `changeTranscript` would refuse of changed lines in a transcript as it was read, and changes nothing. */
export function refuseWrongLines({ cues }: Pick<Transcript, 'cues'>, lines: LineChange[], audioSeconds: number | null) {
  corrected(cues, { lines }, audioSeconds)
}

function corrected(before: Cue[], { lines = [], speakers = [] }: TranscriptChanges, audioSeconds: number | null) {
  if (lines.length + speakers.length === 0) return before
  const numbered = before.map((cue, at): FoundCue => ({ ...cue, line: at + 1 }))
  const changes = lines.map(({ line, was, now }) => ({
    at: line - 1,
    was: keptCues(was.map((cue) => ({ ...cue, line }))).map((cue) => ({ ...cue, line })),
    now: now.map((cue, offset): FoundCue => {
      const last = was.length - 1
      return { ...cue, line: line + Math.min(offset, last), nth: Math.max(0, offset - last) }
    }),
  }))
  if (timesOf(before) === 'spans') refuseMissingEnds(changes.flatMap(({ now }) => now))
  const { list, lost } = replaceRuns(numbered, changes, (cue) => lineKey(cue as Cue))
  if (lost.length > 0) throw linesChanged(lost.map((index) => lines[index]!.line))

  const names = new Map(speakers.map(({ from, to }) => [from, to ?? undefined]))
  const renamed = list.map((cue) => {
    const name = cue.speaker
    return name !== undefined && names.has(name) ? { ...cue, speaker: names.get(name) } : cue
  })
  return checkedCues(renamed, audioSeconds && Math.max(audioSeconds, lastSecond(before)))
}

/** Otherwise nothing would say that all ends go. */
function refuseMissingEnds(cues: FoundCue[]) {
  const without = cues.filter(({ endSeconds, text }) => text !== '' && endSeconds === undefined)
  refuseFaults(without.map((cue) => faultOf(cue, 'end', 'this passage has no end, others have.')))
}

/** Other audio may have become shorter: what was there then can be corrected all the same. */
const lastSecond = (cues: Cue[]) =>
  cues.reduce((last, { startSeconds = 0, endSeconds = 0 }) => Math.max(last, startSeconds, endSeconds), 0)

const linesChanged = (lines: number[]) =>
  new Refusal(409, CHANGED_MEANWHILE, 'Somebody else changed the same lines meanwhile.', {
    fields: { lines: 'Somebody else changed this meanwhile.' },
    details: { lines },
  })

const languageTaken = (language: string) =>
  new Refusal(409, 'language-taken', 'There is a transcript in this language already.', {
    fields: { language: `There is a transcript in this language already: ${language}.` },
  })
