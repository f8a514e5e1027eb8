import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { writeVtt } from '../../src/episodes/transcripts/write-vtt.ts'
import { hostileCues } from '../episodes/transcripts/some-cues.ts'
import { saidInVtt } from '../support/said-in.ts'

const FILES = 200
/** Debian's python3-webvtt shares no code with what wrote the files. */
const READ = `
import json, sys, webvtt
exact = lambda seconds: round(seconds * 1000) / 1000
read = lambda path: [[exact(c.start_in_seconds), exact(c.end_in_seconds), c.raw_text] for c in webvtt.read(path)]
print(json.dumps([read(path) for path in sys.argv[1:]]))
`

const dir = mkdtempSync(join(tmpdir(), 'sendeplatz-webvtt-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

test('AC-19 another reader of WebVTT finds every cue with its times, voice and words, whatever is said', () => {
  const transcripts = fc.sample(hostileCues, FILES).map((cues, at) => ({ cues, path: join(dir, `${at}.vtt`) }))
  for (const { cues, path } of transcripts) writeFileSync(path, writeVtt(cues))
  const paths = transcripts.map(({ path }) => path)
  const answer = execFileSync('/usr/bin/python3', ['-c', READ, ...paths], { maxBuffer: 64 * 1024 * 1024 })
  const read: [number, number, string][][] = JSON.parse(answer.toString())
  expect(read).toHaveLength(FILES)
  for (const [at, { cues }] of transcripts.entries()) {
    expect(read[at]!.map(([start, end]) => [start, end])).toEqual(
      cues.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]),
    )
    const texts = read[at]!.map(([, , text]) => `00:00:00.000 --> 00:00:01.000\n${text}\n`)
    expect(saidInVtt(texts.join('\n')).map(({ speaker, text }) => [speaker, text])).toEqual(
      cues.map(({ speaker, text }) => [speaker, text]),
    )
  }
})
