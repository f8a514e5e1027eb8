import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'

const PATH = '/.well-known/security.txt'
const SECURITY_CONTACT = 'mailto:sicherheit@example.de https://www.example.de/meldung'
const host = await startHost({ env: { SECURITY_CONTACT } })

const fieldsOf = async () => {
  const { body } = await askRaw(host, PATH)
  return body
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/: (.*)/, 2) as [string, string])
}

test('whoever found a weakness is told whom to tell (RFC 9116)', async () => {
  const { status, headers } = await askRaw(host, PATH)
  expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8'])
  const fields = await fieldsOf()
  expect(fields).toEqual([
    ['Contact', 'mailto:sicherheit@example.de'],
    ['Contact', 'https://www.example.de/meldung'],
    ['Expires', expect.stringMatching(/^\d{4}-\d\d-\d\dT00:00:00\.000Z$/)],
    ['Preferred-Languages', 'de, en'],
    ['Canonical', `https://podcast.example${PATH}`],
  ])
})

test('it is good for less than a year, says the same for a day, and never runs out', async () => {
  const expiresAt = async (date: string) => {
    host.travelTo(date)
    return Date.parse(Object.fromEntries(await fieldsOf()).Expires!)
  }
  const morning = await expiresAt('2027-02-28T00:00:01Z')
  expect(await expiresAt('2027-02-28T23:59:58Z')).toBe(morning)
  expect(await expiresAt('2027-03-01T00:00:01Z')).toBe(morning + 86_400_000)
  const ahead = morning - Date.parse('2027-02-28T00:00:01Z')
  expect(ahead).toBeGreaterThan(86_400_000 * 90)
  expect(ahead).toBeLessThan(86_400_000 * 365)
})

test('nobody to tell, no such file', async () => {
  const silent = await startHost()
  expect((await askRaw(silent, PATH)).status).toBe(404)
})

test.each(['sicherheit@example.de', 'http://www.example.de/', 'mailto:', 'https://', 'mailto:a@b.de\nExpires:'])(
  '%s is no contact',
  (contact) => expect(() => readConfig({ SECURITY_CONTACT: contact })).toThrow(/at SECURITY_CONTACT/),
)

test('contacts stand in the order in which they are named', () =>
  expect(readConfig({ SECURITY_CONTACT: 'tel:+49-361-555, mailto:a@example.de' }).securityContacts).toEqual([
    'tel:+49-361-555',
    'mailto:a@example.de',
  ]))
