import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { OPERATOR } from '../../../src/accounts/logbook.ts'
import { changeEpisode } from '../../../src/episodes/episode.ts'
import { upload as german } from '../../../src/web/words/studio/upload/de.ts'
import { upload as english } from '../../../src/web/words/studio/upload/en.ts'
import { type Json, SAMPLE, SAMPLE_M4A } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { makeMember, openStudio, signIn } from '../../support/people.ts'
import { showRow } from '../../support/rows.ts'
import { begun, inStudio, piece, type Sender, send } from '../../support/tus.ts'

const host = await startHost()
const bytes = await readFile(SAMPLE)
let show: Json
let cookie: string
beforeAll(async () => {
  show = await showRow(host, { title: 'Nachtzüge' })
  cookie = await signIn(host, await makeMember(host, 'author', show))
})

/** Sends the form as a browser without script does. */
async function sendFile(
  path: string,
  file: Uint8Array,
  fields: Record<string, string> = {},
  origin?: string,
  name = 'folge.mp3',
) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  body.append('audio', new Blob([new Uint8Array(file)]), name)
  const headers = { cookie, origin: origin ?? new URL(host.config.publicUrl).origin }
  const answer = await fetch(host.url + path, { method: 'POST', headers, body, redirect: 'manual' })
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() }
}

const uploadPath = () => `/studio/shows/${show.slug}/upload`

/** The address of a draft that was uploaded. */
const draftAt = async () => (await sendFile(uploadPath(), bytes)).location!.replace(/\?.*/, '')

test('whatever is away while an upload goes on by itself is named, and nobody is asked to try again', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const text = sources.map((name) => readFileSync(join('src', name), 'utf8')).join()
  // A host that was not built sends no page, and no upload asks the service people sign in at.
  const codes = new Set([...text.matchAll(/\bunavailable\(\s*'([\w-]+)'/g)].map(([, code]) => code!))
  for (const code of ['not-built', 'provider-away']) expect(codes.delete(code)).toBe(true)
  for (const { script } of [german, english]) {
    expect(Object.keys(script.reasons).sort()).toEqual([...codes].sort())
    expect(Object.values(script.reasons).join()).not.toMatch(/noch einmal|again/)
  }
})

test('the form works without script, and leads to the draft', async () => {
  const { text } = await openStudio(host, uploadPath(), cookie)
  expect(text).toContain('enctype="multipart/form-data"')
  const { status, location } = await sendFile(uploadPath(), bytes, { title: 'Getippt' })
  expect([status, location]).toEqual([
    303,
    expect.stringMatching(/^\/studio\/episodes\/[\da-f-]+\?done=uploaded#done$/),
  ])
  const page = await openStudio(host, location!, cookie)
  expect(page.text).toContain('Die Datei ist hochgeladen. Die Folge ist ein Entwurf.</p>')
  expect(page.text).toContain('<h1>Getippt</h1>')
  expect(page.text).toContain(createHash('sha256').update(bytes).digest('hex'))
  expect(await readdir(host.config.uploadsDir)).toEqual([])
})

test('what is no audio comes back as a page that says so in its language, with what was typed', async () => {
  const pdf = Buffer.from(`%PDF-1.7\n${'x'.repeat(5000)}`)
  const german = await sendFile(uploadPath(), pdf, { title: 'Mein <Titel>' })
  expect(german.status).toBe(422)
  expect(german.text).toContain('id="audio-file-error"')
  expect(german.text).toContain('value="Mein &lt;Titel&gt;"')
  expect(german.text).toContain('PDF')
  expect(await readdir(host.config.uploadsDir)).toEqual([])
})

test.each([
  ['', 'Diese Datei ist leer. Exportieren Sie', 'Wählen Sie eine Audiodatei.'],
  ['/en', 'This file is empty. Export', 'Choose an audio file.'],
])('an empty file is said to be empty, and none to be missing: %s', async (language, empty, none) => {
  const location = await draftAt()
  for (const path of [uploadPath(), `${location}/audio`]) {
    const sendEmpty = (name: string) => sendFile(language + path, new Uint8Array(), {}, undefined, name)
    const [ofEmpty, ofNone] = [await sendEmpty('leer.mp3'), await sendEmpty('')]
    expect(ofEmpty.text).toContain(empty)
    expect(ofEmpty.text).not.toContain(none)
    expect(ofNone.text).toContain(none)
    expect(ofNone.text).not.toContain(empty)
  }
})

test('another site cannot send a file', async () => {
  expect((await sendFile(uploadPath(), bytes, {}, 'https://elsewhere.example')).status).toBe(403)
})

test('a draft is heard by its people alone, in ranges, and other audio takes its place', async () => {
  const location = await draftAt()
  const ask = (headers: Record<string, string>) =>
    fetch(`${host.url}${location}/original`, { headers, redirect: 'manual' })
  const part = await ask({ cookie, range: 'bytes=10-19' })
  expect([part.status, part.headers.get('cache-control')]).toEqual([206, 'private, no-store'])
  expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(10, 20))
  expect((await ask({})).status).toBe(303)

  const m4a = await readFile(SAMPLE_M4A)
  expect((await sendFile(`${location}/audio`, m4a)).status).toBe(303)
  const page = await openStudio(host, location, cookie)
  expect(page.text).toContain(createHash('sha256').update(m4a).digest('hex'))
  const refused = await sendFile(`${location}/audio`, Buffer.from('no audio at all'))
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('id="audio-file-error"')
})

/** Types beside a file that is sent by somebody. */
const typeAs = (sender: Sender) => async (at: string, fields: Record<string, string>) => {
  const init = { method: 'POST', headers: sender.headers!, body: new URLSearchParams(fields) }
  const answer = await fetch(host.url + at, init)
  return { status: answer.status, json: (await answer.json()) as Json }
}

/** A whole file, and the episode it became. */
async function uploaded(sender: Sender, fields: Record<string, string> = {}) {
  const at = await begun(sender, bytes.length, { filename: 'folge.mp3', show: show.slug, ...fields })
  await piece(sender, at, 0, bytes)
  const { json } = await send(sender, 'GET', at)
  const row = () => host.db.episode.findUniqueOrThrow({ where: { id: json.episode.id } })
  return { at, id: json.episode.id as string, row }
}

describe('what is typed beside a file that came', () => {
  test('never takes the place of what was changed since it was seen, and says where', async () => {
    const sender = inStudio(host, cookie)
    const { at, id, row } = await uploaded(sender)
    await changeEpisode(host, id, { title: 'Von der Leitung' }, { by: OPERATOR })
    const type = typeAs(sender)
    const { status, json } = await type(`${at}?seen=0`, { title: 'Von hier' })
    expect([status, json.code, Object.keys(json.fields)]).toEqual([409, 'changed-meanwhile', ['title']])
    expect((await row()).title).toBe('Von der Leitung')

    const other = await type(`${at}?seen=0`, { number: '7' })
    expect([other.status, other.json.episode.title]).toEqual([200, 'Von der Leitung'])
    expect(await row()).toMatchObject({ title: 'Von der Leitung', number: 7 })
    expect((await type(`${at}?seen=${other.json.episode.version}`, { title: 'Nun so' })).status).toBe(200)
    expect((await type(`${at}?seen=x`, { title: 'Nun so' })).status).toBe(422)
  })

  test.each(['author', 'editor'] as const)('changes nothing that is scheduled or published: %s', async (role) => {
    const sender = inStudio(host, await signIn(host, await makeMember(host, role, show)))
    const { at, id, row } = await uploaded(sender, { title: 'Vorher' })
    for (const publishAt of [new Date('2099-01-01'), new Date(0)]) {
      await host.db.episode.update({ where: { id }, data: { publishAt } })
      const { status, json } = await typeAs(sender)(`${at}?seen=0`, { title: 'Nachher' })
      expect([status, json.code]).toEqual([409, 'has-date'])
      expect(json.title).toContain('Folge')
      expect((await row()).title).toBe('Vorher')
    }
  })
})

test('what is typed while the file comes wins, and what is typed afterwards changes the draft', async () => {
  const sender = inStudio(host, cookie)
  const type = typeAs(sender)
  const at = await begun(sender, bytes.length, { filename: 'folge.mp3', show: show.slug })
  const kept = await type(at, { title: 'Beim Hochladen' })
  expect([kept.status, kept.json.typed]).toEqual([200, { title: 'Beim Hochladen' }])
  const long = await type(at, { title: 'x'.repeat(300) })
  expect(long.status).toBe(422)
  expect(long.json.title).toMatch(/\w/)
  expect((await type(at, { publishAt: '2020-01-01' })).status).toBe(422)
  await piece(sender, at, 0, bytes)
  const { json } = await send(sender, 'GET', at)
  expect(json.episode.title).toBe('Beim Hochladen')
  const changed = await type(at, { title: 'Danach' })
  expect([changed.status, changed.json.episode.version]).toEqual([200, 1])
  expect((await host.db.episode.findUniqueOrThrow({ where: { id: json.episode.id } })).title).toBe('Danach')
})
