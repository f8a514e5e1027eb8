import { expect, test } from 'vitest'
import { nameInFront } from '../../../src/episodes/transcripts/speakers.ts'
import { read, refusalOf } from './support.ts'

test.each<[what: string, file: string, cues: unknown[]]>([
  ['paragraphs', 'Eins\nzwei.\n\n \nDrei.\n', [{ text: 'Eins zwei.' }, { text: 'Drei.' }]],
  [
    'speakers',
    'Anna: Ja.\n\nNein.\n\nBen: Doch.',
    [
      { speaker: 'Anna', text: 'Ja.' },
      { speaker: 'Anna', text: 'Nein.' },
      { speaker: 'Ben', text: 'Doch.' },
    ],
  ],
  [
    'a conversation without empty lines',
    'Anna: Ja,\nklar.\nBen: Doch.',
    [
      { speaker: 'Anna', text: 'Ja, klar.' },
      { speaker: 'Ben', text: 'Doch.' },
    ],
  ],
  [
    'a speaker who comes twice, after a preface',
    'Ein Gespräch.\n\nAnna: Ja.\n\nAnna: Nein.',
    [{ text: 'Ein Gespräch.' }, { speaker: 'Anna', text: 'Ja.' }, { speaker: 'Anna', text: 'Nein.' }],
  ],
  ['a sentence with a colon', 'Eins.\n\nMerke: zwei.', [{ text: 'Eins.' }, { text: 'Merke: zwei.' }]],
  [
    'sounds',
    '[Musik]\n\nAnna: Ja.\n\n(lacht)\n\nGut.',
    [{ text: '[Musik]' }, { speaker: 'Anna', text: 'Ja.' }, { text: '(lacht)' }, { speaker: 'Anna', text: 'Gut.' }],
  ],
])('%s', (_, file, cues) => expect(read(file, 'text/plain')).toEqual(cues))

test.each([
  ...[
    'Anna',
    'Dr. Anna Müller',
    'Prof. Dr. h.c. A. von der Heide',
    'Lena-Sophie Müller',
    'Frau aus dem Publikum'.replace('Frau', 'Stimme'),
  ],
  ...['Sprecher 1', 'BEN', 'O’Neill', 'Ursula von der Leyen (EU)', 'Иван', '陳', 'R2-D2', 'Moderation'],
])('%s can be a name', (name) => {
  expect(nameInFront(`${name}: Guten Tag.`)).toBe(name)
  expect(nameInFront(`${name}:`)).toBe(name)
})

test.each([
  ...[
    'Ich sage: ja.',
    'https://example.org',
    'Um 12:30 Uhr',
    'Gut, Anna: ja.',
    'Ja. Nein? Doch: ja.',
    'anna: ja.',
    ': ja.',
    'Anna :ja',
  ],
  ...['1. Punkt: ja.', '„Anna“: ja.', `A${'a'.repeat(60)}: ja.`, 'A B C D E F G H: ja.', 'Anna', ''],
  'Im Jahr 2026: viel los',
])('%j has no name in front', (text) => expect(nameInFront(text)).toBeNull())

test('a text without a word is refused', () => {
  expect(refusalOf('\n \n', 'text/plain')).toMatch(/^Line 1: there is no text/)
  expect(refusalOf('Anna:\n\nBen:', 'text/plain')).toMatch(/^Line 1: there is no text/)
})
