import { beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../../src/accounts/access.ts'
import { invitationUrl, invite, inviteFirstAdministrator } from '../../../src/accounts/invitation.ts'
import { inviteMember } from '../../../src/accounts/invite-member.ts'
import { startHost } from '../../support/host.ts'
import {
  cookieOf,
  makeAdministrator,
  makePerson,
  openStudio,
  PASSWORD,
  sendForm,
  signIn,
} from '../../support/people.ts'
import { showRow } from '../../support/rows.ts'

const host = await startHost()
const FIELDS = { name: 'Frau <Süß>', email: 'suess@amt.example', password: PASSWORD }

beforeEach(async () => {
  await host.db.invitation.deleteMany()
  await host.db.person.deleteMany()
})

const firstPath = async () => new URL(invitationUrl(host.config, (await inviteFirstAdministrator(host))!)).pathname

test('the first link leads through a form into the empty studio, which says what to do first', async () => {
  const path = await firstPath()
  expect((await openStudio(host, path)).text).toContain('<h1>Zugang anlegen</h1>')
  const { status, location, headers } = await sendForm(host, path, FIELDS)
  expect([status, location]).toEqual([303, '/studio'])

  const { text } = await openStudio(host, '/studio', cookieOf(headers))
  expect(text).toContain('Frau &lt;Süß&gt;')
  expect(text).toContain('Noch gibt es hier keinen Podcast.')
  expect(text).toContain('<ol class="steps">')
})

test('a link that was used says so, and leads on', async () => {
  const path = await firstPath()
  await sendForm(host, path, FIELDS)
  for (const answer of [
    await openStudio(host, path),
    await sendForm(host, path, { ...FIELDS, email: 'b@amt.example' }),
  ]) {
    expect(answer.status).toBe(410)
    expect(answer.text).toContain('Dieser Link gilt nicht mehr')
    expect(answer.text).toContain('href="/studio"')
  }
  expect(await host.db.person.count()).toBe(1)
})

test('the first link is over once there is an administrator who came in another way', async () => {
  const path = await firstPath()
  const { email } = await makeAdministrator(host)
  const cookie = await signIn(host, { email })
  for (const answer of [
    await openStudio(host, path),
    await openStudio(host, `/en${path}`),
    await openStudio(host, path, cookie),
    await sendForm(host, path, FIELDS),
  ]) {
    expect(answer.status).toBe(410)
    expect(answer.text).not.toContain('name="password"')
  }
})

test('what was typed badly is said field by field, what was typed stays, and the link too', async () => {
  const path = await firstPath()
  const { status, text } = await sendForm(host, `/en${path}`, { name: ' ', email: 'suess@', password: 'Sommer2026!!!' })
  expect(status).toBe(422)
  for (const name of ['name', 'email', 'password']) expect(text).toContain(`id="${name}-error"`)
  expect(text).toContain('value="suess@"')
  expect(text).not.toContain('Sommer2026')
  expect(text).toContain('easy to guess')
  expect((await sendForm(host, path, FIELDS)).status).toBe(303)
})

test('before a password is asked for it is said who invites and to what, in the language of the page', async () => {
  const show = await showRow(host, { title: 'Nacht<züge>' })
  const by = await makeAdministrator(host, { name: 'Herr <Koch>' })
  const about = { email: FIELDS.email, roles: [{ showId: show.id, role: 'editor' as const }], invitedById: by.id }
  const path = `/studio/invitation/${await invite(host, about)}`
  const { text } = await openStudio(host, path)
  expect(text).toContain('name="password"')
  expect(text).toContain('Herr &lt;Koch&gt; lädt Sie ein.')
  expect(text).toContain('<strong>Nacht&lt;züge&gt; (Redaktion)</strong>')
  expect((await openStudio(host, `/en${path}`)).text).toContain('Herr &lt;Koch&gt; invites you.')

  await makePerson(host, { email: FIELDS.email })
  const known = (await openStudio(host, path)).text
  for (const said of ['Herr &lt;Koch&gt; lädt Sie ein.', '(Redaktion)', 'Melden Sie sich damit an'])
    expect(known).toContain(said)
})

test('an invited person cannot take another address', async () => {
  const secret = await invite(host, { email: 'koch@amt.example' })
  const path = `/studio/invitation/${secret}`
  expect((await openStudio(host, path)).text).toContain('koch@amt.example')
  const { headers } = await sendForm(host, path, FIELDS)
  expect(await host.db.person.findMany({ select: { email: true } })).toEqual([{ email: 'koch@amt.example' }])
  const { text } = await openStudio(host, '/studio', cookieOf(headers))
  expect(text).toContain('Sie arbeiten noch an keinem Podcast mit.')
})

test('an address that somebody has is said beside its field', async () => {
  await makePerson(host, { email: 'suess@amt.example' })
  const { status, text } = await sendForm(host, await firstPath(), FIELDS)
  expect(status).toBe(422)
  expect(text).toContain('Diese Adresse hat schon einen Zugang.')
})

describe('an invitation to a show that is deleted', () => {
  const DELETED = { deletedAt: new Date(), goneAt: new Date(Date.now() + 86_400_000) }
  const inviteTo = async () => {
    const show = await showRow(host)
    const secret = await invite(host, { email: FIELDS.email, roles: [{ showId: show.id, role: 'editor' }] })
    await host.db.show.update({ where: { id: show.id }, data: DELETED })
    return { show, path: `/studio/invitation/${secret}` }
  }

  test('is not accepted, and says why; once the show is restored it is', async () => {
    const { show, path } = await inviteTo()
    for (const answer of [await openStudio(host, path), await sendForm(host, path, FIELDS)]) {
      expect(answer.status).toBe(409)
      expect(answer.text).toContain('Diesen Podcast gibt es nicht mehr')
    }
    expect(await host.db.person.count()).toBe(0)
    await host.db.show.update({ where: { id: show.id }, data: { deletedAt: null, goneAt: null } })
    expect((await sendForm(host, path, FIELDS)).status).toBe(303)
  })

  test('gives nothing to who is signed in already either', async () => {
    const { path } = await inviteTo()
    const cookie = await signIn(host, await makePerson(host, { email: FIELDS.email }))
    expect((await sendForm(host, path, {}, { cookie })).status).toBe(409)
    expect(await host.db.membership.count({ where: { person: { email: FIELDS.email } } })).toBe(0)
  })
})

test('a link that was never given out tells nothing', async () => {
  expect((await openStudio(host, '/studio/invitation/whatever')).status).toBe(410)
})

describe('somebody who has an account by now', () => {
  const EMAIL = 'neu@amt.example'
  const inviteTo = async (title: string, role: Role) => {
    const show = await showRow(host, { title })
    const secret = await invite(host, { email: EMAIL, roles: [{ showId: show.id, role }] })
    return { show, path: `/studio/invitation/${secret}` }
  }
  const rolesIn = async () => {
    const { memberships } = await host.db.person.findUniqueOrThrow({
      where: { email: EMAIL },
      include: { memberships: true },
    })
    return Object.fromEntries(memberships.map(({ showId, role }) => [showId, role]))
  }

  test('is led to signing in by a second invitation, and has its role when she has accepted it', async () => {
    const [first, second] = [await inviteTo('Nachtzüge', 'author'), await inviteTo('Straßenbahnen', 'editor')]
    expect((await sendForm(host, first.path, FIELDS)).status).toBe(303)
    expect(await rolesIn()).toEqual({ [first.show.id]: 'author' })

    const signedOut = await openStudio(host, second.path)
    expect(signedOut.status).toBe(200)
    expect(signedOut.text).toContain(EMAIL)
    expect(signedOut.text).not.toContain('name="password"')
    const way = `/studio/sign-in?to=${encodeURIComponent(second.path)}`
    expect(signedOut.text).toContain(`href="${way}"`)
    expect(await sendForm(host, second.path, FIELDS)).toMatchObject({ status: 303, location: second.path })

    const entered = await sendForm(host, way, { email: EMAIL, password: PASSWORD })
    expect(entered.location).toBe(second.path)
    const cookie = cookieOf(entered.headers)
    const { text } = await openStudio(host, second.path, cookie)
    expect(text).toContain('Frau &lt;Süß&gt;')
    expect(text).toContain('Straßenbahnen (Redaktion)')
    expect(text).toContain('Einladung annehmen')
    expect(await rolesIn()).toEqual({ [first.show.id]: 'author' })

    const accepted = await sendForm(host, second.path, {}, { cookie })
    expect([accepted.status, accepted.location]).toEqual([303, '/studio?done=invitation#done'])
    expect(await rolesIn()).toEqual({ [first.show.id]: 'author', [second.show.id]: 'editor' })
    expect((await openStudio(host, '/studio?done=invitation', cookie)).text).toContain('Die Einladung ist angenommen.')
    expect((await openStudio(host, second.path)).status).toBe(410)
    for (const again of [
      await openStudio(host, second.path, cookie),
      await sendForm(host, second.path, {}, { cookie }),
    ])
      expect(again).toMatchObject({ status: 303, location: '/studio' })
  })

  test('accepts nothing by a page of another site', async () => {
    const { path } = await inviteTo('Nachtzüge', 'author')
    const cookie = await signIn(host, await makePerson(host, { email: EMAIL }))
    const headers = { origin: 'https://anderswo.example' }
    expect((await sendForm(host, path, {}, { cookie, headers })).status).toBe(403)
    expect(await rolesIn()).toEqual({})
  })

  test('keeps a role she was given meanwhile, and the older link is void', async () => {
    const { show, path } = await inviteTo('Nachtzüge', 'reader')
    const person = await makePerson(host, { email: EMAIL })
    await inviteMember(host, { showId: show.id, email: EMAIL, role: 'owner' })
    expect((await openStudio(host, path, await signIn(host, person))).status).toBe(410)
    expect(await rolesIn()).toEqual({ [show.id]: 'owner' })
  })

  test('is told of no role where the invitation gives none', async () => {
    const path = `/studio/invitation/${await invite(host, { email: EMAIL })}`
    const { text } = await openStudio(host, path, await signIn(host, await makePerson(host, { email: EMAIL })))
    expect(text).toContain('Einladung annehmen')
    expect(text).not.toContain('Ihre Rolle danach')
  })

  test('becomes an administrator where that is what she is invited to, and it is written down as hers', async () => {
    const path = `/studio/invitation/${await invite(host, { email: EMAIL, isAdministrator: true })}`
    const person = await makePerson(host, { email: EMAIL })
    const cookie = await signIn(host, person)
    expect((await openStudio(host, path, cookie)).text).toContain('Administration')
    expect((await sendForm(host, path, {}, { cookie })).status).toBe(303)
    expect(await host.db.person.findUnique({ where: { id: person.id } })).toMatchObject({ isAdministrator: true })
    const entry = await host.db.logEntry.findFirst({ where: { kind: 'administrator-made', aboutId: person.id } })
    expect(entry).toMatchObject({ byKind: 'person', byId: person.id })
  })
})

describe('an invitation opened by somebody else', () => {
  const OTHER = { name: 'Herr Anders', email: 'anders@amt.example' }

  test.each(['neu@amt.example', 'da@amt.example'])('says who is signed in (%s)', async (email) => {
    const path = `/studio/invitation/${await invite(host, { email })}`
    await makePerson(host, { email: 'da@amt.example' })
    const cookie = await signIn(host, await makePerson(host, OTHER))
    const { status, text } = await openStudio(host, path, cookie)
    expect(status).toBe(200)
    for (const said of [OTHER.name, OTHER.email, email]) expect(text).toContain(said)
    expect(text).not.toContain('name="password"')
    const out = `/studio/sign-out?to=${encodeURIComponent(path)}`
    expect(text).toContain(`action="${out}"`)

    const sent = await sendForm(host, path, FIELDS, { cookie })
    expect([sent.status, sent.location, cookieOf(sent.headers)]).toEqual([303, path, ''])
    expect(await host.db.person.count()).toBe(2)
    expect(await host.db.invitation.count({ where: { usedAt: null } })).toBe(1)
    expect((await sendForm(host, out, {}, { cookie })).location).toBe(path)
    expect((await openStudio(host, '/studio', cookie)).status).toBe(303)
  })

  test('by the first link too', async () => {
    const path = await firstPath()
    const cookie = await signIn(host, await makePerson(host, OTHER))
    const { text } = await openStudio(host, path, cookie)
    expect(text).toContain(OTHER.name)
    expect(text).not.toContain('name="password"')
  })

  test('after signing out nobody is led elsewhere than into the studio', async () => {
    const out = '/studio/sign-out?to=https%3A%2F%2Fanderswo.example%2F'
    expect((await sendForm(host, out, {})).location).toBe('/studio')
  })
})

test('no secret, password or address stands in the log', async () => {
  const path = await firstPath()
  await sendForm(host, path, { ...FIELDS, name: '' })
  await sendForm(host, path, FIELDS)
  const log = JSON.stringify(host.logged)
  for (const told of [path.split('/').at(-1)!, PASSWORD, 'amt.example']) expect(log).not.toContain(told)
})

test('who is invited and was deactivated is told so, not to sign in', async () => {
  const secret = await invite(host, { email: FIELDS.email })
  const { id } = await makePerson(host, { email: FIELDS.email })
  await host.db.person.update({ where: { id }, data: { deactivatedAt: new Date() } })
  const { text } = await openStudio(host, `/studio/invitation/${secret}`)
  expect(text).toContain(`der Zugang für ${FIELDS.email} ist gesperrt`)
  expect(text).not.toContain('Melden Sie sich')
  expect((await openStudio(host, `/en/studio/invitation/${secret}`)).text).toContain('is deactivated')
})
