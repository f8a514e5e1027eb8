import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { beforeAll, describe, expect, test } from 'vitest'
import { createApiKey } from '../../src/accounts/api-key.ts'
import { silentFrames } from '../samples/bytes.ts'
import { createShow, holdings } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { makeMember, sendForm, signIn } from '../support/people.ts'
import { begin, begun, inStudio, metadata, offsetOf, PIECE, piece, type Sender, send } from '../support/tus.ts'
import { formBytes } from '../support/wire.ts'

const host = await startHost()
const METHODS = ['HEAD', 'GET', 'POST', 'PATCH', 'DELETE']

let show: { id: string; slug: string }
let other: { id: string; slug: string }
let author: Sender
let program: Sender
let cookie: string
beforeAll(async () => {
  const rowOf = (slug: string) => host.db.show.findUniqueOrThrow({ where: { slug } })
  show = await rowOf((await createShow(host)).slug)
  other = await rowOf((await createShow(host)).slug)
  cookie = await signIn(host, await makeMember(host, 'author', show))
  author = inStudio(host, cookie)
  program = await keyTo(show)
})

/** A program with a key to one show. */
async function keyTo({ id }: { id: string }): Promise<Sender> {
  const { secret } = await createApiKey(host, { name: 'Probe', showIds: [id] })
  return { host, headers: { authorization: `Bearer ${secret}` } }
}

const toShow = () => ({ filename: 'folge.mp3', show: show.slug })
const withMetadata = (sender: Sender, header: string) =>
  send(sender, 'POST', sender.path ?? '/api/v1/uploads', {
    ...{ 'Tus-Resumable': '1.0.0', 'Upload-Length': '10', 'Upload-Metadata': header },
  })

describe('somebody else’s upload is as unknown as none, whatever is asked of it', () => {
  test.each(['another key to the same show', 'a key to another show', 'a member of another show'])(
    '%s',
    async (who) => {
      const isPerson = who.startsWith('a member')
      const owner = isPerson ? author : program
      const stranger = isPerson
        ? inStudio(host, await signIn(host, await makeMember(host, 'owner', other)))
        : await keyTo(who.includes('same') ? show : other)
      const at = await begun(owner, 100, toShow())
      for (const method of METHODS) {
        const headers = method === 'POST' ? { 'Content-Type': 'application/x-www-form-urlencoded' } : PIECE
        const body = ['POST', 'PATCH'].includes(method) ? Buffer.from('title=Fremd') : undefined
        const { status } = await send(stranger, method, at, { ...headers, 'Upload-Offset': '0' }, body)
        expect([method, status]).toEqual([method, 404])
      }
      expect(await offsetOf(owner, at)).toBe(0)
      const row = await host.db.upload.findUniqueOrThrow({ where: { id: at.split('/').at(-1)! } })
      expect(row.fields).toEqual({})
    },
  )

  test('what a person began, no key goes on with, and the other way round', async () => {
    const [persons, programs] = [await begun(author, 100, toShow()), await begun(program, 100, toShow())]
    const asKey = persons.replace('/studio/', '/api/v1/')
    const asPerson = programs.replace('/api/v1/', '/studio/')
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      expect((await send(program, method, asKey, { ...PIECE, 'Upload-Offset': '0' })).status).toBe(404)
      expect((await send(author, method, asPerson, { ...PIECE, 'Upload-Offset': '0' })).status).toBe(404)
    }
  })
})

test.each([
  '..%2F..%2Fetc%2Fpasswd',
  '..%5Cpasswd',
  '%00',
  `${randomUUID()}%00`,
  `${randomUUID()}%2F..`,
  `${randomUUID()}.upload`,
  `${randomUUID()}%0D%0AX-Planted:%201`,
  `${randomUUID().toUpperCase()}`,
  '%252e%252e%252f',
  '*',
  'a'.repeat(2000),
])('an address that is no upload’s is nothing: %s', async (id) => {
  for (const [sender, path] of [
    [program, '/api/v1/uploads'],
    [author, '/studio/uploads'],
  ] as const)
    for (const method of METHODS) {
      const { status, header } = await send(sender, method, `${path}/${id}`, { ...PIECE, 'Upload-Offset': '0' })
      expect([method, status]).toEqual([method, 404])
      expect(header('x-planted')).toBeNull()
    }
})

describe('what is told of a file by those who mean harm', () => {
  const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64')

  test('a show of others is unknown, also beside one’s own', async () => {
    expect((await begin(author, 10, { ...toShow(), show: other.slug })).status).toBe(404)
    expect((await begin(program, 10, { ...toShow(), show: other.slug })).status).toBe(404)
    const twice = `${metadata(toShow())},show ${base64(other.slug)}`
    for (const sender of [author, program]) expect((await withMetadata(sender, twice)).status).toBe(422)
  })

  test.each<[string, (told: string) => string]>([
    ['a key of the language', (told) => `${told},__proto__ ${base64('{"isAdministrator":true}')}`],
    ['a key of every object', (told) => `${told},constructor ${base64('x')}`],
    ['a key of ours', (told) => `${told},owner ${base64('person:1')}`],
    ['a key with an accent', (told) => `${told},títle ${base64('x')}`.normalize('NFC')],
    ['a blank too many', (told) => told.replace(' ', '  ')],
    ['no base64', (told) => `${told},title a-b_`],
    ['base64 that is cut', (told) => `${told},title QUJ`],
    ['a key with a colon', (told) => `${told},ti:tle ${base64('x')}`],
    ['a name that is no text', () => `filename ${base64(Uint8Array.of(0xff, 0xfe))},show ${base64(show.slug)}`],
    ['a name with a NUL', () => `filename ${base64('a\0.mp3')},show ${base64(show.slug)}`],
    ['a very long title', (told) => `${told},title ${base64('x'.repeat(6000))}`],
  ])('%s is refused', async (_, header) => {
    const before = await host.db.upload.count()
    for (const sender of [author, program]) {
      const { status, json } = await withMetadata(sender, header(metadata(toShow())))
      expect([status, json.code]).toEqual([422, 'invalid'])
    }
    expect(await host.db.upload.count()).toBe(before)
    expect(({} as Record<string, unknown>).isAdministrator).toBeUndefined()
  })

  test('more of it than a request may have is refused before anything is looked at', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = {
        ...program.headers,
        'Tus-Resumable': '1.0.0',
        'Upload-Metadata': `title ${'QUJD'.repeat(20_000)}`,
      }
      const sending = request(`${host.url}/api/v1/uploads`, { method: 'POST', headers })
      sending.on('response', (answer) => resolve(answer.resume().statusCode)).on('error', reject)
      sending.end()
    })
    expect(status).toBe(431)
  })
})

describe('a name of a file that is a header, a path or a script', () => {
  const NAMES = [
    'a.mp3\r\nSet-Cookie: planted=1',
    '../../etc/passwd.mp3',
    '"><script>x</script>.mp3',
    '\u202Egpj.3pm',
    'ä"; x="y.mp3',
  ]

  test.each(NAMES)('does no more than a name in a form: %j', async (name) => {
    const form = new FormData()
    form.append('audio', new Blob([new Uint8Array(silentFrames(200))]), name)
    const { type, bytes } = await formBytes(form)
    const path = `/studio/shows/${show.slug}/upload`
    const { origin } = new URL(host.config.publicUrl)
    const init = { method: 'POST', body: new Uint8Array(bytes), redirect: 'manual' } as const
    const answer = await fetch(host.url + path, { ...init, headers: { cookie, origin, 'content-type': type } })
    expect(answer.status).toBe(303)
    expect(answer.headers.getSetCookie().join()).not.toContain('planted')

    const at = answer.headers.get('location')!
    const page = await (await fetch(host.url + at, { headers: { cookie } })).text()
    expect(page).not.toContain('<script>x</script>')
    const original = await fetch(`${host.url}${at}/original`, { headers: { cookie } })
    expect(original.status).toBe(200)
    expect(JSON.stringify([...original.headers])).not.toMatch(/planted|passwd|<script>/)
    const { objects } = await holdings(host)
    expect(JSON.stringify(objects)).not.toMatch(/passwd|planted/)
  })

  test('is refused where it comes in pieces, and a good one adds no header', async () => {
    for (const filename of NAMES.slice(0, 2))
      expect((await begin(author, 10, { ...toShow(), filename })).status).toBe(422)
    const at = await begun(author, 10, { ...toShow(), filename: 'Straße, "Folge"; 1.mp3' })
    const { header } = await send(author, 'HEAD', at)
    expect(header('upload-metadata')).toBeNull()
    expect((await piece(author, at, 0, Buffer.from('abc'))).status).toBe(204)
  })
})

test('what is typed at an upload’s address is looked at like any other form', async () => {
  const at = await begun(author, 100, toShow())
  const sent = (fields: Record<string, string>) => sendForm(host, at, fields, { cookie })
  expect((await sent({ owner: 'person:1' })).status).toBe(422)
  expect((await sent({ publishAt: '2020-01-01' })).status).toBe(422)
  expect((await sent({ title: 'Ge\0tippt' })).status).toBe(200)
  const { fields } = await host.db.upload.findUniqueOrThrow({ where: { id: at.split('/').at(-1)! } })
  expect(fields).toEqual({ title: 'Getippt' })
  expect((await begin(author, 10, { ...toShow(), title: 'a\0b', description: 'c\0d' })).status).toBe(201)
})
