import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, expect, test } from 'vitest'
import { addressAt, spokenTime } from '../../src/browser/player/times.ts'

const dir = mkdtempSync(join(tmpdir(), 'sendeplatz-browser-'))
afterAll(() => rmSync(dir, { recursive: true }))

/** Nothing else is needed to play: its style is in it. */
const MOST_BYTES = 20_000

test('AC-52 the player with its style is one file of at most 20 kB compressed, and names no other host', async () => {
  await build({ build: { outDir: dir } })
  const files = readdirSync(dir).filter((file) => file.startsWith('player-'))
  expect(files).toEqual([expect.stringMatching(/^player-[\w-]{8}\.js$/)])
  const script = readFileSync(join(dir, files[0]!))
  expect(gzipSync(script).length).toBeLessThanOrEqual(MOST_BYTES)
  expect(script.toString().match(/https?:\/\/[a-z][^'"`]*/g)).toEqual(['http://www.w3.org/2000/svg'])
})

test.each([
  [0, 'de', '0 Sekunden'],
  [1, 'de', '1 Sekunde'],
  [200, 'de', '3 Minuten 20 Sekunden'],
  [2700, 'de', '45 Minuten'],
  [3661, 'de', '1 Stunde 1 Minute 1 Sekunde'],
  [200, 'en', '3 minutes 20 seconds'],
])('%i seconds in %s are spoken as %s', (seconds, language, words) => {
  expect(spokenTime(seconds, language)).toBe(words)
})

test('an address to share names its second as people write it, and none at the beginning', () => {
  expect(addressAt('https://podcast.example/a/b', 83.9)).toBe('https://podcast.example/a/b?t=1:23')
  expect(addressAt('https://podcast.example/a/b', 0)).toBe('https://podcast.example/a/b')
})
