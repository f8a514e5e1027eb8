import { expect, test } from 'vitest'
import { isLanguage } from '../../src/lib/language.ts'

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']
const PAIRS = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))

test('184 two-letter codes are languages, and 249 regions may follow', () => {
  expect(PAIRS.filter((pair) => isLanguage(pair))).toHaveLength(184)
  expect(PAIRS.filter((pair) => isLanguage(`de-${pair}`))).toHaveLength(249)
  expect(PAIRS.filter((pair) => isLanguage(`de-${pair.toUpperCase()}`))).toHaveLength(249)
})

test('every language and region has a name in Unicode CLDR', () => {
  const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
  const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  expect(PAIRS.filter((pair) => isLanguage(pair) && !languages.of(pair))).toEqual([])
  expect(PAIRS.filter((pair) => isLanguage(`de-${pair}`) && !regions.of(pair.toUpperCase()))).toEqual([])
})

test.each(['de', 'en', 'de-DE', 'de-de', 'de-AT', 'en-GB', 'fr', 'tr', 'uk', 'pt-BR'])('%s is a language', (tag) => {
  expect(isLanguage(tag)).toBe(true)
})

test.each([
  'xx',
  'deutsch',
  'de_DE',
  'DE',
  'De',
  'de-',
  '-DE',
  'de-De',
  'de-XX',
  'de-UK',
  'de-EU',
  'deu',
  'sh',
  'iw',
  'mo',
  'de-DE-1996',
  'de-Latn',
  'zh-Hans-CN',
  'de-276',
  'de\n',
  ' de',
  'de de',
  '',
  'd',
  'ｄｅ',
])('%j is none', (tag) => {
  expect(isLanguage(tag)).toBe(false)
})
