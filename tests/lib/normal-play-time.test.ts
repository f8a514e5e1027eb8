import fc from 'fast-check'
import { expect, test } from 'vitest'
import { playTime, readAddressTime, readPlayTime } from '../../src/lib/normal-play-time.ts'

test.each([
  ['0', 0],
  ['00:00', 0],
  ['0:00:00.000', 0],
  ['3:20', 200],
  ['75:30', 4530],
  ['00:03:20', 200],
  ['1:02:03', 3723],
  ['01:02:03.500', 3723.5],
  ['1:02:03,5', 3723.5],
  ['12.5', 12.5],
  ['100:00:00', 360_000],
  [' 3:20 ', 200],
  ['0:01.0004', 1],
  ['0:01.9996', 2],
])('%s is %d seconds', (text, seconds) => {
  expect(readPlayTime(text)).toBe(seconds)
})

test.each([
  '',
  ':',
  '3:',
  ':20',
  '3:5',
  '3:60',
  '1:60:00',
  '1:2:3:4',
  '-1',
  '3:20.',
  '1e3',
  '3m20s',
  '٣:٢٠',
  '99999:00:00',
])('%j is no time', (text) => expect(readPlayTime(text)).toBeNull())

test.each([
  ['1:23', 83],
  ['83', 83],
  ['83s', 83],
  ['1:02:03', 3723],
  ['1m30s', 90],
  ['1h2m3s', 3723],
  ['1H2M3S', 3723],
  ['90m', 5400],
  ['2h3s', 7203],
  ['', null],
  ['1:', null],
  ['s', null],
  ['1s2m', null],
  ['1m30', null],
  ['bald', null],
])('t=%s in an address is second %j', (text, seconds) => {
  expect(readAddressTime(text)).toBe(seconds)
})

test.each([
  [0, '00:00:00.000'],
  [3723.5, '01:02:03.500'],
  [59.9996, '00:01:00.000'],
  [360_000.001, '100:00:00.001'],
])('%d seconds are written %s', (seconds, written) => {
  expect(playTime(seconds)).toBe(written)
})

test('what is written is read as the same moment', () => {
  const moments = fc.nat(604_800_000).map((milliseconds) => milliseconds / 1000)
  fc.assert(fc.property(moments, (seconds) => readPlayTime(playTime(seconds)) === seconds))
})
