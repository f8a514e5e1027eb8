import { describe, expect, test } from 'vitest'
import { passagesOfCues, passagesOfTexts } from '../../../src/episodes/search/passages.ts'

const sentence = 'Das ist ein ganzer Satz mit acht Worten.'
const every = (seconds: number, count: number, text = sentence) =>
  Array.from({ length: count }, (_, at) => ({ startSeconds: at * seconds, endSeconds: (at + 1) * seconds - 0.1, text }))
const beginnings = (cues: Parameters<typeof passagesOfCues>[0]) =>
  passagesOfCues(cues, 'de').map(({ times }) => times![0]![1])

describe('what is said, in pieces', () => {
  test('ends with a sentence after half a minute', () => expect(beginnings(every(10, 9))).toEqual([0, 40, 80]))

  test('ends after a minute where no sentence does', () =>
    expect(beginnings(every(10, 13, 'und immer weiter'))).toEqual([0, 60, 120]))

  test('is bounded where many words are said at once', () => {
    const passages = passagesOfCues(every(0.1, 200), 'de')
    expect(Math.max(...passages.map(({ text }) => text.length))).toBeLessThan(1500)
  })

  test('knows at which word each cue begins', () =>
    expect(passagesOfCues(every(5, 3), 'de')).toEqual([
      {
        ...{ part: 'transcript', stemming: 'german', language: 'de' },
        text: `${sentence} ${sentence} ${sentence}`,
        times: [
          [0, 0],
          [8, 5],
          [16, 10],
        ],
      },
    ]))

  test('stays in its paragraphs where there are no times', () =>
    expect(passagesOfCues([{ text: 'Eins.' }, { text: 'Two.' }], 'en')).toMatchObject([
      { text: 'Eins.', times: null, stemming: 'english' },
      { text: 'Two.', times: null },
    ]))

  test('is nothing where there is no word', () => expect(passagesOfCues(every(5, 1, '♪ … ♪'), 'de')).toEqual([]))
})

describe('titles and notes', () => {
  const texts = (fields: Partial<Parameters<typeof passagesOfTexts>[0]>) =>
    passagesOfTexts({ title: 'Titel', description: '', notes: '', language: 'de', ...fields })
      .filter(({ part }) => part === 'notes')
      .map(({ text }) => text)

  test('of HTML its words remain', () =>
    expect(texts({ notes: '<p>Erstens &amp; <strong>zweitens</strong></p><ul><li>a</li></ul>' })).toEqual([
      'Erstens & zweitens\n\n– a',
    ]))

  test('a description with which the notes begin is there once', () => {
    const notes = '<p>Mit Gast.</p><p>Und mehr.</p>'
    expect(texts({ description: 'Mit Gast.', notes })).toEqual(['Mit Gast.\n\nUnd mehr.'])
    expect(texts({ description: 'Ohne Gast.', notes })).toEqual(['Ohne Gast.\nMit Gast.\n\nUnd mehr.'])
  })

  test('long ones are parted where a paragraph ends', () => {
    const paragraph = 'Wort '.repeat(100).trim()
    expect(texts({ notes: `<p>${paragraph}</p>`.repeat(5) }).map((text) => text.length)).toEqual(
      [1000, 1000, 499].map((length) => expect.closeTo(length, -1)),
    )
  })

  test('what was cleared has no passage', () =>
    expect(passagesOfTexts({ title: '', description: '', notes: '', language: 'de' })).toEqual([]))
})
