import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Role } from '../../src/accounts/access.ts'
import { createApiKey, revokeApiKey } from '../../src/accounts/api-key.ts'
import { OPERATOR } from '../../src/accounts/logbook.ts'
import { findPerson } from '../../src/accounts/person.ts'
import { changeEpisode, lockEpisode } from '../../src/episodes/episode.ts'
import { unpublishEpisode } from '../../src/episodes/publish.ts'
import { COVER, createShow, holdings, type Json, publish, SAMPLE, SAMPLE_M4A, upload } from '../support/api.ts'
import { type Held, hold, multipart } from '../support/held.ts'
import { startHost } from '../support/host.ts'
import { makeAdministrator, makeMember, signIn, type TestPerson } from '../support/people.ts'
import { begun, inStudio, offsetOf, PIECE, piece, type Sender, send } from '../support/tus.ts'

const host = await startHost()
const bytes = await readFile(SAMPLE)
const other = await readFile(SAMPLE_M4A)
const origin = new URL(host.config.publicUrl).origin

let show: Json
beforeAll(async () => {
  const { slug } = await createShow(host)
  show = await host.db.show.findUniqueOrThrow({ where: { slug } })
})

let member: TestPerson
let cookie: string
let browser: Sender
const become = async (role: Role) => {
  member = await makeMember(host, role, show)
  cookie = await signIn(host, member)
  browser = inStudio(host, cookie)
}
const keyOf = async (personId?: string) => {
  const { id, secret } = await createApiKey(host, { name: 'Probe', ...(personId && { personId }) })
  return { id, headers: { authorization: `Bearer ${secret}` } }
}

const membership = () => ({ personId_showId: { personId: member.id, showId: show.id } })
const give = (role: Role) => host.db.membership.update({ where: membership(), data: { role } })
const remove = () => host.db.membership.delete({ where: membership() })
const deactivate = () => host.db.person.update({ where: { id: member.id }, data: { deactivatedAt: host.now() } })
const endSessions = () => host.db.session.deleteMany({ where: { personId: member.id } })

const draft = async (): Promise<string> => (await upload(host, show.slug)).json.id
const published = async (): Promise<string> => {
  const id = await draft()
  expect((await publish(host, id)).status).toBe(200)
  return id
}
const rowOf = (id: string) =>
  host.db.episode.findUniqueOrThrow({ where: { id }, include: { enclosure: true, transcripts: true } })
const episodes = () => host.db.episode.count({ where: { showId: show.id } })
const uploadOf = (path: string) => host.db.upload.findUniqueOrThrow({ where: { id: path.split('/').at(-1)! } })
const codeOf = ({ body }: { body: Buffer }) => JSON.parse(String(body)).code
const said = (about: string) => host.db.logEntry.findMany({ where: { aboutId: about }, orderBy: { id: 'asc' } })

/** The only piece of an upload, of which half is there. */
async function holdPiece(sender: Sender, fields: Record<string, string>, file: Uint8Array = other) {
  const path = await begun(sender, file.length, { filename: 'folge.m4a', ...fields })
  const headers = { ...sender.headers, ...PIECE, 'upload-offset': '0' }
  return { path, held: await hold(host, 'PATCH', path, headers, file) }
}

async function holdForm(
  path: string,
  headers: Record<string, string>,
  part: string,
  file: Uint8Array,
  method = 'POST',
) {
  const form = new FormData()
  form.append(part, new Blob([new Uint8Array(file)]), 'datei')
  const { headers: type, body } = await multipart(form)
  return hold(host, method, path, { ...headers, ...type }, body)
}

const holdFields = (path: string, fields: Record<string, string>) =>
  hold(
    host,
    'POST',
    path,
    { cookie, origin, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    Buffer.from(new URLSearchParams(fields).toString()),
  )

const holdText = (method: string, path: string, headers: Record<string, string>, type: string, text: string) =>
  hold(host, method, path, { ...headers, 'content-type': type }, Buffer.from(text))

describe('an author who sends something for a draft that is published meanwhile', () => {
  beforeEach(() => become('author'))

  test('replaces no audio in pieces, and her bytes wait for the case that it becomes a draft again', async () => {
    const id = await draft()
    const { path, held } = await holdPiece(browser, { episode: id })
    await publish(host, id)
    const before = await rowOf(id)
    const answer = await held.send()
    expect([answer.status, codeOf(answer)]).toEqual([403, 'forbidden'])
    expect(await rowOf(id)).toEqual(before)
    expect(await uploadOf(path)).toMatchObject({ finishedAt: null, refusal: null })

    await unpublishEpisode(host, id, { by: OPERATOR })
    expect(await offsetOf(browser, path)).toBe(other.length)
    expect((await send(browser, 'GET', path, { accept: 'application/json' })).json).toMatchObject({ state: 'done' })
    const { enclosure } = await rowOf(id)
    expect(enclosure?.type).toBe('audio/x-m4a')
  })

  test('replaces no audio by the form', async () => {
    const id = await draft()
    const path = `/studio/episodes/${id}/audio`
    const held = await holdForm(path, { cookie, origin, accept: 'text/html' }, 'audio', other)
    await publish(host, id)
    const before = await rowOf(id)
    expect((await held.send()).status).toBe(403)
    expect(await rowOf(id)).toEqual(before)
  })

  test('saves no fields by the form', async () => {
    const id = await draft()
    const held = await holdFields(`/studio/episodes/${id}/texts`, { title: 'Vom Autor', notes: 'Von mir' })
    await publish(host, id)
    const before = await rowOf(id)
    expect((await held.send()).status).toBe(403)
    expect(await rowOf(id)).toEqual(before)
  })

  test('is refused after a publication that she waited for', async () => {
    const id = await draft()
    const author = (await findPerson(host, member.id))!
    const change = () => changeEpisode(host, id, { title: 'Vom Autor' }, { by: author }).catch((error) => error)
    const [waiting] = await host.db.$transaction(async (tx) => {
      await lockEpisode(tx, id)
      const begun = [change()]
      await setTimeout(300)
      await tx.episode.update({ where: { id }, data: { publishAt: host.now() } })
      return begun
    })
    expect(await waiting).toMatchObject({ status: 403, code: 'forbidden' })
    expect((await rowOf(id)).title).not.toBe('Vom Autor')
  })

  const VTT = 'WEBVTT\n\n00:00.000 --> 00:01.000\nGuten Morgen.\n'
  const WAYS: [string, (id: string, headers: Record<string, string>) => Promise<Held>][] = [
    [
      'PATCH',
      (id, headers) =>
        holdText('PATCH', `/api/v1/episodes/${id}`, headers, 'application/json', '{"title": "Vom Autor geändert"}'),
    ],
    [
      'PUT …/chapters',
      (id, headers) =>
        holdText('PUT', `/api/v1/episodes/${id}/chapters`, headers, 'text/plain', '00:00 Anfang\n00:02 Mitte\n'),
    ],
    [
      'PUT …/transcripts/de',
      (id, headers) => holdText('PUT', `/api/v1/episodes/${id}/transcripts/de`, headers, 'text/vtt', VTT),
    ],
    [
      'PUT …/artwork',
      async (id, headers) =>
        holdForm(`/api/v1/episodes/${id}/artwork`, headers, 'artwork', await readFile(COVER), 'PUT'),
    ],
    ['PUT …/audio', (id, headers) => holdForm(`/api/v1/episodes/${id}/audio`, headers, 'audio', other, 'PUT')],
  ]
  test.each(WAYS)('changes nothing by %s', async (_name, way) => {
    const id = await draft()
    const held = await way(id, (await keyOf(member.id)).headers)
    await publish(host, id)
    const before = await rowOf(id)
    const answer = await held.send()
    expect([answer.status, codeOf(answer)]).toEqual([403, 'forbidden'])
    expect(await rowOf(id)).toEqual(before)
  })
})

describe('whoever may not any more when her file has come', () => {
  beforeEach(() => become('editor'))

  test('a key that was revoked replaces nothing', async () => {
    const id = await published()
    const before = await rowOf(id)
    const key = await keyOf()
    const { path, held } = await holdPiece({ host, headers: key.headers }, { episode: id })
    await revokeApiKey(host, key.id)
    const answer = await held.sendLater()
    expect([answer.status, codeOf(answer)]).toEqual([401, 'unauthorized'])
    expect(await rowOf(id)).toEqual(before)
    expect(await uploadOf(path)).toMatchObject({ finishedAt: null, refusal: null })
  })

  test('an editor who was deactivated replaces nothing, and nothing is said to be by the host', async () => {
    const id = await published()
    const before = [await rowOf(id), await said(id)]
    const { path, held } = await holdPiece(browser, { episode: id })
    await deactivate()
    expect((await held.sendLater()).status).toBe(401)
    expect([await rowOf(id), await said(id)]).toEqual(before)
    expect(await uploadOf(path)).toMatchObject({ finishedAt: null, refusal: null })
  })

  test('the log says who replaced audio, also of somebody who is deactivated afterwards', async () => {
    const id = await published()
    const { held } = await holdPiece(browser, { episode: id })
    expect((await held.send()).status).toBe(204)
    await deactivate()
    expect((await said(id)).at(-1)).toMatchObject({ kind: 'audio-replaced', byKind: 'person', byName: member.name })
  })

  const LOST: [string, () => Promise<unknown>, number, () => Promise<unknown>][] = [
    [
      'removed from the show',
      remove,
      404,
      () => host.db.membership.create({ data: { personId: member.id, showId: show.id, role: 'author' } }),
    ],
    ['made a reader', () => give('reader'), 403, () => give('author')],
    [
      'signed out',
      endSessions,
      401,
      async () => {
        browser = inStudio(host, await signIn(host, member))
      },
    ],
  ]
  /** A show she is no member of is unknown to her, but not an upload she began. */
  const ofHerOwn = (status: number) => (status === 404 ? 403 : status)

  test.each(LOST)(
    'who was %s has no draft; when the right is back her bytes become one',
    async (_what, lose, status, giveBack) => {
      const count = await episodes()
      const { path, held } = await holdPiece(browser, { show: show.slug })
      await lose()
      expect((await held.sendLater()).status).toBe(ofHerOwn(status))
      expect(await episodes()).toBe(count)
      expect(await uploadOf(path)).toMatchObject({ finishedAt: null, refusal: null })

      await giveBack()
      expect(await offsetOf(browser, path)).toBe(other.length)
      expect((await send(browser, 'GET', path)).json).toMatchObject({ state: 'done' })
      expect(await episodes()).toBe(count + 1)
    },
  )

  test.each(LOST)('who was %s has no draft by the form either', async (_what, lose, status) => {
    const count = await episodes()
    const headers = { cookie, origin, accept: 'text/html' }
    const held = await holdForm(`/studio/shows/${show.slug}/upload`, headers, 'audio', other)
    await lose()
    // Whoever is signed out is led to where she signs in.
    expect((await held.sendLater()).status).toBe(status === 401 ? 303 : status)
    expect(await episodes()).toBe(count)
  })

  test('a key that was revoked makes no draft of a form', async () => {
    const count = await episodes()
    const key = await keyOf()
    const held = await holdForm(`/api/v1/shows/${show.slug}/episodes`, key.headers, 'audio', bytes)
    await revokeApiKey(host, key.id)
    expect((await held.sendLater()).status).toBe(401)
    expect(await episodes()).toBe(count)
  })

  test.each(LOST)(
    'who was %s while her audio was being kept has no draft, and nothing of it is kept',
    async (_what, lose, status) => {
      const before = await holdings(host)
      const path = await begun(browser, other.length, { filename: 'folge.m4a', show: show.slug })
      const keep = host.storage.keep.bind(host.storage)
      vi.spyOn(host.storage, 'keep').mockImplementationOnce(async (...args) => {
        await keep(...args)
        await lose()
        await setTimeout(1200)
      })
      expect((await piece(browser, path, 0, other)).status).toBe(ofHerOwn(status))
      expect({ ...(await holdings(host)), staged: [] }).toEqual({ ...before, staged: [] })
      expect(await uploadOf(path)).toMatchObject({ finishedAt: null, refusal: null })
    },
  )

  test('what is whole and was sent in time is a draft as ever', async () => {
    const path = await begun(browser, other.length, { filename: 'folge.m4a', show: show.slug })
    expect((await piece(browser, path, 0, other)).status).toBe(204)
  })
})

describe('whoever may not any more when what she typed has come', () => {
  beforeEach(() => become('editor'))

  test('changes no show and no episode by a key', async () => {
    const id = await published()
    const before = await rowOf(id)
    const key = await keyOf(member.id)
    const json = (path: string) => holdText('PATCH', path, key.headers, 'application/json', '{"title": "Zu spät"}')
    const helds = [await json(`/api/v1/episodes/${id}`), await json(`/api/v1/shows/${show.slug}`)]
    await give('author')
    for (const held of helds) expect((await held.sendLater()).status).toBe(403)
    expect(await rowOf(id)).toEqual(before)
    expect(await host.db.show.findUnique({ where: { id: show.id } })).toMatchObject({ title: show.title })
  })

  test('gets what she typed back to send again, where she is signed out', async () => {
    const id = await draft()
    const before = await rowOf(id)
    const held = await holdFields(`/studio/episodes/${id}/texts`, { title: 'Lange getippt', notes: 'Viel Text' })
    await endSessions()
    const answer = await held.sendLater()
    expect(answer.status).toBe(401)
    expect(String(answer.body)).toContain('Lange getippt')
    expect(await rowOf(id)).toEqual(before)
  })

  test('invites nobody to the host where she is no administrator any more', async () => {
    member = await makeAdministrator(host)
    cookie = await signIn(host, member)
    const held = await holdFields('/studio/people', { email: 'zuspaet@amt.example', role: '', show: '' })
    await host.db.person.update({ where: { id: member.id }, data: { isAdministrator: false } })
    expect((await held.sendLater()).status).toBe(403)
    expect(await host.db.invitation.count({ where: { email: 'zuspaet@amt.example' } })).toBe(0)
  })
})
