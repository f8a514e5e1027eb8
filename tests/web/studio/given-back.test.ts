import { readdir, readFile } from 'node:fs/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import { SAMPLE } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { makeAdministrator, openStudio, sendForm, signIn } from '../../support/people.ts'
import { episodeRow, showRow } from '../../support/rows.ts'

const host = await startHost()
const TEXT = 'Zwei "Sätze" & <b>mehr</b>.\r\n\r\nMorgen geht es weiter 🚆'
let [path, id] = ['', '']
beforeEach(async () => {
  id = (await episodeRow(host, await showRow(host), { publishAt: null, title: 'Alt' })).id
  path = `/studio/episodes/${id}/texts`
})

/** The hidden fields of a page, as a browser would send them. */
const fieldsIn = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]) => [
      plain(name!),
      plain(value!).replace(/\r?\n/g, '\r\n'),
    ]),
  )
const plain = (text: string) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')

test.each([
  ['', 'Sie sind abgemeldet', 'Anmelden (neues Fenster)'],
  ['/en', 'You are signed out', 'Sign in (new window)'],
])('what was typed without a session is given back, and kept once it is sent again%s', async (prefix, title, way) => {
  const typed = { title: 'Neu', description: TEXT, seen: '0' }
  const back = await sendForm(host, prefix + path, typed)
  expect([back.status, back.headers.get('cache-control')]).toEqual([401, 'no-store'])
  expect(back.text).toContain(`<h1>${title}</h1>`)
  expect(back.text).toMatch(/<a href="[^"]*\/studio\/sign-in\?to=[^"]*" target="_blank">/)
  expect(back.text).toContain(way)
  expect(back.text).toMatch(/ohne es zu zeigen|without showing it/)
  expect(back.text).toContain(`<form method="post" action="${prefix}${path}">`)
  expect(fieldsIn(back.text)).toEqual(typed)
  expect((await host.db.episode.findUniqueOrThrow({ where: { id } })).title).toBe('Alt')

  const cookie = await signIn(host, await makeAdministrator(host))
  expect((await sendForm(host, prefix + path, fieldsIn(back.text), { cookie })).status).toBe(303)
  expect(await host.db.episode.findUniqueOrThrow({ where: { id } })).toMatchObject({
    ...{ title: 'Neu', description: TEXT.replaceAll('\r\n', '\n') },
  })
})

test('nothing is given back to a script, of a password, of nothing, of too much, or to another site', async () => {
  const origin = new URL(host.config.publicUrl).origin
  const leads = async (to: string, fields: Record<string, string>, headers: Record<string, string> = { origin }) => {
    const { status, location, text } = await sendForm(host, to, fields, { headers })
    expect(text).not.toContain('geheim')
    return [status, location?.split('?')[0]]
  }
  const signIn = [303, '/studio/sign-in']
  const typed = { title: 'geheim' }
  expect(await leads(path, typed, { origin, accept: 'application/json' })).toEqual(signIn)
  expect(await leads('/studio/account/password', { password: 'geheim' })).toEqual(signIn)
  expect(await leads(path, { title: ' ' })).toEqual(signIn)
  expect(await leads(path, { title: 'geheim '.repeat(200_000) })).toEqual(signIn)
  const many = Array.from({ length: 5001 }, (_, at) => [`${at}`, 'geheim'])
  expect(await leads(path, Object.fromEntries(many))).toEqual(signIn)
  expect(await leads(path, typed, { origin: 'https://other.example' })).toEqual([403, undefined])
})

test.each<[string, Record<string, string>]>([
  ['/studio/keys', { name: 'Webseite der Stadt', shows: 'all', verbs: 'publish', days: '365' }],
  ['/studio/account', { name: 'Frau Süß-Sauer' }],
  ['/en/studio/people', { do: 'invite', email: 'neu@amt.example', role: 'editor', show: 'nachtzuege' }],
])('what was typed on %s is given back too', async (to, typed) => {
  const { status, text } = await sendForm(host, to, typed)
  expect(status).toBe(401)
  expect(text).toContain(`action="${to}"`)
  expect(fieldsIn(text)).toEqual(typed)
})

const NOBODY = `people/${crypto.randomUUID()}`
test.each(['account/password', 'account/second-factor', NOBODY, `${NOBODY}/second-factor`, 'sign-in/code'])(
  'nothing is given back of what was typed on /studio/%s',
  async (to) => {
    const { status, text } = await sendForm(host, `/studio/${to}`, { password: 'geheim', code: 'geheim' })
    expect([status, text.includes('geheim')]).toEqual([303, false])
  },
)

describe('of a form with a file', () => {
  const origin = new URL(host.config.publicUrl).origin
  const upload = async (to: string, fields: Record<string, string>, part: string, bytes: Uint8Array, cookie = '') => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    body.append(part, new Blob([new Uint8Array(bytes)]), 'folge.mp3')
    const init = { method: 'POST', body, redirect: 'manual', headers: { origin, cookie } } as const
    const answer = await fetch(host.url + to, init)
    return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() }
  }

  test('the texts are given back, and the file is to be chosen again', async () => {
    const to = `/studio/shows/${(await showRow(host)).slug}/upload`
    const back = await upload(to, { title: 'Ein "langer" <Titel>' }, 'audio', new Uint8Array(3_000_000))
    expect(back.status).toBe(401)
    expect(fieldsIn(back.text)).toEqual({ title: 'Ein "langer" <Titel>' })
    expect(back.text).toContain(`<form method="post" enctype="multipart/form-data" action="${to}">`)
    expect(back.text).toContain('Wählen Sie die Datei noch einmal')
    expect(back.text).toContain('<input type="file" id="file" name="audio" required>')
    expect(await readdir(host.config.uploadsDir)).toEqual([])

    const cookie = await signIn(host, await makeAdministrator(host))
    const sent = await upload(to, fieldsIn(back.text), 'audio', await readFile(SAMPLE), cookie)
    expect(sent.status).toBe(303)
    expect((await openStudio(host, sent.location!, cookie)).text).toContain('Ein &quot;langer&quot; &lt;Titel&gt;</h1>')
  })

  test('without a text she is led to signing in', async () => {
    const to = `/studio/shows/${(await showRow(host)).slug}/upload`
    expect(await upload(to, { title: '' }, 'audio', await readFile(SAMPLE))).toMatchObject({
      ...{ status: 303, location: `/studio/sign-in?to=${encodeURIComponent(to)}` },
    })
  })
})
