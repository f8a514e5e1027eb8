import { expect, test } from 'vitest'
import { readEpisodeChanges, readNewEpisode } from '../../src/episodes/episode-input.ts'
import { sentencesOf } from '../support/refusals.ts'

test.each<[field: string, typed: unknown, kept: unknown]>([
  ['notes', '<p onclick="x">Zu <b>Gast</b></p>', '<p>Zu <b>Gast</b></p>'],
  ['notes', 'Zeile\nzweite', '<p>Zeile<br />zweite</p>'],
  ['notes', `<p>${'ä'.repeat(24_990)}</p>`, `<p>${'ä'.repeat(24_990)}</p>`],
  ['shortTitle', ' Wien ', 'Wien'],
  ['block', 'true', true],
  ['numberLabel', 'Kap. 3', 'Kap. 3'],
  ['persons', '[{"name": "Frau Süß", "role": "guest"}]', [{ name: 'Frau Süß', role: 'Guest', group: 'Cast' }]],
  ['locations', [{ name: 'Jena' }], [{ name: 'Jena' }]],
  ['license', { identifier: 'cc0-1.0' }, { identifier: 'CC0-1.0' }],
  ['soundbites', [{ startSeconds: 0, durationSeconds: 15 }], [{ startSeconds: 0, durationSeconds: 15 }]],
  [
    'soundbites',
    '[{"startSeconds": 73.00049, "durationSeconds": 60.5, "title": "Warum"}]',
    [{ startSeconds: 73, durationSeconds: 60.5, title: 'Warum' }],
  ],
  ['txt', [{ value: 'true', purpose: 'ai-content' }], [{ value: 'true', purpose: 'ai-content' }]],
  ['socialInteract', [{ protocol: 'nostr', uri: 'nostr:note1abc' }], [{ protocol: 'nostr', uri: 'nostr:note1abc' }]],
])('%s: %j is kept, clean', (field, typed, kept) => {
  expect(readNewEpisode({ [field]: typed })).toStrictEqual({ [field]: kept })
  // Notes in HTML leave none in Markdown.
  const besides = field === 'notes' ? { notesSource: null } : {}
  expect(readEpisodeChanges({ [field]: typed })).toStrictEqual({ [field]: kept, ...besides })
})

test.each<[field: string, typed: unknown, sentence: RegExp]>([
  ['notes', 7, /^Write the notes/],
  ['notes', `<p>${'ä'.repeat(25_000)}</p>`, /50,000 bytes, these have 50007\.$/],
  ['notes', 'x'.repeat(100_001), /^Send notes of at most 100,000/],
  ['shortTitle', 'x'.repeat(256), /255/],
  ['numberLabel', 'x'.repeat(33), /32 characters/],
  ['block', 'Yes', /true or false/],
  ['persons', [{ name: 'a', role: 'Gast' }], /^Entry 1, role: /],
  ['soundbites', [{ startSeconds: -1, durationSeconds: 15 }], /^Entry 1, startSeconds: /],
  ['soundbites', [{ startSeconds: '73', durationSeconds: 15 }], /^Entry 1, startSeconds: /],
  ['soundbites', [{ startSeconds: 1, durationSeconds: 0 }], /^Entry 1, durationSeconds: /],
  ['soundbites', [{ startSeconds: 1, durationSeconds: 601 }], /^Entry 1, durationSeconds: /],
  ['soundbites', [{ startSeconds: 1 }], /^Entry 1, durationSeconds: /],
  ['soundbites', [{ startSeconds: 1, durationSeconds: 15, title: 'x'.repeat(129) }], /^Entry 1, title: /],
])('%s: %.80j is refused in one sentence that names the place', (field, typed, sentence) => {
  for (const read of [readNewEpisode, readEpisodeChanges]) {
    const fields = sentencesOf(() => read({ [field]: typed }))
    expect(Object.keys(fields)).toEqual([field])
    expect(fields[field]).toMatch(sentence)
  }
})

test('of several bad entries each is told on a line of its own, and of each part the first', () => {
  const soundbites = [
    { startSeconds: -1, durationSeconds: 0 },
    { startSeconds: 1, durationSeconds: 15 },
    { startSeconds: 'x', durationSeconds: 15, other: 1 },
  ]
  const persons = [{ name: 'x'.repeat(129) }, { name: 'a', role: 'Gast' }]
  const license = { identifier: 'x'.repeat(129), url: 'x' }
  for (const read of [readNewEpisode, readEpisodeChanges]) {
    const told = sentencesOf(() => read({ soundbites, persons, license, author: 'x'.repeat(300) }))
    const lines = Object.entries(told).map(([field, sentences]) => [
      field,
      sentences.split('\n').map((line) => /^[^:]*: /.exec(line)?.[0]),
    ])
    expect(Object.fromEntries(lines)).toEqual({
      soundbites: [
        'Entry 1, startSeconds: ',
        'Entry 1, durationSeconds: ',
        'Entry 3, startSeconds: ',
        expect.stringMatching(/^Entry 3: /),
      ],
      persons: ['Entry 1, name: ', 'Entry 2, role: '],
      license: ['Its identifier: ', 'Its url: '],
      author: [undefined],
    })
  }
})

test('of one field a hundred sentences are told at once, and of a list that is too long that alone', () => {
  const persons = (length: number) =>
    sentencesOf(() => readEpisodeChanges({ persons: Array.from({ length }, () => ({ url: 'x' })) })).persons!
  expect(persons(100).split('\n')).toHaveLength(100)
  expect(persons(101)).toBe('Send at most 100 persons.')
})

test('links in notes lead to whole addresses, and without a base relative ones are left out', () => {
  const notes = '<a href="/folge">x</a>'
  expect(readNewEpisode({ notes }, 'https://podcast.example').notes).toBe(
    '<a href="https://podcast.example/folge">x</a>',
  )
  expect(readEpisodeChanges({ notes }).notes).toBe('<p>x</p>')
})

test('null and blank text clear: texts and lists are empty then, a licence is none', () => {
  const lists = { persons: [], locations: [], soundbites: [], txt: [], socialInteract: [] }
  const cleared = { notes: '', shortTitle: null, numberLabel: null, license: null, artworkAlt: null, ...lists }
  for (const nothing of [null, ''])
    expect(readEpisodeChanges(Object.fromEntries(Object.keys(cleared).map((field) => [field, nothing])))).toStrictEqual(
      {
        ...cleared,
        notesSource: null,
      },
    )
})
