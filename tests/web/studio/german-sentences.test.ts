import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../src/lib/errors.ts'
import { studioErrorPage } from '../../../src/web/studio/error.ts'
import { inGerman, inLanguage } from '../../../src/web/studio/field-errors.ts'
import { GERMAN_PATTERNS, GERMAN_SENTENCES } from '../../../src/web/words/studio/sentences.ts'

/** Where refusals are made that a form of the studio may get, and what an import tells. */
const ROOMS = ['lib', 'storage', 'accounts', 'shows', 'episodes', 'feed', 'web/uploads', 'web/studio']
const DOORS = ['web/request-body.ts', 'web/same-site.ts']
/** Their sentences are in both languages already. */
const BILINGUAL = /-rules\.ts$|next-steps\.ts$/

/** Sentences that no page of the studio shows, by the reason. */
const NOT_SHOWN: Record<string, RegExp> = {
  'what only programs send: forms have fields for it':
    /^(Send an object with|Send a list of|There is no "x" in it|There is no such field;|Send the (header|fields as application\/json|bytes)|Send pairs|Write the (id|number) that|Choose planned|The body is not valid JSON|This Idempotency-Key|Name (a show, or|the show by|the id of)|Say how many bytes)/,
  'the second half of a sentence that is looked up whole':
    /^(as the Podcast Taxonomy|spelled as Apple|can’t be asked|Upload the complete file|This \w+ holds no audio|This M4A (has no index|holds a kind|is in fragments)|The index of this M4A|This MP3 has no fixed bitrate|https?:\/\/)/,
  'said by a hub, in the log': /^Hub /,
  'said in the console, before anything is served': /^Sendeplatz needs Node /,
}

interface Sentence {
  file: string
  text: string
}

/** A string of the source, or a comment, which is skipped. */
const STRING =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|(new \w*Error\(\s*)?(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g

/** Every whole sentence in the source of a file. What is thrown as an `Error` is a bug, and no refusal. */
function sentencesIn(file: string): Sentence[] {
  const code = readFileSync(join('src', file), 'utf8')
  const constants = constantsIn(code)
  return [...code.matchAll(STRING)]
    .filter(([, isBug]) => !isBug)
    .map(([, , single, double, template]) => single ?? double ?? template ?? '')
    .filter((text) => /^["“A-Za-z$][^\n]* [^\n]*\.$/.test(text))
    .map((text) => ({ file, text: withConstants(text, constants) }))
}

function constantsIn(code: string): Map<string, string> {
  const found = [...code.matchAll(/const (\w+) =\s+(?:'([^'\n]*)'|`([^`\n]*)`|(\d[\d_]*)\n)/g)]
  return new Map(
    found.map(([, name, text, template, number]) => [name!, text ?? template ?? number!.replaceAll('_', '')]),
  )
}

function withConstants(text: string, constants: Map<string, string>): string {
  const next = text.replace(/\$\{(\w+)\}/g, (all, name) => constants.get(name) ?? all)
  return next === text ? text : withConstants(next, constants)
}

/** What stands in place of a name or a figure; of two texts to choose from each. */
const SAMPLES = [
  ...['7', 'x', 'MP3', '1.5', '14.2 MB', 'https://a.example/x', 'line 7', ' (x)', 'time', 'podcast, music, video'],
  ...['disabled, activitypub, x', 'the day of the week is another one'],
]

/** The sentence as people may meet it: each way has one that is to be known. */
function waysOf(text: string): string[][] {
  const choice = /\$\{[^{}]*\? '([^']*)' : '([^']*)'\}/.exec(text)
  if (choice) return [choice[1]!, choice[2]!].flatMap((one) => waysOf(text.replace(choice[0], one)))
  return [SAMPLES.map((sample) => text.replace(/\$\{[^}]*\}/g, sample))]
}

const filesIn = (room: string) =>
  readdirSync(join('src', room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(room, file))

const sentences = [...ROOMS.flatMap(filesIn), ...DOORS].filter((file) => !BILINGUAL.test(file)).flatMap(sentencesIn)
const isNotShown = (samples: string[]) =>
  Object.values(NOT_SHOWN).some((pattern) => samples.some((sample) => pattern.test(sample)))

/** What is said in German of English sentences. */
const germanOf = (english: RegExp) =>
  [...Object.entries(GERMAN_SENTENCES), ...GERMAN_PATTERNS.map(([{ source }, german]) => [source, german] as const)]
    .filter(([sentence]) => english.test(sentence))
    .map(([, german]) => german)

describe('what is refused in a form of the studio is said in German', () => {
  test('the source is full of sentences', () => expect(sentences.length).toBeGreaterThan(200))

  test('each has its own', () => {
    const unknown = sentences.filter(({ text }) =>
      waysOf(text).some((samples) => !isNotShown(samples) && samples.every((sample) => inGerman(sample) === null)),
    )
    expect(unknown.map(({ file, text }) => `${file}: ${text}`)).toEqual([])
  })

  test('what is fetched from elsewhere too, whatever is wrong with it', () => {
    const reasons = filesIn('lib').flatMap((file) =>
      [
        ...readFileSync(join('src', file), 'utf8').matchAll(/refused\(\s*'[\w-]+',\s*url,\s*(?:'([^']*)'|`([^`]*)`)/g),
      ].map(([, text, template]) => `https://a.example/x ${(text ?? template!).replace(/\$\{[^}]*\}/g, '7')}.`),
    )
    expect(reasons.length).toBeGreaterThan(8)
    expect(reasons.filter((sentence) => inGerman(sentence) === null)).toEqual([])
  })

  test.each([
    'Nobody has a German sentence for this.',
    'Entry 2, role: Nobody has a German sentence for this.',
    'The picture https://a.example/x was left out: Nobody has a German sentence for this.',
  ])('and where one should be missing after all, no English is shown: %s', (sentence) =>
    expect(inLanguage('de', sentence)).not.toContain('Nobody'),
  )
})

test.each([
  ['The notes were shortened: they had more than 50,000 bytes.', 'Sie hatten mehr als 50.000 Zeichen'],
  ['It begins behind the end of the audio, which has 52.168 seconds.', 'hinter dem Ende des Audios (0:52).'],
  ['Chapter 2: It ends behind the end of the audio, which has 3600 seconds.', 'hinter dem Ende des Audios (1:00:00).'],
  [
    'A chapter was left out: It begins behind the end of the audio, which has 1.5 seconds.',
    'hinter dem Ende des Audios (0:01).',
  ],
  ['The feed says that its audio has 52134567 bytes; 0 came.', '52.134.567 Byte; angekommen sind 0.'],
  ['The feed says that its audio has 1 byte; 200 came.', 'hat ihr Audio 1 Byte; angekommen sind 200.'],
  [
    'https://a.example/1,000/2.5 sends more than 1,000,000 bytes.',
    'https://a.example/1,000/2.5 sendet mehr als 1.000.000',
  ],
  ['Line 9: 01:10:03.500 is past the end of the audio.', 'Zeile 9: 01:10:03.500 liegt hinter dem Ende des Audios.'],
  ['By what the feed says they have 14.2 GB of audio.', 'haben sie 14,2 GB Audio.'],
  ['The category “1,000” is now called “2.5”.', 'Die Kategorie „1,000“ heißt jetzt „2.5“.'],
])('figures are written as in German, and what others wrote as they did: %s', (sentence, german) =>
  expect(inGerman(sentence)).toContain(german),
)

test('each group for a figure with marks in it has a name, by which it is written as in German', () =>
  expect(GERMAN_PATTERNS.filter(([pattern]) => /\(\[\\d[.,]/.test(pattern.source))).toEqual([]))

test('no German sentence about a text counts bytes', () =>
  expect(germanOf(/description|notes/i).filter((german) => /\bBytes?\b/.test(german))).toEqual([]))

test('pages of the studio show the sentence of a refusal through that alone', () => {
  const shown = filesIn('web/studio').filter((file) =>
    /\$\{[^}]*\.message\b/.test(readFileSync(join('src', file), 'utf8')),
  )
  expect(shown).toEqual([])
})

test.each([
  [403, 'other-site', 'This form was not sent from a page of this host.', 'Dieses Formular kam nicht von einer Seite'],
  [415, 'not-a-form', 'Send the fields as a form.', 'Diese Angaben kamen nicht als Formular.'],
  [
    413,
    'too-large',
    'This is too large: at most 2.1 GB are taken at once.',
    'Hier sind höchstens 2,1 GB auf einmal möglich.',
  ],
  [400, 'unknown', 'Nobody has a German sentence for this.', 'Das hat nicht geklappt'],
])('a page about an error is German too: %i %s', (status, code, sentence, german) => {
  const text = studioErrorPage('de', new Refusal(status, code, sentence))
  expect(text).toContain(german)
  expect(text).not.toContain(sentence)
  expect(studioErrorPage('en', new Refusal(status, code, sentence))).toContain(sentence)
})
