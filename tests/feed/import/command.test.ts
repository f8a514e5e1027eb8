import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventually, holdings } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { startFeedSource } from '../../support/source-feed.ts'

const host = await startHost({ env: { IMPORT_PRIVATE_NETWORKS: 'true' } })
const source = await startFeedSource()
const { host: socket, user, database } = host.connection as Record<string, string>

/** The command line beside the running host, on its database and folders. */
function begin(args: string[]) {
  const command = ['--disable-warning=ExperimentalWarning', 'src/cli.ts', 'show', 'import', ...args]
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(socket!)}`,
    DATA_DIR: host.dir,
    UPLOADS_DIR: join(host.dir, 'uploads'),
    PUBLIC_URL: 'https://podcast.example',
    IMPORT_PRIVATE_NETWORKS: 'true',
  }
  const child = spawn(process.execPath, command, { env })
  let [printed, complained] = ['', '']
  child.stdout.on('data', (text) => (printed += text))
  child.stderr.on('data', (text) => (complained += text))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { child, ended, told: () => ({ printed, complained }) }
}

async function run(args: string[]) {
  const { ended, told } = begin(args)
  return { code: await ended, ...told() }
}

test('a show is imported by a command, which tells each episode and what to do then', async () => {
  const { slug, item, serve } = source.newFeed()
  const feed = serve({ items: [item('a'), item('b', { audio: null }), item('c', { length: 1 })] })

  const dry = await run([feed, '--slug', slug, '--dry-run'])
  expect([dry.code, dry.complained]).toEqual([0, ''])
  expect(dry.printed).toMatch(/\/3 {2}planned {4}Folge a\n/)
  expect(dry.printed).toContain('This was a dry run')
  expect(await host.db.show.count({ where: { slug } })).toBe(0)

  const { code, printed, complained } = await run([feed, '--slug', slug])
  expect([code, complained]).toEqual([1, 'One episode could not be imported.\n'])
  expect(printed).toMatch(/^\d\/3 {2}imported {3}Folge a$/m)
  expect(printed).toMatch(/^\d\/3 {2}failed {5}Folge b: It has no audio\.$/m)
  expect(printed).toMatch(/^\d\/3 {2}imported {3}Folge c: The feed says that its audio has 1 byte; \d+ came\./m)
  expect(printed).toContain('Episodes: 3 in the feed, 2 imported, 0 here already, 1 failed.')
  expect(printed).toMatch(/Was jetzt zu tun ist\n1\. [\s\S]*What to do now\n1\. /)
  expect((await holdings(host)).objects.filter((key) => key.startsWith('audio/'))).toHaveLength(2)
})

test('an import that is interrupted says so and goes on, here or in the running host', async () => {
  const { slug, item, serve, path } = source.newFeed()
  const feed = serve({ items: [item('a')] })
  const answer = source.answers[path]!
  source.answers[path] = () => undefined
  const first = begin([feed, '--slug', slug])
  await eventually(
    async () => source.asked.includes(path),
    (asked) => asked,
    15_000,
  )
  source.answers[path] = answer
  first.child.kill('SIGINT')
  expect(await first.ended).toBe(1)
  expect(first.told().complained).toBe('Interrupted. The same command goes on where it was.\n')

  const second = await run([feed, '--slug', slug])
  expect([second.code, second.complained]).toEqual([0, ''])
  expect(await host.db.feedImport.count({ where: { url: feed } })).toBe(second.printed.includes('unchanged') ? 2 : 1)
  expect(await host.db.episode.count({ where: { show: { slug } } })).toBe(1)
})

test.each([
  [['podcast.example/feed'], 'Write the whole address of the feed'],
  [['http://127.0.0.1:1/feed.xml', '--slug', 'API'], 'Write an address of at most 60 characters'],
  [[], 'Write the address of the feed.'],
])('%j is refused with a sentence and exit code 1', async (args, sentence) => {
  const { code, printed, complained } = await run(args)
  expect([code, printed]).toEqual([1, ''])
  expect(complained).toContain(sentence)
  expect(complained).not.toMatch(/\n +at |node:internal/)
})

test('an import that fails is its sentence and exit code 1', async () => {
  const { path } = source.newFeed()
  const { code, complained } = await run([source.url + path])
  expect([code, complained]).toEqual([1, `${source.url}${path} answered 404.\n`])
})
