import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { probeAudio } from '../../../src/episodes/probe.ts'
import { readTranscript } from '../../../src/episodes/transcripts/read-transcript.ts'
import { writeVtt } from '../../../src/episodes/transcripts/write-vtt.ts'

const DEMO = join(import.meta.dirname, '../../../demo')
const { episodes } = JSON.parse(readFileSync(join(DEMO, 'show.json'), 'utf8'))

test.each<[file: string, transcript: string]>(
  episodes.map(({ file, transcript }: Record<string, string>) => [file, transcript]),
)('%s has a transcript of all its words, inside its seconds, with both voices', async (file, transcript) => {
  const audio = join(DEMO, file)
  const { seconds } = (await probeAudio(audio, statSync(audio).size)).facts
  const bytes = readFileSync(join(DEMO, transcript))
  const cues = readTranscript(bytes, 'text/vtt', seconds)

  const dialogue = readFileSync(join(DEMO, transcript.replace('transcripts/', 'make/').replace('.vtt', '.txt')), 'utf8')
  const words = [...dialogue.matchAll(/^[MR]: (.*)$/gm)].map(([, said]) => said)
  expect(cues.map(({ text }) => text).join(' ')).toBe(words.join(' '))
  expect(new Set(cues.map(({ speaker }) => speaker))).toEqual(new Set(['Erste Stimme', 'Zweite Stimme']))
  expect(cues.at(-1)!.endSeconds).toBeLessThan(seconds)
  expect(cues.at(-1)!.endSeconds).toBeGreaterThan(seconds - 5)
  for (const { startSeconds, endSeconds, text } of cues) {
    const perSecond = text.length / (endSeconds! - startSeconds!)
    expect(perSecond).toBeGreaterThan(8)
    expect(perSecond).toBeLessThan(22)
  }
  expect(readTranscript(Buffer.from(writeVtt(cues)), 'text/vtt', seconds)).toEqual(cues)
})
