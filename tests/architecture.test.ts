import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

/** The building, ground floor first. A file may import from its own folder and from any floor below. */
const FLOORS = [
  ['lib'],
  ['generated', 'config.ts', 'errors.ts', 'log.ts', 'db.ts', 'migrate.ts', 'storage', 'services.ts', 'queue'],
  ['accounts'],
  ['shows'],
  ['episodes'],
  ['feed'],
  ['stats'],
  ['web', 'jobs.ts'],
  ['app.ts', 'server.ts'],
]

const placeOf = (file: string) => relative('src', file).split('/')[0]!
const floorOf = (file: string) => FLOORS.findIndex((floor) => floor.includes(placeOf(file)))

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => join('src', file))
  .filter((file) => file.endsWith('.ts') && !file.startsWith('src/generated'))
const imports = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import) '(\.[^']+)'/g)].map((match) => ({
    file,
    target: join(dirname(file), match[1]!),
  })),
)

test('every file stands on a floor', () => {
  expect(files.filter((file) => floorOf(file) < 0)).toEqual([])
})

test('no file imports from a floor above its own', () => {
  expect(imports.filter(({ file, target }) => floorOf(target) > floorOf(file))).toEqual([])
})

test('only config.ts reads the environment', () => {
  expect(files.filter((file) => /process\.env/.test(readFileSync(file, 'utf8')))).toEqual([])
})
