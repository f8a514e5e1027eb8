import { expect, test } from 'vitest'
import { cue, read, refusalOf } from './support.ts'

const ONE = '00:00:01.000 --> 00:00:02.500\n'

test.each<[what: string, file: string, cues: unknown[]]>([
  ['a cue', `WEBVTT\n\n${ONE}Guten Tag.\n`, [cue(1, 2.5, null, 'Guten Tag.')]],
  ['a file without a last line break', `WEBVTT\n\n${ONE}Guten Tag.`, [cue(1, 2.5, null, 'Guten Tag.')]],
  ['line breaks of Windows', `WEBVTT\r\n\r\n${ONE.replace('\n', '\r\n')}Ja.\r\n`, [cue(1, 2.5, null, 'Ja.')]],
  ['line breaks of old Macs', `WEBVTT\r\r${ONE.replace('\n', '\r')}Ja.\r`, [cue(1, 2.5, null, 'Ja.')]],
  ['a byte order mark', `\ufeffWEBVTT\n\n${ONE}Ja.`, [cue(1, 2.5, null, 'Ja.')]],
  [
    'a title and facts in the header',
    `WEBVTT - Folge 1\nKind: captions\nLanguage: de\n\n${ONE}Ja.`,
    [cue(1, 2.5, null, 'Ja.')],
  ],
  ['no empty line below the header', `WEBVTT\n${ONE}Ja.`, [cue(1, 2.5, null, 'Ja.')]],
  ['times without hours', 'WEBVTT\n\n00:01.000 --> 59:59.999\nJa.', [cue(1, 3599.999, null, 'Ja.')]],
  ['hours of one digit', 'WEBVTT\n\n0:00:01.000 --> 0:00:03.000\nJa.', [cue(1, 3, null, 'Ja.')]],
  ['times without blanks between', 'WEBVTT\n\n00:01.000-->00:03.000\nJa.', [cue(1, 3, null, 'Ja.')]],
  ['both, with settings', 'WEBVTT\n\n0:00:01.000-->\t0:00:03.000 align:start\nJa.', [cue(1, 3, null, 'Ja.')]],
  ['settings without a blank before', 'WEBVTT\n\n00:01.000 --> 00:03.000align:start\nJa.', [cue(1, 3, null, 'Ja.')]],
  [
    'an identifier and settings',
    `WEBVTT\n\nsatz-1\n00:00:01.000 --> 00:00:02.500 align:start line:0%\nJa.`,
    [cue(1, 2.5, null, 'Ja.')],
  ],
  [
    'notes, styles and regions',
    `WEBVTT\n\nNOTE so\ngeht --\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:x\n\nNOTE\n\n${ONE}Ja.\n\nNOTE Ende`,
    [cue(1, 2.5, null, 'Ja.')],
  ],
  ['lines, joined', `WEBVTT\n\n${ONE}Guten\nTag  und\t\nhallo.`, [cue(1, 2.5, null, 'Guten Tag und hallo.')]],
  ['a cue without text, left out', `WEBVTT\n\n${ONE}\n${ONE}Ja.`, [cue(1, 2.5, null, 'Ja.')]],
  [
    'cues that nothing parts',
    `WEBVTT\n\n${ONE}Ja.\n00:02.000 --> 00:03.000\nNein.`,
    [cue(1, 2.5, null, 'Ja.'), cue(2, 3, null, 'Nein.')],
  ],
  [
    'tags, without what they mean',
    `WEBVTT\n\n${ONE}<c.rot>Guten</c> <i>Tag</i><00:00:02.000> <b><u>so</u></b>`,
    [cue(1, 2.5, null, 'Guten Tag so')],
  ],
  [
    'character references',
    `WEBVTT\n\n${ONE}&lt;v&gt; R&amp;D&nbsp;&quot;&#228;&#x1F600;&unknown; & &#xD800;&#99999999;`,
    [cue(1, 2.5, null, '<v> R&D "ä😀&unknown; & &#99999999;')],
  ],
  ['a bracket that is no tag', `WEBVTT\n\n${ONE}2 < 3 <3`.replace(' <3', ''), [cue(1, 2.5, null, '2 < 3')]],
  ['a cue without length', 'WEBVTT\n\n00:01.000 --> 00:01.000\nJa.', [cue(1, 1.001, null, 'Ja.')]],
  [
    'a voice, with classes',
    `WEBVTT\n\n${ONE}<v.laut.hell  Dr. Anna  Müller >Ja.</v>`,
    [cue(1, 2.5, 'Dr. Anna Müller', 'Ja.')],
  ],
  ['a voice with references', `WEBVTT\n\n${ONE}<v A &amp; B &gt; C>Ja.`, [cue(1, 2.5, 'A & B > C', 'Ja.')]],
  [
    'a voice that goes on, and a sound that is nobody’s',
    `WEBVTT\n\n${ONE}<v Anna>Eins.\n\n${ONE}Zwei.\n\n${ONE}[Applaus]\n\n${ONE}Drei.\n\n${ONE}<v Ben>Vier.`,
    [
      cue(1, 2.5, 'Anna', 'Eins.'),
      cue(1, 2.5, 'Anna', 'Zwei.'),
      cue(1, 2.5, null, '[Applaus]'),
      cue(1, 2.5, 'Anna', 'Drei.'),
      cue(1, 2.5, 'Ben', 'Vier.'),
    ],
  ],
  [
    'two voices at once',
    `WEBVTT\n\n${ONE}<v Anna>Ja!\n<v Ben>Nein!`,
    [cue(1, 2.5, 'Anna', 'Ja!'), cue(1, 2.5, 'Ben', 'Nein!')],
  ],
  [
    'names in front, where there is no voice',
    `WEBVTT\n\n${ONE}Anna: Ja.\n\n${ONE}Gut.`,
    [cue(1, 2.5, 'Anna', 'Ja.'), cue(1, 2.5, 'Anna', 'Gut.')],
  ],
  ['a colon, where there are voices', `WEBVTT\n\n${ONE}<v Anna>Merke: so.`, [cue(1, 2.5, 'Anna', 'Merke: so.')]],
])('%s', (_, file, cues) => expect(read(file)).toEqual(cues))

test.each<[file: string, sentence: RegExp]>([
  ['WEBVTT\n\n', /^Line 1: there is no text/],
  ['WEBVTT\n\nEin Satz ohne Zeit.\nNoch einer.', /^Line 3: there is no line of times here/],
  [`WEBVTT\n\n${ONE}Ja.\n\nNach einer leeren Zeile.`, /^Line 6: there is no line of times here/],
  ['WEBVTT\n\n00:01,000 --> 00:02,000\nJa.', /^Line 3: write the times of a cue as 00:00:01.000 --> /],
  ['WEBVTT\n\n1\n00:01.000 --> \nJa.', /^Line 4: write the times/],
  ['WEBVTT\n\n00:60.000 --> 01:01.000\nJa.', /^Line 3: write the times/],
  ['WEBVTT\n\n00:01.00 --> 00:02.000\nJa.', /^Line 3: write the times/],
  ['WEBVTT\n\n0:01.000 --> 0:02.000\nJa.', /^Line 3: write the times/],
  ['WEBVTT\n\n0:0:01.000 --> 0:0:02.000\nJa.', /^Line 3: write the times/],
  ['WEBVTT\n\n00:01.000->00:02.000\nJa.', /^Line 3: there is no line of times here/],
  ['WEBVTT\n\n-00:01.000 --> 00:02.000\nJa.', /^Line 3: write the times/],
  [`WEBVTT\n\n${ONE}So --> geht das nicht`, /^Line 4: write the times/],
  [`WEBVTT\n\n${ONE}<v Anna Ja.`, /^Line 3: the tag "<v Anna Ja." is not closed/],
  ['WEBVTT\n\n00:03.000 --> 00:02.000\nJa.', /^Line 3: this passage ends at 00:00:02, before its start at 00:00:03\./],
  [
    'WEBVTT\n\n00:03.000 --> 00:04.000\nJa.\n\n00:02.999 --> 00:05.000\nNein.',
    /^Line 6: this passage starts at 00:00:02.999, the one before it at 00:00:03\./,
  ],
  ['WEBVTT\n\n01:00:05.001 --> 01:00:05.001\nJa.', /^Line 3: 01:00:05.00[12] is past the end of the audio/],
])('%j is refused', (file, sentence) => expect(refusalOf(file)).toMatch(sentence))

test('times may end five seconds after the audio, which programs round up', () => {
  expect(read('WEBVTT\n\n59:59.000 --> 01:00:05.000\nJa.')).toEqual([cue(3599, 3605, null, 'Ja.')])
})
