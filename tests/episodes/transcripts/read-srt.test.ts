import { expect, test } from 'vitest'
import { cue, read, refusalOf } from './support.ts'

const ONE = '00:00:01,000 --> 00:00:02,500\n'
const TWO = '00:00:03,000 --> 00:00:04,000\n'

test.each<[what: string, file: string, cues: unknown[]]>([
  ['a subtitle', `1\n${ONE}Guten Tag.\n`, [cue(1, 2.5, null, 'Guten Tag.')]],
  [
    'two, with line breaks of Windows',
    `1\n${ONE}Ja.\n\n2\n${TWO}Nein.\n`.replaceAll('\n', '\r\n'),
    [cue(1, 2.5, null, 'Ja.'), cue(3, 4, null, 'Nein.')],
  ],
  ['a byte order mark and empty lines in front', `\ufeff\n\n1\n${ONE}Ja.`, [cue(1, 2.5, null, 'Ja.')]],
  ['a point in place of the comma', `1\n${ONE.replaceAll(',', '.')}Ja.`, [cue(1, 2.5, null, 'Ja.')]],
  ['short times', '1\n0:01,5-->0:02,55\nJa.', [cue(1.5, 2.55, null, 'Ja.')]],
  ['times without milliseconds', '00:00:01 --> 00:00:02\nJa.', [cue(1, 2, null, 'Ja.')]],
  ['a place on the screen', `1\n${ONE.trim()} X1:40 X2:600 Y1:20 Y2:50\nJa.`, [cue(1, 2.5, null, 'Ja.')]],
  ['no counters', `${ONE}42\n\n${TWO}Nein.`, [cue(1, 2.5, null, '42'), cue(3, 4, null, 'Nein.')]],
  ['counters in any order', `7\n${ONE}Ja.\n\n7\n${TWO}Nein.`, [cue(1, 2.5, null, 'Ja.'), cue(3, 4, null, 'Nein.')]],
  ['nothing between two', `1\n${ONE}Ja.\n2\n${TWO}Nein.`, [cue(1, 2.5, null, 'Ja.'), cue(3, 4, null, 'Nein.')]],
  [
    'an empty line inside',
    `1\n${ONE}Ja.\n\nDoch.\n\n2\n${TWO}Nein.`,
    [cue(1, 2.5, null, 'Ja. Doch.'), cue(3, 4, null, 'Nein.')],
  ],
  [
    'a number that counts nothing',
    `1\n${ONE}Ja.\n\n7\n\n2\n${TWO}Nein.`,
    [cue(1, 2.5, null, 'Ja. 7'), cue(3, 4, null, 'Nein.')],
  ],
  ['one without text', `1\n${ONE}\n2\n${TWO}Nein.`, [cue(3, 4, null, 'Nein.')]],
  [
    'simple tags',
    `1\n${ONE}{\\an8}<i>Guten</i> <font color="#fff">Tag</font> <B>so</B> 2 < 3`,
    [cue(1, 2.5, null, 'Guten Tag so 2 < 3')],
  ],
  ['lines, joined', `1\n${ONE}Guten\nTag.`, [cue(1, 2.5, null, 'Guten Tag.')]],
  [
    'names in front',
    `1\n${ONE}Dr. Anna Müller: Ja.\n\n2\n${TWO}Ich meine: doch.\n\n3\n${TWO}BEN:\nNein.`,
    [
      cue(1, 2.5, 'Dr. Anna Müller', 'Ja.'),
      cue(3, 4, 'Dr. Anna Müller', 'Ich meine: doch.'),
      cue(3, 4, 'BEN', 'Nein.'),
    ],
  ],
  [
    'a name after music',
    `1\n${ONE}[Musik]\n\n2\n${TWO}Anna: Ja.`,
    [cue(1, 2.5, null, '[Musik]'), cue(3, 4, 'Anna', 'Ja.')],
  ],
  [
    'a single colon is no name',
    `1\n${ONE}Ja.\n\n2\n${TWO}Wichtig: so.`,
    [cue(1, 2.5, null, 'Ja.'), cue(3, 4, null, 'Wichtig: so.')],
  ],
])('%s', (_, file, cues) => expect(read(file)).toEqual(cues))

test.each<[file: string, sentence: RegExp]>([
  [
    `1\n${ONE}Ja.\n\n2\n00:00:03,000 -> 00:00:04,000\nNein.`,
    /^Line 6: write the times of a subtitle as 00:00:01,000 --> /,
  ],
  [`1\n${ONE}Ja.\n\n2\n00:00:03,000 --> \nNein.`, /^Line 6: write the times/],
  [`1\n${ONE}Ja.\n\n2\nNein.`, /^Line 5: there is no line of times here; write the times of a subtitle as /],
  [`1\n${ONE}Ja.\n\n2\n`, /^Line 5: there is no line of times here/],
  [`1\n${ONE}Ja.\n\n2\n00:00:03,000 --> 00:00:61,000\nNein.`, /^Line 6: write the times/],
  [
    `1\n${ONE}Ja.\n\n2\n00:00:00,999 --> 00:00:04,000\nNein.`,
    /^Line 6: this passage starts at 00:00:00.999, the one before it at 00:00:01\./,
  ],
  ['1\n00:00:02,000 --> 00:00:01,000\nNein.', /^Line 2: this passage ends at 00:00:01, before its start at 00:00:02\./],
  [`1\n${ONE}`, /^Line 1: there is no text/],
])('%j is refused', (file, sentence) => expect(refusalOf(file)).toMatch(sentence))

test('what is declared SRT and has no times is refused', () => {
  expect(refusalOf('Guten Tag.', 'application/x-subrip')).toMatch(/^Line 1: text before the first time/)
  expect(refusalOf('', 'application/x-subrip')).toMatch(/^Line 1: write the times/)
})
