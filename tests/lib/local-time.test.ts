import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTimeZone, localTimeOf, momentsOf, spelledTimeZone } from '../../src/lib/local-time.ts'

test.each([
  // An ordinary day in winter and in summer.
  ['2026-12-01', '06:00', 'Europe/Berlin', ['2026-12-01T05:00:00.000Z']],
  ['2026-07-01', '06:00', 'Europe/Berlin', ['2026-07-01T04:00:00.000Z']],
  ['2026-12-01', '00:00', 'Europe/Berlin', ['2026-11-30T23:00:00.000Z']],
  // The clock is put forward: from 2:00 to 3:00 there is nothing.
  ['2026-03-29', '01:59', 'Europe/Berlin', ['2026-03-29T00:59:00.000Z']],
  ['2026-03-29', '02:00', 'Europe/Berlin', []],
  ['2026-03-29', '02:59', 'Europe/Berlin', []],
  ['2026-03-29', '03:00', 'Europe/Berlin', ['2026-03-29T01:00:00.000Z']],
  // The clock is put back: what is between 2:00 and 3:00 comes twice.
  ['2026-10-25', '01:59', 'Europe/Berlin', ['2026-10-24T23:59:00.000Z']],
  ['2026-10-25', '02:00', 'Europe/Berlin', ['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z']],
  ['2026-10-25', '02:59', 'Europe/Berlin', ['2026-10-25T00:59:00.000Z', '2026-10-25T01:59:00.000Z']],
  ['2026-10-25', '03:00', 'Europe/Berlin', ['2026-10-25T02:00:00.000Z']],
  // Other places: south of the equator, half an hour of summer time, a whole day left out.
  ['2026-10-04', '02:30', 'Australia/Sydney', []],
  ['2026-04-05', '01:45', 'Australia/Lord_Howe', ['2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z']],
  ['2011-12-30', '12:00', 'Pacific/Apia', []],
  ['1980-04-06', '00:30', 'Europe/Berlin', ['1980-04-05T23:30:00.000Z']],
  // The ends of what a day of four digits can name: a day before and a day behind are looked at.
  ['9999-12-31', '02:30', 'Europe/Berlin', ['9999-12-31T01:30:00.000Z']],
  ['9999-12-31', '23:59', 'Europe/Berlin', ['9999-12-31T22:59:00.000Z']],
  ['9999-12-31', '23:59', 'America/New_York', ['+010000-01-01T04:59:00.000Z']],
])('%s %s in %s', (day, time, zone, moments) => {
  expect(momentsOf({ day, time }, zone)?.map((moment) => moment.toISOString())).toEqual(moments)
})

test.each([
  ['2026-02-29', '06:00'],
  ['2026-13-01', '06:00'],
  ['2026-12-01', '24:00'],
  ['2026-12-01', '6:00'],
  ['01.12.2026', '06:00'],
  ['0000-01-01', '06:00'],
  ['', ''],
])('there is no such day or time anywhere: %s %s', (day, time) =>
  expect(momentsOf({ day, time }, 'Europe/Berlin')).toBeNull(),
)

test('what a clock shows at a moment leads back to it', () => {
  const zones = ['Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Chatham', 'Africa/Casablanca']
  const minutes = fc.integer({ min: 0, max: Date.UTC(2100, 0) / 60_000 - 1 })
  fc.assert(
    fc.property(fc.constantFrom(...zones), minutes, (zone, minute) => {
      const moment = new Date(minute * 60_000)
      // Before 1972 some zones were off by seconds.
      if (moment < new Date('1972-06-01')) return
      expect(momentsOf(localTimeOf(moment, zone), zone)).toContainEqual(moment)
    }),
  )
})

test('zones are known by their names of the time zone database', () => {
  expect(['Europe/Berlin', 'America/New_York', 'Etc/UTC'].map(isTimeZone)).toEqual([true, true, true])
  expect(['Europe/Erfurt', 'CET', '+01:00', '', 'Berlin'].map(isTimeZone)).toEqual([false, false, false, false, false])
})

test('a time zone is spelled as its list does, and one of its other names stays', () => {
  const typed = ['europe/berlin', 'AMERICA/NEW_YORK', 'Europe/Kyiv', 'Etc/UTC']
  expect(typed.map(spelledTimeZone)).toEqual(['Europe/Berlin', 'America/New_York', 'Europe/Kyiv', 'Etc/UTC'])
})
