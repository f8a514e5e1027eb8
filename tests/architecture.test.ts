import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

/** The building, ground floor first. A file may import from its own folder and from any floor below. */
const FLOORS = [
  ['lib'],
  // The annex: what runs at the listener's. Floors above may know its types.
  ['browser'],
  [
    ...[
      'generated',
      'config.ts',
      'log.ts',
      'embedded-postgres.ts',
      'silent-database.ts',
      'prepared-statements.ts',
      'db.ts',
      'migrate.ts',
      'changes.ts',
      'locks.ts',
    ],
    ...['storage', 'queue', 'services.ts'],
  ],
  ['accounts'],
  ['shows'],
  ['episodes'],
  ['feed'],
  ['stats'],
  ['web', 'jobs.ts'],
  ['host.ts', 'app.ts', 'serve.ts', 'run.ts', 'server.ts', 'cli.ts', 'import-show.ts', 'add-producer.ts', 'add-key.ts'],
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

/** How times, days and sizes are written, and read; how lines are changed. */
const SHARED = [
  ...['src/lib/duration.ts', 'src/lib/normal-play-time.ts', 'src/lib/partial-day.ts', 'src/lib/file-size.ts'],
  ...['src/lib/cue-edits.ts', 'src/lib/replace-runs.ts', 'src/lib/typed-lines.ts'],
]

test('what runs in the browser knows nothing of the host but how times are written and lines changed', () => {
  const strangers = imports.filter(
    ({ file, target }) => placeOf(file) === 'browser' && placeOf(target) !== 'browser' && !SHARED.includes(target),
  )
  expect(strangers).toEqual([])
})

test('only config.ts reads the environment', () => {
  expect(files.filter((file) => file !== 'src/config.ts' && /process\.env/.test(readFileSync(file, 'utf8')))).toEqual(
    [],
  )
})

/** Which file or folder knows a library, `*` for files whose name ends so; nobody else imports it. */
const ROOMS: Record<string, string[]> = {
  express: ['src/web', 'src/app.ts'],
  multer: ['src/web/uploads'],
  '@aws-sdk/': ['src/storage/s3-'],
  'music-metadata': ['src/episodes/probe.ts'],
  podcast: ['src/feed/render.ts'],
  sharp: ['src/shows/artwork'],
  qr: ['src/web/site/qr-code.ts'],
  feedsmith: ['src/feed/import/parse-source.ts'],
  undici: ['src/lib/fetch-public.ts'],
  zod: ['src/lib/input.ts', 'src/config.ts', '*-input.ts'],
  'sanitize-html': ['src/lib/rich-text.ts', 'src/lib/html-pieces.ts', 'src/lib/markdown.ts'],
  marked: ['src/lib/markdown.ts'],
  'better-auth': ['src/accounts/sign-in-library.ts', 'src/accounts/provider.ts'],
  'better-auth/': [
    ...['src/accounts/sign-in-library.ts', 'src/accounts/provider.ts', 'src/accounts/library-options.ts'],
    'src/accounts/password-hash.ts',
  ],
  '@better-auth/': ['src/accounts/sign-in-library.ts'],
  '@simplewebauthn/': ['src/browser/studio/passkey-button.ts'],
  '@tus/': ['src/web/uploads'],
  pino: ['src/log.ts'],
  'graphile-worker': ['src/queue/worker.ts'],
  '@prisma/adapter-pg': ['src/db.ts', 'src/migrate.ts'],
}

test('each library is known in one room', () => {
  const strangers = Object.entries(ROOMS).flatMap(([library, rooms]) =>
    files
      .filter(
        (file) => !rooms.some((room) => (room.startsWith('*') ? file.endsWith(room.slice(1)) : file.startsWith(room))),
      )
      .filter((file) =>
        new RegExp(`from '${library}${library.endsWith('/') ? '' : "'"}`).test(readFileSync(file, 'utf8')),
      )
      .map((file) => `${file} imports ${library}`),
  )
  expect(strangers).toEqual([])
})
