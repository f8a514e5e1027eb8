import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { startHost } from '../../support/host.ts'
import { makeMember, openStudio, signIn } from '../../support/people.ts'
import { episodeRow, showRow } from '../../support/rows.ts'
import { begun, inStudio, metadata, PIECE, VERSION } from '../../support/tus.ts'

const host = await startHost()
const BYTES = new Uint8Array(100)
let show: Awaited<ReturnType<typeof showRow>>
let anna: Awaited<ReturnType<typeof makeMember>>
let [cookie, episode, upload] = ['', '', '']
beforeAll(async () => {
  show = await showRow(host)
  anna = await makeMember(host, 'editor', show)
  cookie = await signIn(host, anna)
  episode = (await episodeRow(host, show, { publishAt: null, title: 'Alt' })).id
  upload = await begun(inStudio(host, cookie), BYTES.length, { filename: 'folge.mp3', show: show.slug })
})

const JSON_ASKED = { accept: 'application/json' }

/** What scripts of the studio send, and what it is answered from one's own page. */
const DOORS: [string, number, () => { method: string; path: string; headers?: object; body?: RequestInit['body'] }][] =
  [
    [
      'a form',
      200,
      () => ({
        ...{ method: 'POST', path: `/studio/episodes/${episode}/texts`, headers: JSON_ASKED },
        body: new URLSearchParams({ title: 'Neu', seen: '0' }),
      }),
    ],
    ['a page', 200, () => ({ method: 'GET', path: `/studio/episodes/${episode}` })],
    ['whether she is signed in', 200, () => ({ method: 'HEAD', path: '/studio/account' })],
    [
      'an upload that begins',
      201,
      () => ({
        ...{ method: 'POST', path: '/studio/uploads' },
        headers: {
          ...VERSION,
          'Upload-Length': '100',
          'Upload-Metadata': metadata({ filename: 'b.mp3', show: show.slug }),
        },
      }),
    ],
    ['how far it is', 200, () => ({ method: 'HEAD', path: upload, headers: VERSION })],
    [
      'what is typed beside it',
      200,
      () => ({ method: 'POST', path: upload, body: new URLSearchParams({ title: 'Neu' }) }),
    ],
    ['what became of it', 200, () => ({ method: 'GET', path: upload })],
    [
      'a piece of it',
      204,
      () => ({
        ...{ method: 'PATCH', path: upload, headers: { ...PIECE, 'Upload-Offset': '0' } },
        body: BYTES.slice(0, 10),
      }),
    ],
    ['its end', 204, () => ({ method: 'DELETE', path: upload, headers: VERSION })],
  ]

const state = async () => ({
  title: (await host.db.episode.findUniqueOrThrow({ where: { id: episode } })).title,
  uploads: await host.db.upload.findMany({ orderBy: { createdAt: 'asc' } }),
})

test.each(DOORS)(
  '%s counts from the page of who is signed in, and is refused from that of another',
  async (_, status, door) => {
    const { method, path, headers, body } = door()
    const ask = async (person: string) => {
      const origin = new URL(host.config.publicUrl).origin
      const said = { ...headers, origin, cookie, 'Sendeplatz-Person': person }
      const answer = await fetch(host.url + path, { method, headers: said, redirect: 'manual', ...(body && { body }) })
      const text = await answer.text()
      return { status: answer.status, reason: answer.headers.get('sendeplatz-person'), text }
    }
    const before = await state()
    for (const somebody of [(await makeMember(host, 'editor', show)).id, randomUUID(), 'ä"<', '']) {
      const refused = await ask(encodeURIComponent(somebody))
      expect([refused.status, refused.reason]).toEqual([401, 'somebody-else'])
      if (method !== 'HEAD') expect(JSON.parse(refused.text).code).toBe('somebody-else')
    }
    expect(await state()).toEqual(before)
    expect(await ask(anna.id)).toMatchObject({ status, reason: null })
  },
)

test('a page says whose it is once somebody is signed in', async () => {
  const said = async (path: string, as?: string) =>
    /<meta name="Sendeplatz-Person" content="([^"]*)">/.exec((await openStudio(host, path, as)).text)?.[1]
  expect(await said('/studio', cookie)).toBe(anna.id)
  expect(await said(`/en/studio/shows/${show.slug}`, cookie)).toBe(anna.id)
  expect(await said('/studio/sign-in')).toBeUndefined()
})
