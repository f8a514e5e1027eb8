import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findProgram } from '../src/accounts/api-key.ts'
import { makeBrake } from '../src/accounts/brake.ts'
import { readHostSecret } from '../src/accounts/host-secret.ts'
import { getInvitation } from '../src/accounts/invitation.ts'
import { createPerson } from '../src/accounts/person.ts'
import { startHost } from './support/host.ts'
import { makeAdministrator } from './support/people.ts'
import { showRow } from './support/rows.ts'

const host = await startHost()
const emptyFolder = mkdtempSync(join(tmpdir(), 'sendeplatz-cli-'))
afterAll(() => rmSync(emptyFolder, { recursive: true }))

const { host: socket, user, database } = host.connection as Record<string, string>
const DATABASE_URL = `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(socket!)}`

/** Runs the command line as `npm run sendeplatz --` does, on the host's database unless told otherwise. */
async function run(args: string[], env: Record<string, string> = { DATABASE_URL }) {
  const command = ['--disable-warning=ExperimentalWarning', 'src/cli.ts', ...args]
  const child = spawn(process.execPath, command, { env: { PATH: process.env.PATH, DATA_DIR: emptyFolder, ...env } })
  let [printed, complained] = ['', '']
  child.stdout.on('data', (text) => (printed += text))
  child.stderr.on('data', (text) => (complained += text))
  const code = await new Promise((resolve) => child.on('close', resolve))
  return { code, printed, complained }
}

test('a token is made and printed alone, so that a script can take it', async () => {
  const { code, printed, complained } = await run(['token', 'create', 'Redaktion Jena'])
  expect({ code, complained }).toEqual({ code: 0, complained: '' })
  expect(printed).toMatch(/^sendeplatz_[\w-]{43}\n$/)
  expect(await findProgram(host, printed.trim())).toMatchObject({ name: 'Redaktion Jena' })
})

test.each([['--help'], ['-h'], ['show', 'import', '--help']])(
  '%s %s %s prints how it is used, and that is no fault',
  async (...args) => {
    const { code, printed, complained } = await run(args)
    expect({ code, complained }).toEqual({ code: 0, complained: '' })
    expect(printed).toMatch(/^npm run sendeplatz -- <command>\n/)
  },
)

test('tokens are listed without their secrets, and a revoked one says so', async () => {
  const secret = (await run(['token', 'create', 'Wird widerrufen'])).printed.trim()
  const { id } = (await findProgram(host, secret))!
  expect((await run(['token', 'list'])).printed).toMatch(
    new RegExp(`^${id} .* valid +Wird widerrufen; last used `, 'm'),
  )

  expect(await run(['token', 'revoke', id])).toEqual({ code: 0, printed: '', complained: '' })
  expect(await findProgram(host, secret)).toBeNull()
  const { printed } = await run(['token', 'list'])
  expect(printed).toMatch(new RegExp(`^${id} .* revoked +Wird widerrufen; last used `, 'm'))
  expect(printed).not.toContain(secret)
})

test('a key for some shows, verbs and days says so, and is no more', async () => {
  const { id, slug } = await showRow(host, { title: 'Nachtzüge' })
  const args = [
    'token',
    'create',
    'Nur lesen',
    '--show',
    `${slug},${slug}`,
    '--may',
    'reader, upload',
    '--expires',
    '30',
  ]
  const { printed, complained } = await run(args)
  expect(complained).toBe('')
  expect(await findProgram(host, printed.trim())).toMatchObject({ verbs: ['see show', 'upload'], showIds: [id] })
  const key = await host.db.apiKey.findFirstOrThrow({ where: { name: 'Nur lesen' } })
  expect(Math.abs(key.expiresAt!.getTime() - Date.now() - 30 * 86_400_000)).toBeLessThan(60_000)
  const line = new RegExp(`^${key.id} .* valid +Nur lesen; until .*; last used .*; may see show, upload; 1 show$`, 'm')
  expect((await run(['token', 'list'])).printed).toMatch(line)
})

test.each<[string[], string]>([
  [['--show', 'gibt-es-nicht'], 'There is no such show.'],
  [['--may', 'everything'], 'A key can’t be for "everything". It can be for reader, author,'],
  [['--may', ''], 'A key can’t be for "".'],
  [['--may', 'publish, manage host', '--show', 'alpha'], 'A key for single shows can’t be for "manage host",'],
  [['--expires', '0'], 'Write after how many days it expires, from 1 to 3650.'],
  [['--expires', 'soon'], 'Write after how many days it expires, from 1 to 3650.'],
])('a key with %j is refused, and none is made', async (options, sentence) => {
  const before = await host.db.apiKey.count()
  const { code, printed, complained } = await run(['token', 'create', 'x', ...options])
  expect({ code, printed }).toEqual({ code: 1, printed: '' })
  expect(complained).toContain(sentence)
  expect(await host.db.apiKey.count()).toBe(before)
})

test.each(['Redaktion', '01890000-0000-7000-8000-000000000000'])('%s is no token to revoke', async (id) => {
  const complained = 'There is no valid token with this id.\n'
  expect(await run(['token', 'revoke', id])).toEqual({ code: 1, printed: '', complained })
})

test('a person is invited by a link that says what she may do', async () => {
  const show = await showRow(host)
  const link = /^https?:\/\/\S+\/studio\/invitation\/([\w-]{43})\n$/
  const admin = await run(['producer', 'add', 'Suess@Amt.example', '--administrator'])
  expect({ ...admin, printed: '' }).toEqual({ code: 0, printed: '', complained: '' })
  expect(await getInvitation(host, link.exec(admin.printed)![1]!)).toMatchObject({
    ...{ email: 'suess@amt.example', isAdministrator: true, roles: [] },
  })
  const { printed } = await run(['producer', 'add', 'koch@amt.example', '--show', show.slug, '--role', 'author'])
  expect(await getInvitation(host, link.exec(printed)![1]!)).toMatchObject({
    ...{ isAdministrator: false, roles: [{ showId: show.id, role: 'author' }] },
  })
})

test.each<[string, string[], string]>([
  ['nothing to do', ['koch@amt.example'], 'Say what the person may do: --administrator, or --show'],
  ['both', ['koch@amt.example', '--administrator', '--show', 'x'], 'Say what the person may do'],
  ['an unknown role', ['koch@amt.example', '--show', 'x', '--role', 'boss'], 'There is no role "boss".'],
  ['an unknown show', ['koch@amt.example', '--show', 'nobody'], 'There is no such show.'],
  ['no address', ['koch', '--administrator'], 'Write an e-mail address'],
])('nobody is invited with %s', async (_, args, sentence) => {
  const before = await host.db.invitation.count()
  const { code, printed, complained } = await run(['producer', 'add', ...args])
  expect([code, printed, complained]).toEqual([1, '', expect.stringContaining(sentence)])
  expect(await host.db.invitation.count()).toBe(before)
})

test('a person who had to wait after wrong passwords may try again', async () => {
  const attempt = { email: 'koch@amt.example', from: '192.0.2.1' }
  const brake = makeBrake(host, await readHostSecret(host))
  host.stopAt(new Date().toISOString())
  for (let at = 0; at < 5; at++) await brake.begin(attempt)
  await expect(brake.begin(attempt)).rejects.toMatchObject({ status: 429, retryAfterSeconds: 5 })
  expect(await run(['producer', 'unlock', 'Koch@amt.example'])).toEqual({ code: 0, printed: '', complained: '' })
  await brake.begin(attempt)
  host.travelTo(new Date().toISOString())
})

test('who lost her device signs in with her password again, and nobody else stays signed in', async () => {
  const { id: personId, email } = await createPerson(host.db, { name: 'Frau Süß', email: 'suess@amt.example' })
  await host.db.twoFactor.create({ data: { personId, secret: 'x', backupCodes: 'x' } })
  await host.db.person.update({ where: { id: personId }, data: { twoFactorEnabled: true } })
  await host.db.session.create({ data: { personId, token: 'x', expiresAt: new Date(Date.now() + 3_600_000) } })
  expect((await run(['producer', 'reset', email.toUpperCase()])).code).toBe(0)
  expect(await host.db.person.findUnique({ where: { id: personId } })).toMatchObject({ twoFactorEnabled: false })
  expect([await host.db.twoFactor.count(), await host.db.session.count({ where: { personId } })]).toEqual([0, 0])
  const unknown = await run(['producer', 'reset', 'niemand@amt.example'])
  expect([unknown.code, unknown.complained]).toEqual([1, expect.stringContaining('nobody with this e-mail address')])
})

test('who forgot her password gets a link to a new one, also the only administrator', async () => {
  const { email } = await makeAdministrator(host)
  const { code, printed, complained } = await run(['producer', 'password', email.toUpperCase()])
  expect([code, complained]).toEqual([0, ''])
  const [, secret] = /^https?:\/\/\S+\/studio\/password\/([\w-]{43})\n$/.exec(printed)!
  expect(await host.passwordLinks.find(secret!, '192.0.2.1')).toMatchObject({ email })
  expect(await host.db.logEntry.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({
    ...{ kind: 'password-link-made', byKind: 'operator' },
  })
  for (const [args, sentence] of [
    [['niemand@amt.example'], 'There is nobody with this e-mail address.'],
    [[], 'Write the e-mail address of the person.'],
  ] as const) {
    const refused = await run(['producer', 'password', ...args])
    expect([refused.code, refused.printed, refused.complained]).toEqual([1, '', expect.stringContaining(sentence)])
  }
})

test('the database is brought to its newest migration, as often as asked', async () => {
  expect(await run(['migrate'])).toEqual({ code: 0, printed: '', complained: '' })
})

test.each<[string, string[], string]>([
  ['nothing', [], ''],
  ['an unknown command', ['publish', 'everything'], 'There is no command "publish everything".'],
  ['a command without its verb', ['token'], 'There is no command "token".'],
  ['a token without a name', ['token', 'create'], 'Name the token after who uses it.'],
  ['a token without a visible name', ['token', 'create', ' '], 'Name the token after who uses it.'],
  ['a name in two words without quotes', ['token', 'create', 'Redaktion', 'Jena'], 'quotes'],
  ['a revocation without an id', ['token', 'revoke'], 'Name the id of the token'],
  ['a list of something', ['token', 'list', 'all'], '"token list" takes nothing more.'],
  ['an option of another command', ['token', 'list', '--dry-run'], '"token list" takes no --dry-run.'],
  ['an option nobody knows', ['token', 'create', '--name', 'x'], '--name'],
])('%s is answered with the usage and exit code 1', async (_, args, sentence) => {
  const { code, printed, complained } = await run(args)
  expect({ code, printed }).toEqual({ code: 1, printed: '' })
  expect(complained).toContain(sentence)
  expect(complained).toContain('npm run sendeplatz -- <command>')
  expect(complained).not.toMatch(/\n +at |node:internal/)
})

test('what is no command makes no database', async () => {
  expect((await run(['publish'], {})).code).toBe(1)
  expect(readdirSync(emptyFolder)).toEqual([])
})

test('a bad setting is one sentence each and exit code 1', async () => {
  const { code, complained } = await run(['token', 'list'], { DATABASE_URL: 'mysql://x', PORT: 'http' })
  expect(code).toBe(1)
  expect(complained).toMatch(/^Bad configuration:/)
  for (const name of ['DATABASE_URL', 'PORT']) expect(complained).toContain(name)
  expect(complained).not.toMatch(/\n +at |node:internal/)
})

test('a database that does not answer is a sentence and exit code 1', async () => {
  const { code, complained } = await run(['token', 'list'], { DATABASE_URL: 'postgresql://x@127.0.0.1:1/x' })
  expect(code).toBe(1)
  expect(complained).not.toMatch(/\n +at |node:internal/)
  expect(complained.trim().split('\n')).toHaveLength(1)
  expect(complained).toMatch(/database/i)
})
