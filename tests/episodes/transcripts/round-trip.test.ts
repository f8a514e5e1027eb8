import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cue } from '../../../src/episodes/transcripts/cues.ts'
import { paragraphsOf } from '../../../src/episodes/transcripts/paragraphs.ts'
import { readTranscript } from '../../../src/episodes/transcripts/read-transcript.ts'
import { nameInFront } from '../../../src/episodes/transcripts/speakers.ts'
import { writeTranscriptHtml } from '../../../src/episodes/transcripts/write-html.ts'
import { writeTranscriptJson } from '../../../src/episodes/transcripts/write-json.ts'
import { writeSrt } from '../../../src/episodes/transcripts/write-srt.ts'
import { writeVtt } from '../../../src/episodes/transcripts/write-vtt.ts'
import { Refusal } from '../../../src/lib/errors.ts'
import { hostileLine } from '../../support/hostile-text.ts'
import { brokenVtt } from '../../support/subtitle-grammar.ts'
import { hostileCues, plainCues } from './some-cues.ts'
import { cue, read, SECONDS } from './support.ts'

const isMistakable = (cues: Cue[]) =>
  cues.every(({ speaker }) => !speaker) && cues.some(({ text }) => nameInFront(text))

test('WebVTT gives back what was written, whatever the texts and names', () => {
  fc.assert(
    fc.property(hostileCues, (cues) => {
      fc.pre(!isMistakable(cues))
      expect(read(writeVtt(cues))).toEqual(cues)
    }),
    { numRuns: 300 },
  )
})

test('JSON gives back what was written, whatever the texts and names', () => {
  fc.assert(
    fc.property(hostileCues, (cues) => {
      expect(read(writeTranscriptJson(cues))).toEqual(cues)
    }),
    { numRuns: 300 },
  )
})

test('SRT gives back ordinary texts and names, where the first one who speaks has a name or nobody has', () => {
  fc.assert(
    fc.property(plainCues, (cues) => {
      fc.pre(cues.every(({ speaker }) => !speaker) || !!cues.find(({ text }) => !/^[[(♪]/.test(text))?.speaker)
      expect(read(writeSrt(cues))).toEqual(cues)
    }),
    { numRuns: 300 },
  )
})

test('HTML gives back the paragraphs, whatever the texts and names', () => {
  fc.assert(
    fc.property(fc.oneof(hostileCues, plainCues), (cues) => {
      fc.pre(!isMistakable(cues))
      const paragraphs = paragraphsOf(cues)
      expect(read(writeTranscriptHtml(cues, 'de'))).toEqual(paragraphs)
      expect(paragraphsOf(paragraphs)).toEqual(paragraphs)
    }),
    { numRuns: 300 },
  )
})

test('a transcript without times goes through HTML unchanged', () => {
  const untimed = plainCues.map((cues) => cues.map(({ startSeconds: _, endSeconds: __, ...rest }) => rest))
  fc.assert(
    fc.property(untimed, (cues) => {
      fc.pre(!isMistakable(cues))
      expect(read(writeTranscriptHtml(cues, 'de'))).toEqual(cues)
    }),
  )
})

test('WebVTT is written by its grammar: ascending starts, ends after them, no empty line, no foreign mark', () => {
  const cues = fc.oneof(
    hostileCues,
    hostileCues.map((cues) => cues.map(({ endSeconds: _, ...rest }) => rest)),
  )
  fc.assert(
    fc.property(cues, (cues) => {
      const file = writeVtt(cues)
      expect(brokenVtt(file)).toEqual([])
      expect(file.split('\n\n')).toHaveLength(cues.length + 1)
    }),
  )
})

test('lines have at most 65 characters in WebVTT and 32 in SRT, but for longer words', () => {
  fc.assert(
    fc.property(plainCues, (cues) => {
      const longest = (file: string) =>
        Math.max(
          ...file
            .replaceAll(/<v[^>]*>|&\w+;/g, '')
            .split('\n')
            .map((line) => line.length),
        )
      expect(longest(writeVtt(cues))).toBeLessThanOrEqual(65)
      expect(longest(writeSrt(cues))).toBeLessThanOrEqual(32)
    }),
  )
})

test('whatever is sent, it is taken, and can be written and read again, or refused naming line and reason', () => {
  const files = fc
    .oneof(plainCues, hostileCues)
    .chain((cues) =>
      fc.constantFrom(writeVtt(cues), writeSrt(cues), writeTranscriptJson(cues), writeTranscriptHtml(cues, 'en')),
    )
  const broken = fc
    .tuple(files, fc.nat(), fc.nat(10), fc.oneof(hostileLine, fc.constantFrom('-->', '\n', '\n\n', '<', '{', '0', ':')))
    .map(([file, at, gone, put]) => {
      const from = at % (file.length + 1)
      return Buffer.from(file.slice(0, from) + put + file.slice(from + gone))
    })
  const types = fc.constantFrom('', 'text/vtt', 'application/x-subrip', 'application/json', 'text/html', 'text/plain')
  fc.assert(
    fc.property(fc.oneof(broken, fc.uint8Array({ maxLength: 200 })), types, (bytes, type) => {
      try {
        const cues = readTranscript(bytes, type, SECONDS)
        const isTimed = cues[0]!.startSeconds !== undefined
        read(writeTranscriptHtml(cues, 'de'))
        if (isTimed) read(writeVtt(cues))
        if (isTimed) expect(read(writeTranscriptJson(cues)).length).toBeLessThanOrEqual(cues.length)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        expect(error).toMatchObject({ status: 422, code: 'bad-transcript' })
        expect(error.message).toMatch(/^Line [1-9]\d*: .+\.$/s)
      }
    }),
    { numRuns: 1500 },
  )
})

test('where only starts are known, a cue ends with the next start, the last with its text', () => {
  const starts = [1, 1, 3].map((startSeconds, at) => ({ startSeconds, text: 'x'.repeat(at * 12 + 1) }))
  expect(read(writeVtt(starts))).toEqual([
    cue(1, 3, null, 'x'),
    cue(1, 3, null, 'x'.repeat(13)),
    cue(3, 5.083, null, 'x'.repeat(25)),
  ])
})
