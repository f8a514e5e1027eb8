import { expect, test } from 'vitest'
import { repeatsNumber, repeatsShow } from '../../src/feed/title-habits.ts'
import { computing } from '../support/computing.ts'

test.each([
  'Folge 12: Abfahrt',
  'folge 12',
  'Episode 3 – Ankunft',
  'Ep. 7 Gleis 9',
  'Ausgabe Nr. 4',
  'Nr. 4: Weichen',
  '#12 Abfahrt',
  '# 12 Abfahrt',
  '[Folge 5] Abfahrt',
  'S01E02 Abfahrt',
  's1 · e2: Abfahrt',
  '07. Abfahrt',
  '4. Abfahrt',
  '12: Abfahrt',
  '3) Abfahrt',
  '12 – Abfahrt',
])('"%s" as the fourth episode begins with a number', (title) => {
  expect(repeatsNumber(title, 4)).toBe(true)
})

test.each([
  'Abfahrt',
  '2. Weltkrieg',
  '12 Fragen an den Lokführer',
  '4 Jahre Nachtzug',
  '1:1-Betreuung',
  '20:15 Uhr ab Erfurt',
  '2026: ein Rückblick',
  '24/7 am Gleis',
  'Folgen der Reform',
  'Notruf 112',
  'Episoden aus Thüringen',
  'S-Bahn 2000',
  'Ausgabestelle 4',
  'Nr.-1-Thema',
])('"%s" as the fourth episode begins with none', (title) => {
  expect(repeatsNumber(title, 4)).toBe(false)
})

test.each([
  ['Nachtzüge', true],
  ['nachtzüge: Abfahrt', true],
  ['Nachtzüge – Abfahrt', true],
  ['Abfahrt | Nachtzüge', true],
  ['Abfahrt - Nachtzüge', true],
  ['Warum Nachtzüge fahren', false],
  ['Nachtzüge fahren wieder', false],
  ['Abfahrt', false],
])('"%s" in the show "Nachtzüge" has its name beside the title: %s', (title, repeats) => {
  expect(repeatsShow(title, 'Nachtzüge')).toBe(repeats)
})

test('a show may have any name, also one that looks like a pattern', () => {
  expect(repeatsShow('C++ (.*): Abfahrt', 'C++ (.*)')).toBe(true)
  expect(repeatsShow('C++ für alle: Abfahrt', 'C++ (.*)')).toBe(false)
})

test('a title made to keep a pattern busy is read in a moment', () => {
  const took = computing(() => {
    repeatsShow(`${'- '.repeat(127)}x`, `${'- '.repeat(20)}y`)
    repeatsNumber(`${'#'.repeat(254)}x`, null)
  })
  expect(took).toBeLessThan(100)
})
