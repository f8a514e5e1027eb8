import { expect, test } from 'vitest'
import { cue, read, refusalOf } from './support.ts'

const file = (...segments: unknown[]) => JSON.stringify({ version: '1.0.0', segments }, null, 1)
const [ja, nein] = [
  { startTime: 1, endTime: 2.5, body: 'Ja.' },
  { startTime: 3, endTime: 4, body: 'Nein.' },
]

test.each<[what: string, file: string, cues: unknown[]]>([
  ['segments', file({ speaker: 'Anna', ...ja }, nein), [cue(1, 2.5, 'Anna', 'Ja.'), cue(3, 4, null, 'Nein.')]],
  ['a list alone', JSON.stringify([ja, nein]), [cue(1, 2.5, null, 'Ja.'), cue(3, 4, null, 'Nein.')]],
  [
    'ends for some only, left out',
    file(ja, { startTime: 3, body: 'Nein.' }),
    [
      { startSeconds: 1, text: 'Ja.' },
      { startSeconds: 3, text: 'Nein.' },
    ],
  ],
  ['no times', file({ speaker: 'Anna', body: 'Ja.' }), [{ speaker: 'Anna', text: 'Ja.' }]],
  ['times as text', file({ startTime: '1.25', endTime: '2', body: 'Ja.' }), [cue(1.25, 2, null, 'Ja.')]],
  [
    'more digits than milliseconds',
    file({ startTime: 0.1 + 0.2, endTime: 1.0004, body: 'Ja.' }),
    [cue(0.3, 1, null, 'Ja.')],
  ],
  ['a numbered speaker', file({ ...ja, speaker: 2 }), [cue(1, 2.5, '2', 'Ja.')]],
  [
    'a speaker with a colon, and one that is blank',
    file({ ...ja, speaker: 'Anna: ' }, { ...nein, speaker: ' ' }),
    [cue(1, 2.5, 'Anna', 'Ja.'), cue(3, 4, null, 'Nein.')],
  ],
  [
    'what Whisper writes',
    JSON.stringify({
      text: ' Ja. Nein.',
      segments: [
        { id: 0, start: 1, end: 2.5, text: ' Ja.', words: [] },
        { id: 1, start: 3, end: 4, text: ' Nein.' },
      ],
    }),
    [cue(1, 2.5, null, 'Ja.'), cue(3, 4, null, 'Nein.')],
  ],
])('%s', (_, text, cues) => expect(read(text)).toEqual(cues))

/** A word each 0.4 s. */
const words = (text: string, speaker?: string, from = 0) =>
  text.split('|').map((body, at) => ({ speaker, startTime: from + at * 0.4, endTime: from + at * 0.4 + 0.3, body }))

test('words become passages, ended by a change of speaker', () => {
  const spoken = file(...words('Guten|Tag|,|Herr|Schubert|!', 'Anna'), ...words('Guten|Tag|.', 'Ben', 3))
  expect(read(spoken)).toEqual([cue(0, 2.3, 'Anna', 'Guten Tag, Herr Schubert!'), cue(3, 4.1, 'Ben', 'Guten Tag.')])
})

test('words that bring their own blanks are joined as they are', () => {
  const spoken = file(...words(' Wie| geht|’s| Ihnen|?| Gut'))
  expect(read(spoken)).toEqual([cue(0, 2.3, null, 'Wie geht’s Ihnen? Gut')])
})

test('passages of words end with a sentence, with a pause, or when they are long', () => {
  const sentence = words('Das|ist|ein|ziemlich|langer|Satz.|Und|noch|einer')
  expect(read(file(...sentence)).map(({ text }) => text)).toEqual([
    'Das ist ein ziemlich langer Satz.',
    'Und noch einer',
  ])

  const paused = [...words('Eins|zwei'), ...words('drei|vier', undefined, 3), ...words('x|x|x|x|x|x|x|x', undefined, 4)]
  expect(read(file(...paused))[0]!.text).toBe('Eins zwei')

  const endless = read(file(...words('lang|'.repeat(100).slice(0, -1))))
  expect(endless.length).toBeGreaterThan(3)
  for (const { text } of endless) expect(text.length).toBeLessThanOrEqual(125)
})

test.each<[file: string, sentence: RegExp]>([
  ['{"version":"1.0.0",\n"segments":[\n{"body":x}]}', /^Line 3: this is not valid JSON/],
  ['{"version":"1.0.0"', /^Line 1: this is not valid JSON/],
  ['{"segments":[{"startTime":1,"body":"a\nb"}]}', /^Line 1: this is not valid JSON/],
  ['{"version":"1.0.0"}', /^Line 1: a transcript in JSON is an object with a list called "segments"/],
  ['{"segments":[]}', /^Line 1: there is no text/],
  [file(ja, 'Nein.'), /^Line 9: a segment is an object/],
  [file(ja, { ...nein, body: 7 }), /^Line 9: a segment has its text in "body"/],
  [file(ja, { ...nein, speaker: {} }), /^Line 9: the "speaker"/],
  [file(ja, { ...nein, startTime: 'bald' }), /^Line 9: a time is a number of seconds/],
  [file(ja, { ...nein, startTime: -1 }), /^Line 9: a time is a number of seconds from 0 on/],
  [
    file({ ...ja, startTime: 5, endTime: 6 }, nein),
    /^Line 9: this passage starts at 00:00:03, the one before it at 00:00:05\./,
  ],
  [file(ja, { ...nein, startTime: 3000, endTime: 4000 }), /^Line 9: 01:06:40 is past the end of the audio/],
  [file(ja, { body: 'Nein.' }), /^Line 9: this passage has no time, others have/],
  [file({ ...ja, speaker: 'x'.repeat(129) }), /^Line 4: the name of a speaker has at most 128 characters/],
])('%s is refused', (text, sentence) => expect(refusalOf(text)).toMatch(sentence))
