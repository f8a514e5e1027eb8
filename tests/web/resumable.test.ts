import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { jobTable } from '../../src/jobs.ts'
import { ask, createShow, eventually, type Json, SAMPLE, SAMPLE_M4A } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { makeAdministrator, makeMember, makePerson, signIn } from '../support/people.ts'
import { takeAway } from '../support/storage-places.ts'
import { begin, begun, inStudio, metadata, offsetOf, PIECE, piece, type Sender, send } from '../support/tus.ts'

const host = await startHost({ env: { MAX_UPLOAD_BYTES: '50000000' } })
const program: Sender = { host }
const bytes = await readFile(SAMPLE)
const sha256 = createHash('sha256').update(bytes).digest('hex')

let show: Json
let fields: Record<string, string>
let author: Sender
let colleague: Sender

beforeAll(async () => {
  const { slug } = await createShow(host)
  show = await host.db.show.findUniqueOrThrow({ where: { slug } })
  fields = { filename: 'folge.mp3', show: show.slug }
  author = inStudio(host, await signIn(host, await makeMember(host, 'author', show)))
  colleague = inStudio(host, await signIn(host, await makeMember(host, 'owner', show)))
})
beforeEach(() => host.travelTo(new Date().toISOString()))

const left = async () => (await readdir(host.config.uploadsDir)).filter((name) => !name.startsWith('.'))
const draftsOf = () => host.db.episode.count({ where: { show: { slug: show.slug } } })

describe('the protocol', () => {
  test('an upload has an address, says how far it is, and no cache keeps that', async () => {
    const { status, header } = await begin(program, bytes.length, fields)
    expect(status).toBe(201)
    expect(header('tus-resumable')).toBe('1.0.0')
    expect(header('location')).toMatch(/^\/api\/v1\/uploads\/[0-9a-f-]{36}$/)
    expect(Date.parse(header('upload-expires')!)).toBeGreaterThan(Date.now() + 23 * 3_600_000)

    const about = await send(program, 'HEAD', header('location')!)
    expect([about.status, about.header('upload-offset'), about.header('upload-length')]).toEqual([
      200,
      '0',
      String(bytes.length),
    ])
    expect(about.header('cache-control')).toBe('no-store')
    expect((await piece(program, header('location')!, 0, bytes.subarray(0, 1000))).status).toBe(204)
    expect(await offsetOf(program, header('location')!)).toBe(1000)
  })

  const path = () => begun(program, bytes.length, fields)
  const CASES: [string, number, string, () => ReturnType<typeof send>][] = [
    ['another offset', 409, 'wrong-offset', async () => piece(program, await path(), 7, bytes.subarray(0, 10))],
    [
      'another type',
      415,
      'not-a-piece',
      async () =>
        send(program, 'PATCH', await path(), { ...PIECE, 'Content-Type': 'audio/mpeg', 'Upload-Offset': '0' }, bytes),
    ],
    [
      'another version',
      412,
      'tus-version',
      async () =>
        send(program, 'PATCH', await path(), { ...PIECE, 'Tus-Resumable': '0.2', 'Upload-Offset': '0' }, bytes),
    ],
    ['no version', 412, 'tus-version', async () => send(program, 'HEAD', await path(), {})],
    ['too many bytes', 413, 'too-large', () => begin(program, 50_000_001, fields)],
    [
      'more than announced',
      413,
      'too-large',
      async () => piece(program, await begun(program, 10, fields), 0, bytes.subarray(0, 11)),
    ],
    ['no bytes', 422, 'invalid', () => begin(program, 0, fields)],
    ['no length', 422, 'invalid', () => begin(program, 1, fields, { 'Upload-Length': '-1' })],
    ['a length with a zero before it', 422, 'invalid', () => begin(program, 1, fields, { 'Upload-Length': '010' })],
    ['a length beyond numbers', 422, 'invalid', () => begin(program, 1, fields, { 'Upload-Length': '9'.repeat(40) })],
    ['a part', 501, 'not-spoken', () => begin(program, 10, fields, { 'Upload-Concat': 'partial' })],
    ['the whole of parts', 501, 'not-spoken', () => begin(program, 10, fields, { 'Upload-Concat': 'final;/a /b' })],
    ['a length told later', 501, 'not-spoken', () => begin(program, 10, fields, { 'Upload-Defer-Length': '1' })],
    ['an unknown upload', 404, 'not-found', () => send(program, 'PATCH', `/api/v1/uploads/${randomUUID()}`, PIECE)],
    ['no id', 404, 'not-found', () => send(program, 'PATCH', '/api/v1/uploads/..%2F..%2Fetc', PIECE)],
    ['no token', 401, 'unauthorized', () => begin({ host, headers: {} }, 1, fields)],
    [
      'a cookie in place of a token',
      401,
      'unauthorized',
      () => begin({ ...author, path: '/api/v1/uploads' }, 1, fields),
    ],
    ['nobody signed in', 401, 'signed-out', () => begin({ ...inStudio(host, ''), path: '/studio/uploads' }, 1, fields)],
    [
      'another site',
      403,
      'other-site',
      () => begin({ ...author, headers: { ...author.headers, origin: 'https://elsewhere.example' } }, 1, fields),
    ],
  ]
  test.each(CASES)('%s: %i', async (_, status, code, ask) => {
    const answer = await ask()
    expect(answer.status).toBe(status)
    if (answer.json) expect(answer.json.code).toBe(code)
    if (status !== 403) expect(answer.header('tus-resumable')).toBe('1.0.0')
    if (status === 412) expect(answer.header('tus-version')).toBe('1.0.0')
  })

  test('what is refused at the beginning leaves nothing, and is nobody’s fault here', async () => {
    const before = await host.db.upload.count()
    const odd = ['Upload-Concat', 'Upload-Defer-Length', 'Upload-Length', 'Upload-Metadata']
    const values = [
      '',
      '0',
      '1',
      '-1',
      '01',
      '1e3',
      'partial',
      'final;',
      'final;/a /b',
      'x y z',
      '9'.repeat(40),
      'show Yg==,',
    ]
    for (const name of odd)
      for (const value of values.filter((value) => name !== 'Upload-Length' || value !== '1')) {
        const { status, json } = await begin(program, 10, fields, { [name]: value })
        expect([400, 422, 501], `${name}: ${value}`).toContain(status)
        expect(json.title, `${name}: ${value}`).toMatch(/^[A-Z].*\.$/)
      }
    expect(await host.db.upload.count()).toBe(before)
  })

  test.each<Record<string, string>>([
    { 'X-Forwarded-Proto': 'https, http' },
    { 'X-HTTP-Method-Override': 'DELETE' },
    { 'Upload-Checksum': 'md5 x' },
    { 'Tus-Extension': 'concatenation' },
  ])('what is said besides is in no upload’s way: %j', async (more) => {
    const { status, header } = await begin(program, 10, fields, more)
    expect(status).toBe(201)
    const at = header('location')!
    expect(
      (await send(program, 'PATCH', at, { ...PIECE, 'Upload-Offset': '0', ...more }, bytes.subarray(0, 5))).status,
    ).toBe(204)
    expect(await offsetOf(program, at)).toBe(5)
  })

  test('says what it speaks', async () => {
    const { status, header } = await send(program, 'OPTIONS', '/api/v1/uploads', {})
    expect([status, header('tus-version'), header('tus-max-size')]).toEqual([204, '1.0.0', '50000000'])
    expect(header('tus-extension')).toContain('termination')
  })

  test('what is taken back is gone', async () => {
    const address = await path()
    expect((await send(program, 'DELETE', address)).status).toBe(204)
    expect((await send(program, 'HEAD', address)).status).toBe(404)
    expect(await left()).not.toContain(`${address.split('/').at(-1)}.upload`)
  })
})

describe('a whole file', () => {
  test('becomes a draft with what was typed and what is in the file, bit for bit', async () => {
    const at = await begun(author, bytes.length, { ...fields, title: 'Getippt' })
    const cut = Math.floor(bytes.length * 0.6)
    await piece(author, at, 0, bytes.subarray(0, cut))
    expect((await piece(author, at, cut, bytes.subarray(cut))).status).toBe(204)

    const { json } = await send(author, 'GET', at)
    expect(json).toMatchObject({ state: 'done', episode: { title: 'Getippt' } })
    const row = await host.db.episode.findUniqueOrThrow({
      where: { id: json.episode.id },
      include: { enclosure: true },
    })
    expect([row.enclosure!.sha256, Number(row.enclosure!.bytes), row.publishAt]).toEqual([sha256, bytes.length, null])
    expect(await left()).toEqual((await left()).filter((name) => !name.includes(at.split('/').at(-1)!)))
  })

  test('becomes one draft, also when the answer is lost and everything is asked again, at once', async () => {
    const before = await draftsOf()
    const at = await begun(author, bytes.length, fields)
    await piece(author, at, 0, bytes)
    const again = await Promise.all([
      piece(author, at, bytes.length, new Uint8Array()),
      piece(author, at, bytes.length, new Uint8Array()),
      send(author, 'GET', at),
      send(author, 'HEAD', at),
    ])
    expect(again.map(({ status }) => status)).toEqual([204, 204, 200, 200])
    expect(await offsetOf(author, at)).toBe(bytes.length)
    expect(await draftsOf()).toBe(before + 1)
  })

  test('says what was typed also while the storage is away, and becomes a draft once it is back', async () => {
    const at = await begun(author, bytes.length, { ...fields, title: 'Getippt' })
    const bringBack = await takeAway((host.config.storage as { dir: string }).dir)
    try {
      expect((await piece(author, at, 0, bytes)).status).toBe(503)
      const { status, header, json } = await send(author, 'GET', at)
      expect([status, header('retry-after'), json.code]).toEqual([503, '30', 'storage-away'])
      expect(json.typed).toEqual({ title: 'Getippt' })
    } finally {
      await bringBack()
    }
    expect((await send(author, 'GET', at)).json).toMatchObject({ state: 'done', episode: { title: 'Getippt' } })
  })

  test('one that is no audio is declined with the sentence, and again when asked again', async () => {
    const pdf = Buffer.from(`%PDF-1.7\n${'x'.repeat(5000)}`)
    const before = await draftsOf()
    const at = await begun(author, pdf.length, fields)
    const answers = [await piece(author, at, 0, pdf), await send(author, 'GET', at)]
    for (const { status, json } of answers) {
      expect(status).toBe(415)
      expect(json.title).toMatch(/\w/)
    }
    expect(await draftsOf()).toBe(before)
    expect((await left()).filter((name) => name.includes(at.split('/').at(-1)!))).toEqual([])
  })

  test('replaces the audio of a draft, and that of what listeners hear only for an editor', async () => {
    const { json } = await ask(host, 'GET', `/api/v1/shows/${show.slug}/episodes`)
    const { id } = json.episodes[0]
    const m4a = await readFile(SAMPLE_M4A)
    const at = await begun(author, m4a.length, { filename: 'neu.m4a', episode: id })
    expect((await piece(author, at, 0, m4a)).status).toBe(204)
    const { enclosure } = await host.db.episode.findUniqueOrThrow({ where: { id }, include: { enclosure: true } })
    expect(enclosure!.sha256).toBe(createHash('sha256').update(m4a).digest('hex'))

    await host.db.episode.update({ where: { id }, data: { publishAt: new Date(0) } })
    const asked = { filename: 'neu.m4a', episode: id }
    expect((await begin(author, 10, asked)).status).toBe(403)
    expect((await begin(colleague, 10, asked)).status).toBe(201)
    expect((await begin(colleague, 10, { ...asked, title: 'x' })).json.fields).toHaveProperty('title')
  })
})

describe('who', () => {
  test('an upload belongs to who began it; to everybody else there is none', async () => {
    const at = await begun(author, bytes.length, fields)
    const others = [colleague, inStudio(host, await signIn(host, await makeAdministrator(host)))]
    for (const other of others)
      for (const method of ['HEAD', 'GET', 'PATCH', 'DELETE'])
        expect((await send(other, method, at, { ...PIECE, 'Upload-Offset': '0' })).status).toBe(404)
    expect((await send(program, 'HEAD', at.replace('/studio/', '/api/v1/'))).status).toBe(404)
    expect(await offsetOf(author, at)).toBe(0)
  })

  test.each([
    ['reader', 403],
    ['author', 201],
    ['editor', 201],
    ['owner', 201],
  ] as const)('a show takes files from its members: %s %i', async (role, status) => {
    const sender = inStudio(host, await signIn(host, await makeMember(host, role, show)))
    expect((await begin(sender, 10, fields)).status).toBe(status)
  })

  test('to a stranger there is no such show', async () => {
    const stranger = inStudio(host, await signIn(host, await makePerson(host)))
    expect((await begin(stranger, 10, fields)).status).toBe(404)
  })

  test('who may no more may not go on', async () => {
    const person = await makeMember(host, 'author', show)
    const sender = inStudio(host, await signIn(host, person))
    const at = await begun(sender, bytes.length, fields)
    await host.db.membership.deleteMany({ where: { personId: person.id } })
    expect((await piece(sender, at, 0, bytes)).status).toBe(403)
  })
})

describe('what is told of a file', () => {
  test.each([
    ['a path', { filename: '../../etc/passwd' }, 'filename'],
    ['a path of another system', { filename: 'C:\\folge.mp3' }, 'filename'],
    ['a header', { filename: 'a.mp3\r\nSet-Cookie: x=1' }, 'filename'],
    ['a hidden direction', { filename: 'a\u202Emp3.exe' }, 'filename'],
    ['a very long name', { filename: 'a'.repeat(300) }, 'filename'],
    ['no name', { filename: '' }, 'filename'],
    ['a show that is a path', { show: '../other' }, 'show'],
    ['an owner', { owner: 'person:1' }, 'owner'],
    ['a date', { publishAt: '2020-01-01' }, 'publishAt'],
    ['a guid', { guid: 'x' }, 'guid'],
    ['an episode beside a show', { episode: randomUUID() }, 'show'],
    ['a bad number', { number: '-3' }, 'number'],
  ])('%s is refused', async (_, more, field) => {
    const { status, json } = await begin(author, 10, { ...fields, ...more })
    expect(status).toBe(422)
    expect(json.fields).toHaveProperty(field)
  })

  test.each(['', 'show', `show ${'!'.repeat(5)}`, `${metadata({ show: 'a' })},${metadata({ show: 'b' })}`])(
    'what is no metadata is refused: %j',
    async (header) => {
      const { status } = await begin(author, 10, {}, { 'Upload-Metadata': header })
      expect(status).toBe(422)
    },
  )
})

test('two who write at once never mix: what is kept is what one of them sent', async () => {
  const at = await begun(author, bytes.length, fields)
  const slow = slowly(author, at, bytes.subarray(0, 100_000))
  await eventually(
    async () => slow.sent(),
    (sent) => sent > 0,
  )
  const second = await piece(author, at, 0, bytes.subarray(0, 50_000))
  slow.stop()
  expect([204, 409]).toContain(second.status)
  const offset = await offsetOf(author, at)
  expect((await piece(author, at, offset, bytes.subarray(offset))).status).toBe(204)
  const { json } = await send(author, 'GET', at)
  const row = await host.db.episode.findUniqueOrThrow({ where: { id: json.episode.id }, include: { enclosure: true } })
  expect(row.enclosure!.sha256).toBe(sha256)
})

test('a sender who breaks off goes on where the bytes end', async () => {
  const at = await begun(author, bytes.length, fields)
  const slow = slowly(author, at, bytes.subarray(0, 100_000))
  // What was written but has not come yet is lost with the connection.
  const file = join(host.config.uploadsDir, `${at.split('/').at(-1)}.upload`)
  await eventually(
    async () => (await stat(file)).size,
    (size) => size > 0,
  )
  slow.stop()
  const offset = await eventually(
    () => offsetOf(author, at),
    (offset) => offset > 0,
  )
  expect((await piece(author, at, offset, bytes.subarray(offset))).status).toBe(204)
  const { json } = await send(author, 'GET', at)
  const row = await host.db.episode.findUniqueOrThrow({ where: { id: json.episode.id }, include: { enclosure: true } })
  expect(row.enclosure!.sha256).toBe(sha256)
})

test('a day later an upload is gone, whole or not, with all its bytes', async () => {
  const at = await begun(program, bytes.length, fields)
  await piece(program, at, 0, bytes.subarray(0, 1000))
  host.travelTo(new Date(Date.now() + 25 * 3_600_000).toISOString())
  expect((await send(program, 'HEAD', at)).status).toBe(410)
  await jobTable(host, host.feeds).sweep!({} as never, undefined as never)
  expect((await send(program, 'HEAD', at)).status).toBe(404)
  expect((await left()).filter((name) => name.endsWith('.upload'))).toEqual([])
  expect(await host.db.upload.count()).toBe(0)
})

const requests: { destroy(): void }[] = []
afterAll(() => requests.forEach((open) => void open.destroy()))

/** Sends a piece a little at a time, and more than it has never. */
function slowly({ headers }: Sender, path: string, piece: Uint8Array) {
  let sent = 0
  const sending = request(host.url + path, {
    method: 'PATCH',
    headers: { ...headers, ...PIECE, 'Upload-Offset': '0', 'Content-Length': piece.length },
  })
  requests.push(sending)
  sending.on('error', () => undefined)
  sending.on('response', (answer) => answer.resume())
  const timer = setInterval(() => {
    if (sent >= piece.length - 10_000) return
    sending.write(piece.subarray(sent, sent + 10_000))
    sent += 10_000
  }, 20)
  return {
    sent: () => sent,
    stop() {
      clearInterval(timer)
      sending.destroy()
    },
  }
}
