import express from 'express'
import { beforeAll, describe, expect, test } from 'vitest'
import { invite } from '../../../src/accounts/invitation.ts'
import { LANGUAGES, pathIn } from '../../../src/web/languages.ts'
import { addRoutes } from '../../../src/web/routes.ts'
import { isStudio } from '../../../src/web/studio/paths.ts'
import { startHost } from '../../support/host.ts'
import { makeAdministrator, makeMember, makePerson, openStudio, sendForm, signIn } from '../../support/people.ts'
import { episodeRow, showRow } from '../../support/rows.ts'

const host = await startHost()

/** Who asks. The last is a member of another show, as its owner, and of nothing else. */
const WHO = ['signed out', 'reader', 'author', 'editor', 'owner', 'administrator', 'stranger', 'other'] as const
type Who = (typeof WHO)[number]

interface Row {
  /** What each of them is answered, in that order. */
  answers: string
  /** Where the route leads through; the route itself unless told. */
  path?: () => string | Promise<string>
  fields?: Record<string, string>
}

/**
 * Every route of the studio and what each is answered. 303 is a way on: to the sign-in page for who is signed out. A
 * form is sent with fields that are refused (422) where it would change something, once for each who asks.
 */
const TABLE: Record<string, Row> = {
  // signed out, reader, author, editor, owner, administrator, stranger, other show's owner
  'GET /studio': { answers: '303 200 200 200 200 200 200 200' },
  'GET /studio/sign-in': { answers: '200 303 303 303 303 303 303 303' },
  'POST /studio/sign-in': { answers: '422 422 422 422 422 422 422 422' },
  'POST /studio/sign-out': { answers: '303 303 303 303 303 303 303 303' },
  'GET /studio/invitation/:secret': { answers: '200 200 200 200 200 200 200 200', path: invitationPath },
  'POST /studio/invitation/:secret': { answers: '422 422 422 422 422 422 422 422', path: invitationPath },
  'GET /studio/episodes/:id': { answers: '303 200 200 200 200 200 404 404', path: episodePath() },
  'GET /studio/episodes/:id/texts': { answers: '303 303 303 303 303 303 404 404', path: episodePath('/texts') },
  'POST /studio/episodes/:id/texts': {
    ...{ answers: '303 403 422 422 422 422 404 404', path: episodePath('/texts'), fields: { title: '' } },
  },
  'GET /studio/episodes/:id/facts': { answers: '303 303 303 303 303 303 404 404', path: episodePath('/facts') },
  'POST /studio/episodes/:id/facts': {
    ...{ answers: '303 403 422 422 422 422 404 404', path: episodePath('/facts'), fields: { number: 'x' } },
  },
  'GET /studio/episodes/:id/publication': {
    ...{ answers: '303 303 303 303 303 303 404 404', path: episodePath('/publication') },
  },
  'POST /studio/episodes/:id/publication': {
    ...{ answers: '303 403 403 422 422 422 404 404', path: episodePath('/publication') },
    fields: { do: 'publish', when: 'then' },
  },
}

let show: { id: string; slug: string }
let draft: { id: string }
let other: { id: string }
beforeAll(async () => {
  show = await showRow(host, { title: 'Nachtzüge' })
  draft = await episodeRow(host, show, { publishAt: null })
  other = await showRow(host, { title: 'Straßenbahnen' })
})

async function invitationPath() {
  return `/studio/invitation/${await invite(host, { email: `${crypto.randomUUID()}@amt.example` })}`
}

/** Where a draft of the show is in the studio. */
function episodePath(part = '') {
  return () => `/studio/episodes/${draft.id}${part}`
}

async function cookieOf(who: Who): Promise<string | undefined> {
  if (who === 'signed out') return undefined
  if (who === 'administrator') return signIn(host, await makeAdministrator(host))
  if (who === 'stranger') return signIn(host, await makePerson(host))
  return signIn(host, await (who === 'other' ? makeMember(host, 'owner', other) : makeMember(host, who, show)))
}

/** What the router really answers below the studio, in German: `GET /studio`. */
function studioRoutes(): string[] {
  const app = express()
  addRoutes(app, host)
  return (
    app.router.stack
      .flatMap(({ route }) => (route ? [route] : []))
      // What answers all methods refuses those that no other route has.
      .filter(({ path, stack }) => isStudio(path) && stack.length === 1)
      .map(({ path, stack }) => ({ path, method: stack[0]!.method }))
      .map(({ path, method }) => `${method!.toUpperCase()} ${path}`)
  )
}

const inLanguages = (name: string) => {
  const [method, path] = name.split(' ') as [string, string]
  return LANGUAGES.map((language) => `${method} ${pathIn(language, path)}`)
}

test('the table has every route of the studio, in every language, and no other', () => {
  expect(studioRoutes().sort()).toEqual(Object.keys(TABLE).flatMap(inLanguages).sort())
})

describe.each(Object.entries(TABLE))('%s', (name, { answers, path, fields = {} }) => {
  const [method, route] = name.split(' ') as [string, string]
  const expected = answers.split(' ')

  test('names an answer for everybody', () => expect(expected).toHaveLength(WHO.length))

  test.each(WHO.map((who, at) => [who, Number(expected[at])] as const))('%s: %i', async (who, status) => {
    const asked = path ? await path() : route
    const cookie = await cookieOf(who)
    const answer =
      method === 'GET' ? await openStudio(host, asked, cookie) : await sendForm(host, asked, fields, { cookie })
    expect(answer.status).toBe(status)
    if (method === 'GET' && who === 'signed out' && status === 303)
      expect(answer.location).toBe(`/studio/sign-in?to=${encodeURIComponent(asked)}`)
  })
})

test('everybody sees her own shows on the first page, an administrator all of them', async () => {
  const seen = async (who: Who) => {
    const { text } = await openStudio(host, '/studio', await cookieOf(who))
    return ['Nachtzüge', 'Straßenbahnen'].filter((title) => text.includes(`>${title}</h2>`))
  }
  for (const role of ['reader', 'author', 'editor', 'owner'] as const) expect(await seen(role)).toEqual(['Nachtzüge'])
  expect(await seen('other')).toEqual(['Straßenbahnen'])
  expect(await seen('stranger')).toEqual([])
  expect(await seen('administrator')).toEqual(['Nachtzüge', 'Straßenbahnen'])
})
