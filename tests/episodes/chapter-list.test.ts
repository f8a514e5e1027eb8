import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkChapters } from '../../src/episodes/check-chapters.ts'
import { readChapters } from '../../src/episodes/read-chapters.ts'
import { Refusal } from '../../src/lib/errors.ts'

const read = (text: string, seconds: number | null = null) => checkChapters(readChapters(text), seconds)
const refusalOf = (text: string, seconds: number | null = null) => {
  try {
    read(text, seconds)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('It was taken.')
}

const LINES: [line: string, startSeconds: number, title: string, more?: object][] = [
  ['00:03:20 Begrüßung', 200, 'Begrüßung'],
  ['3:20 Thema', 200, 'Thema'],
  ['3:20 - Thema', 200, 'Thema'],
  ['3:20 – Thema', 200, 'Thema'],
  ['3:20: Thema', 200, 'Thema'],
  ['3:20 | Thema', 200, 'Thema'],
  ['3:20 -> Thema', 200, 'Thema'],
  ['(1:02:03.500) Fazit', 3723.5, 'Fazit'],
  ['[00:00] Anfang', 0, 'Anfang'],
  ['00:00:00,250 Anfang', 0.25, 'Anfang'],
  ['3:20\tThema', 200, 'Thema'],
  ['\t 3:20   Thema  mit   Lücken ', 200, 'Thema mit Lücken'],
  ['75:30 Spät', 4530, 'Spät'],
  ['- 3:20 Thema', 200, 'Thema'],
  ['* 3:20 Thema', 200, 'Thema'],
  ['• 3:20 Thema', 200, 'Thema'],
  ['2. 3:20 Thema', 200, 'Thema'],
  ['12) (3:20) Thema', 200, 'Thema'],
  ['\u200e3:20 Thema', 200, 'Thema'],
  ['3:20 Thema - mit Strich: und mehr', 200, 'Thema - mit Strich: und mehr'],
  ['3:20 20 Jahre E-Government', 200, '20 Jahre E-Government'],
  ['3:20 -5 Grad', 200, '-5 Grad'],
  ['3:20 <b>Fett</b> & "mehr"', 200, '<b>Fett</b> & "mehr"'],
  ['3:20 – 4:10 Thema', 200, 'Thema', { endSeconds: 250 }],
  ['[3:20-4:10] Thema', 200, 'Thema', { endSeconds: 250 }],
  ['00:03:20.000 Thema <https://amt.example/a?b=1>', 200, 'Thema', { url: 'https://amt.example/a?b=1' }],
]

test.each(LINES)('%j begins at %d s and is called %j', (line, startSeconds, title, more = {}) => {
  expect(read(line)).toEqual([{ startSeconds, title, ...more }])
})

test('a list is read line by line; empty lines, and what Windows or a mark of bytes puts there, do not matter', () => {
  const text = '\ufeff\r\n00:00 Begrüßung\r\n\r\n   \n3:20 Thema\rund weiter\n1:02:03 Fazit\n\n'
  expect(refusalOf(text).fields).toEqual({ 'Line 6': expect.stringContaining('time') })
  expect(read(text.replace('und weiter', '4:00 Mehr'), 4000).map(({ startSeconds }) => startSeconds)).toEqual([
    0, 200, 240, 3723,
  ])
})

const REFUSED: [what: string, text: string, place: string, reason: RegExp][] = [
  ['a heading', 'Kapitel:\n0:00 Anfang', 'Line 1', /does not begin with a time/],
  ['a line without time', '0:00 Anfang\n\nEnde', 'Line 3', /does not begin with a time/],
  ['a time too long', '0:00 Anfang\n1:02:03:04 Ende', 'Line 2', /does not begin with a time/],
  ['a time that is none', '0:00 Anfang\n3:60 Ende', 'Line 2', /Write where it begins/],
  ['a line without title', '0:00 Anfang\n3:20', 'Line 2', /title/],
  ['a title nobody sees', '0:00 Anfang\n3:20 \u200b', 'Line 2', /title/],
  ['a title too long', `0:00 Anfang\n3:20 ${'x'.repeat(256)}`, 'Line 2', /255 characters/],
  ['a link alone', '0:00 <https://amt.example>', 'Line 1', /title/],
  ['disorder', '0:00 Anfang\n5:00 Mitte\n3:20 Thema', 'Line 3', /begins before what stands in line 2/],
  ['the same moment twice', '0:00 Anfang\n0:00 Mitte', 'Line 2', /same moment as what stands in line 1/],
  ['an end before the beginning', '3:20 – 3:10 Thema', 'Line 1', /ends before it begins/],
  [
    'a moment behind the audio',
    '0:00 Anfang\n10:00 Ende',
    'Line 2',
    /behind the end of the audio, which has 600 seconds/,
  ],
  ['an end behind the audio', '0:00 – 10:02 Anfang', 'Line 1', /ends behind the end/],
]

test.each(REFUSED)('%s is refused, naming the line and why', (_, text, place, reason) => {
  const { status, code, message, fields } = refusalOf(text, 600)
  expect([status, code, Object.keys(fields)]).toEqual([422, 'bad-chapters', [place]])
  expect(message).toMatch(new RegExp(`^${place}: `))
  expect(fields[place]).toMatch(reason)
})

test('how long the audio is, is told to the millisecond', () => {
  expect(refusalOf('0:53 Ende', 52.167596371882084).message).toContain('which has 52.168 seconds')
})

test('every line that is wrong is named at once', () => {
  const { message, fields, details } = refusalOf('0:00 Anfang\n0:00 Auch\nKapitel\n9:99 x\n11:00 Spät', 600)
  expect(Object.keys(fields)).toEqual(['Line 2', 'Line 3', 'Line 4', 'Line 5'])
  expect(message).toContain('3 more')
  expect(details).toEqual({})
})

test('of very many twenty are named, in the order of the text, and the others counted', () => {
  const { fields, details } = refusalOf('Prosa\n'.repeat(700))
  expect(Object.keys(fields)).toEqual(Array.from({ length: 20 }, (_, at) => `Line ${at + 1}`))
  expect(details).toEqual({ more: 680 })
})

test('an end that was rounded up is the end of the audio', () => {
  expect(read('0:00 – 1:00 Anfang', 59.4)).toEqual([{ startSeconds: 0, title: 'Anfang', endSeconds: 59.4 }])
})

test.each(['', ' \n\t\n', '\ufeff'])('nothing at all is refused: %j', (text) => {
  expect(refusalOf(text)).toMatchObject({ status: 422, code: 'bad-chapters' })
})

test('five hundred chapters are taken, one more is not', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, at) => `${at}:00 Nr. ${at}`).join('\n')
  expect(read(lines(500))).toHaveLength(500)
  expect(refusalOf(lines(501)).message).toContain('at most 500')
})

test('whatever decorates a list, its moments and titles are read', () => {
  const decorated = fc.record({
    before: fc.constantFrom('', '- ', '• ', '* ', '7. ', '\t', '  '),
    brackets: fc.constantFrom(['', ''], ['(', ')'], ['[', ']']),
    between: fc.constantFrom(' ', ' - ', ' – ', ': ', '\t', ' | '),
    title: fc.stringMatching(/^[A-Za-zÄÖÜäöüß][\wäöüß &<?!.,-]{0,40}[a-z]$/),
  })
  fc.assert(
    fc.property(fc.array(decorated, { minLength: 1, maxLength: 20 }), (rows) => {
      const text = rows.map(
        ({ before, brackets, between, title }, at) =>
          `${before}${brackets[0]}${at}:${String((at * 7) % 60).padStart(2, '0')}${brackets[1]}${between}${title}`,
      )
      expect(read(text.join('\n'))).toEqual(
        rows.map(({ title }, at) => ({ startSeconds: at * 60 + ((at * 7) % 60), title: title.replace(/ +/g, ' ') })),
      )
    }),
  )
})

test('any text is chapters or is refused with a sentence, soon', () => {
  const pieces = fc.constantFrom(
    '0:00',
    '1:02:03',
    ' ',
    '\n',
    '-',
    '(',
    '[',
    '{',
    '<',
    '>',
    '"',
    '&',
    ':',
    '\u0000',
    'x',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(texts, (text) => {
      try {
        const chapters = read(text, 5000)
        for (const { startSeconds, title } of chapters)
          expect([startSeconds < 5000, title !== '']).toEqual([true, true])
      } catch (error) {
        expect(error).toMatchObject({ status: 422, code: 'bad-chapters' })
      }
    }),
    { numRuns: 2000 },
  )
  for (const bomb of [
    ' '.repeat(1e6),
    '<'.repeat(1e6),
    '<a '.repeat(3e5),
    '<a b="'.repeat(1e5),
    '['.repeat(1e6),
    '0:00 - '.repeat(1e5),
  ])
    expect(refusalOf(bomb)).toMatchObject({ status: 422 })
}, 20_000)
