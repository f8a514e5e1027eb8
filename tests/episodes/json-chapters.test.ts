import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Chapter } from '../../src/episodes/chapters.ts'
import { chaptersDocument } from '../../src/episodes/chapters-document.ts'
import { checkChapters } from '../../src/episodes/check-chapters.ts'
import type { Episode } from '../../src/episodes/episode.ts'
import { readChapters } from '../../src/episodes/read-chapters.ts'
import { cleanLine } from '../../src/lib/plain-text.ts'
import { hostileLine } from '../support/hostile-text.ts'

const read = (document: unknown, seconds: number | null = 3600) =>
  checkChapters(readChapters(typeof document === 'string' ? document : JSON.stringify(document)), seconds)

const READ: [what: string, document: unknown, chapters: unknown][] = [
  [
    'version 1.2 with everything',
    {
      version: '1.2.0',
      author: 'Amt',
      waypoints: true,
      chapters: [
        { startTime: 0, title: 'Anfang', img: 'https://amt.example/1.png', url: 'https://amt.example/1', endTime: 9.5 },
        { startTime: 10.25, title: 'Ort', location: { name: 'Erfurt', geo: 'geo:50.9,11.0' } },
        { startTime: 20, toc: false, img: 'https://amt.example/2.png' },
      ],
    },
    [
      {
        startSeconds: 0,
        title: 'Anfang',
        url: 'https://amt.example/1',
        imageUrl: 'https://amt.example/1.png',
        endSeconds: 9.5,
      },
      { startSeconds: 10.25, title: 'Ort' },
      { startSeconds: 20, title: '', imageUrl: 'https://amt.example/2.png', hidden: true },
    ],
  ],
  ['version 1.0', { version: '1.0.0', chapters: [{ startTime: 1, title: 'A' }] }, [{ startSeconds: 1, title: 'A' }]],
  ['version 1.1', { version: '1.1.0', chapters: [{ startTime: 1, title: 'A' }] }, [{ startSeconds: 1, title: 'A' }]],
  [
    'a number as version',
    { version: 1.2, chapters: [{ startTime: 1, title: 'A' }] },
    [{ startSeconds: 1, title: 'A' }],
  ],
  ['no version', { chapters: [{ startTime: 1, title: 'A' }] }, [{ startSeconds: 1, title: 'A' }]],
  [
    'times as text',
    {
      chapters: [
        { startTime: '1.5', title: 'A', endTime: '2' },
        { startTime: '00:01:02', title: 'B' },
      ],
    },
    [
      { startSeconds: 1.5, title: 'A', endSeconds: 2 },
      { startSeconds: 62, title: 'B' },
    ],
  ],
  [
    'empty and null fields',
    { chapters: [{ startTime: 1, title: 'A', img: '', url: null, endTime: null, toc: null }] },
    [{ startSeconds: 1, title: 'A' }],
  ],
  [
    'disorder, since a program wrote it',
    {
      chapters: [
        { startTime: 5, title: 'B' },
        { startTime: 1, title: 'A' },
      ],
    },
    [
      { startSeconds: 1, title: 'A' },
      { startSeconds: 5, title: 'B' },
    ],
  ],
  [
    'the JSON form of Podlove’s',
    [
      { start: '00:00:00.000', title: 'A' },
      { start: '00:01:59.500', title: 'B', href: 'http://amt.example/', image: 'http://amt.example/b.jpg' },
    ],
    [
      { startSeconds: 0, title: 'A' },
      { startSeconds: 119.5, title: 'B', url: 'http://amt.example/', imageUrl: 'http://amt.example/b.jpg' },
    ],
  ],
  [
    'what the API gave',
    {
      chapters: [
        { startSeconds: 1, title: 'A', endSeconds: 2 },
        { startSeconds: 3, title: 'B', imageUrl: 'https://amt.example/b', hidden: true },
      ],
    },
    [
      { startSeconds: 1, title: 'A', endSeconds: 2 },
      { startSeconds: 3, title: 'B', imageUrl: 'https://amt.example/b', hidden: true },
    ],
  ],
  [
    'a marker without title',
    [{ start: 1, image: 'https://amt.example/b' }],
    [{ startSeconds: 1, title: '', imageUrl: 'https://amt.example/b', hidden: true }],
  ],
  ['finer times than anybody hears', [{ start: 1.23456, title: 'A' }], [{ startSeconds: 1.235, title: 'A' }]],
  ['no chapters', { chapters: [] }, []],
]

test.each(READ)('%s is read', (_, document, chapters) => {
  expect(read(document)).toEqual(chapters)
})

const entry = (fields: object) => ({
  chapters: [
    { startTime: 0, title: 'Anfang' },
    { startTime: 9, title: 'x', ...fields },
  ],
})
const REFUSED: [what: string, document: unknown, reason: RegExp][] = [
  ['a comma too many', '{\n "chapters": [\n  {"startTime": 0,, "title": "A"}\n ]\n}', /^Line 3: The JSON/],
  ['a bracket too early', '{\n "chapters": [}\n}', /^Line 2: The JSON/],
  ['a line break in a title', '{"chapters": [\n{"startTime": 0,\n"title": "A\nB"}]}', /^Line 3: The JSON/],
  ['something behind it', '{"chapters": []}\n\nx', /^Line 3: The JSON/],
  ['a quotation mark that is missing', '{"chapters": [{"title: 1}]}', /^The JSON ends early/],
  ['half a document', '{"chapters": [', /JSON ends early/],
  ['no list', { version: '1.2.0' }, /no list "chapters"/],
  ['a list of something else', { chapters: ['0:00 Anfang'] }, /^Chapter 1: It is no object/],
  ['no time', entry({ startTime: undefined }), /^Chapter 2: Write where it begins/],
  ['a time before the beginning', entry({ startTime: -1 }), /^Chapter 2: Write where it begins/],
  ['a time that is no number', entry({ startTime: true }), /^Chapter 2: Write where it begins/],
  ['no title', entry({ title: undefined }), /^Chapter 2: Write a title/],
  ['a number as title', entry({ title: 7 }), /^Chapter 2: Write a title/],
  ['a script as link', entry({ url: 'javascript:alert(1)' }), /^Chapter 2: Write the address of its link/],
  ['a picture inside', entry({ img: 'data:image/png;base64,AA' }), /^Chapter 2: Write the address of its picture/],
  [
    'a password in a link',
    entry({ url: 'https://ich:geheim@amt.example/' }),
    /^Chapter 2: Write the address of its link/,
  ],
  ['a path as link', entry({ url: '/impressum' }), /^Chapter 2: Write the address of its link/],
  ['the end of the audio', entry({ startTime: 3600 }), /^Chapter 2: It begins behind the end of the audio/],
  ['an end before the beginning', entry({ endTime: 8 }), /^Chapter 2: It ends before/],
  [
    'the same moment twice',
    entry({ startTime: 0.0004 }),
    /^Chapter 2: It begins at the same moment as what stands in chapter 1/,
  ],
]

test.each(REFUSED)('%s is refused, naming the entry and why', (_, document, reason) => {
  expect(() => read(document)).toThrow(reason)
  expect(() => read(document)).toThrow(expect.objectContaining({ status: 422, code: 'bad-chapters' }))
})

const SECONDS = 1000
const chapters = fc
  .uniqueArray(
    fc.record(
      {
        startSeconds: fc.nat(SECONDS * 1000 - 1).map((at) => at / 1000),
        title: hostileLine.map(cleanLine),
        url: fc.webUrl({ withQueryParameters: true }).map((url) => new URL(url).href),
        imageUrl: fc.webUrl().map((url) => new URL(url).href),
        hidden: fc.constant(true as const),
      },
      { requiredKeys: ['startSeconds', 'title'] },
    ),
    { selector: ({ startSeconds }) => startSeconds, minLength: 1, maxLength: 20 },
  )
  .map((list) => list.sort((a, b) => a.startSeconds - b.startSeconds))

const documentOf = (list: Chapter[], seconds = SECONDS) =>
  chaptersDocument({
    title: 'Folge',
    show: { title: 'Amt' },
    chapters: list,
    enclosure: { seconds },
  } as unknown as Episode)

test('AC-20 what is published ascends from 0, and read again it is what was kept', () => {
  fc.assert(
    fc.property(chapters, (list) => {
      const document = documentOf(list)!
      expect(document.version).toBe('1.2.0')
      const starts = document.chapters.map(({ startTime }) => startTime)
      expect(starts[0]).toBe(0)
      expect(starts).toEqual(starts.toSorted((a, b) => a - b))
      expect(new Set(starts).size).toBe(starts.length)
      const opening = list[0]!.startSeconds > 0 ? [{ startSeconds: 0, title: 'Folge', hidden: true }] : []
      expect(read(document, SECONDS)).toEqual([...opening, ...list])
    }),
  )
})

test('nothing is published beyond the end of the audio, and no chapters are no document', () => {
  const list = [
    { startSeconds: 1, title: 'A', endSeconds: 30 },
    { startSeconds: 30, title: 'B' },
  ]
  expect(documentOf(list, 20)!.chapters.slice(1)).toEqual([{ startTime: 1, title: 'A', endTime: 20 }])
  expect(documentOf(list, 1)).toBeNull()
  expect(documentOf([])).toBeNull()
})
