import { describe, expect, test } from 'vitest'
import { amounts } from '../../src/browser/studio/amounts.ts'
import { counted } from '../../src/browser/studio/words.ts'

describe('times are said in whole units, one of them in the singular', () => {
  test.each([
    [0.2, '1 Sekunde', '1 second'],
    [1, '1 Sekunde', '1 second'],
    [1.6, '2 Sekunden', '2 seconds'],
    [89, '89 Sekunden', '89 seconds'],
    [90, '2 Minuten', '2 minutes'],
    [5399, '90 Minuten', '90 minutes'],
    [5400, '2 Stunden', '2 hours'],
  ])('%d seconds', (seconds, german, english) => {
    expect(amounts('de').time(seconds)).toBe(german)
    expect(amounts('en').time(seconds)).toBe(english)
  })
})

test('a sentence goes with its number', () => {
  const sentences = { one: 'One file waits: {names}', other: '{n} files wait: {names}' }
  expect(counted('en', sentences, 1, { names: 'a' })).toBe('One file waits: a')
  expect(counted('en', sentences, 2, { names: 'a, b' })).toBe('2 files wait: a, b')
  expect(counted('en', { other: '{n} files' }, 1)).toBe('1 files')
})
