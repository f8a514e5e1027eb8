import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { invite } from '../../../src/accounts/invitation.ts'
import { changeEmail } from '../../../src/accounts/people.ts'
import { startHost } from '../../support/host.ts'
import { claimsOf, openTestBrowser, signToken, startIdentityProvider } from '../../support/identity-provider.ts'
import { makeAdministrator, makePerson, openStudio, PASSWORD, sendForm, signIn } from '../../support/people.ts'
import { passkeyRow, showRow } from '../../support/rows.ts'

const provider = await startIdentityProvider()
const host = await startHost({
  env: {
    ...provider.env,
    OIDC_LABEL: 'Landeskonto',
    OIDC_ROLES:
      'cn=it,ou=amt=administrator; Presse Stelle=editor:nachtzuege; Presse Stelle=reader:bahn; alle=reader:nachtzuege; alle=reader:gibt-es-nicht',
  },
})
const show = await showRow(host, { slug: 'nachtzuege', title: 'Nachtzüge' })
const other = await showRow(host, { slug: 'strassenbahnen', title: 'Straßenbahnen' })
await makeAdministrator(host)

const EMAIL = 'm.koch@amt.example'
const UNCONFIRMED = 'bestätigt nicht, dass Ihre E-Mail-Adresse Ihnen gehört'
const KOCH = { email: EMAIL, email_verified: true, name: 'Mario Koch', groups: ['alle', 'Presse Stelle'] }

beforeEach(() => {
  provider.people.clear()
  provider.people.set('4711', KOCH)
  Object.assign(provider.state, { next: '4711', forge: null })
})
afterEach(async () => {
  await host.db.person.deleteMany({ where: { logins: { some: { providerId: 'oidc' } } } })
  await host.db.person.deleteMany({ where: { email: EMAIL } })
})

const browser = () => openTestBrowser(host)
const knowsKochAs = (about: object) => provider.people.set('4711', { ...KOCH, ...about })
const koch = () => host.db.person.findUnique({ where: { email: EMAIL }, include: { memberships: true, logins: true } })
const roles = async () => Object.fromEntries(((await koch())?.memberships ?? []).map((m) => [m.showId, m.role]))

test('the sign-in page leads to the provider by its name, and on to where somebody wanted to go', async () => {
  const page = await openStudio(host, '/studio/sign-in?to=%2Fstudio%2Fshows%2Fnachtzuege')
  const way = /<a class="button" href="([^"]+)">Anmelden mit Landeskonto<\/a>/.exec(page.text)![1]!
  const { open, signIn } = browser()
  const back = await signIn(way)
  expect([back.status, back.location]).toEqual([303, 'https://podcast.example/studio/shows/nachtzuege'])
  const { status, text } = await open(back.location!)
  expect([status, text.includes('Mario Koch')]).toEqual([200, true])
})

test('it is asked with a code challenge, a state and a nonce, and gets no more than it needs to know', async () => {
  const begun = await browser().open('/studio/sign-in/provider')
  const asked = new URL(begun.location!)
  expect(asked.origin).toBe(provider.issuer)
  const { code_challenge, state, nonce, ...others } = Object.fromEntries(asked.searchParams)
  expect(others).toEqual({
    client_id: 'sendeplatz',
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: 'https://podcast.example/studio/sign-in/provider/answer',
    scope: 'openid profile email groups',
  })
  for (const random of [code_challenge, state, nonce]) expect(random!.length).toBeGreaterThanOrEqual(32)
  const cookies = begun.headers.getSetCookie()
  expect(cookies.join()).toMatch(/^__Host-sendeplatz\.\w+=.*HttpOnly; Secure; SameSite=Lax$/i)
  expect(cookies.join()).not.toContain('strassenbahnen')
  expect(await host.db.verification.count()).toBe(0)
})

test('whoever the claim gives something is made, with what it gives, and without tokens', async () => {
  expect((await browser().signIn()).status).toBe(303)
  expect(await koch()).toMatchObject({
    ...{ name: 'Mario Koch', isAdministrator: false, logins: [{ providerId: 'oidc' }] },
    logins: [{ accountId: `${provider.issuer} 4711`, accessToken: null, refreshToken: null, idToken: null }],
  })
  expect(await roles()).toEqual({ [show.id]: 'editor' })
  expect((await koch())!.lastSignInAt!.getTime()).toBeGreaterThan(Date.now() - 10_000)
})

test('roles follow the claim at each sign-in; those it cannot give stay', async () => {
  await browser().signIn()
  const { id: personId } = (await koch())!
  await host.db.membership.create({ data: { personId, showId: other.id, role: 'owner' } })
  await host.db.membership.updateMany({ where: { personId, showId: show.id }, data: { role: 'owner' } })

  knowsKochAs({ groups: 'alle' })
  await browser().signIn()
  expect(await roles()).toEqual({ [show.id]: 'reader', [other.id]: 'owner' })
  knowsKochAs({ groups: ['cn=it,ou=amt'] })
  await browser().signIn()
  expect([await roles(), (await koch())!.isAdministrator]).toEqual([{ [other.id]: 'owner' }, true])
  knowsKochAs({ groups: undefined })
  await browser().signIn()
  expect([await roles(), (await koch())!.isAdministrator]).toEqual([{ [other.id]: 'owner' }, false])
})

test('who has lost everything is let in no more, has lost it, and is told so', async () => {
  await browser().signIn()
  knowsKochAs({ groups: ['Bücherei'] })
  const { open, signIn } = browser()
  const { status, text } = await signIn('/en/studio/sign-in/provider')
  expect(status).toBe(403)
  expect(text).toContain('Your organisation gives you no role here any more.')
  expect(await roles()).toEqual({})
  expect((await open('/studio')).status).toBe(303)
  const again = await signIn()
  expect(again.text).toContain('Ihr Haus kennt Sie, aber hier ist nichts für Sie freigegeben.')
})

test('an unknown person to whom the claim gives nothing is not made', async () => {
  knowsKochAs({ groups: [] })
  const { status, text } = await browser().signIn()
  expect(status).toBe(403)
  expect(text).toContain('Ihr Haus kennt Sie, aber hier ist nichts für Sie freigegeben.')
  expect(text).toContain('href="/studio/sign-in?to=%2Fstudio"')
  expect(await koch()).toBeNull()
})

test('the last administrator stays one, whatever the claim says', async () => {
  const others = { isAdministrator: true, email: { not: EMAIL } }
  knowsKochAs({ groups: ['cn=it,ou=amt', 'alle'] })
  await browser().signIn()
  await host.db.person.updateMany({ where: others, data: { deactivatedAt: new Date() } })
  knowsKochAs({ groups: ['alle'] })
  await browser().signIn()
  expect((await koch())!.isAdministrator).toBe(true)
  await host.db.person.updateMany({ where: others, data: { deactivatedAt: null } })
  await browser().signIn()
  expect((await koch())!.isAdministrator).toBe(false)
})

describe('an account that is here already', () => {
  test('is hers where the provider says that the address is', async () => {
    const { id } = await makePerson(host, { email: EMAIL, name: 'Koch, wie er hier heißt' })
    expect((await browser().signIn()).status).toBe(303)
    expect(await koch()).toMatchObject({ id, name: 'Koch, wie er hier heißt' })
    expect((await koch())!.logins.map(({ providerId }) => providerId).sort()).toEqual(['credential', 'oidc'])
  })

  test.each([false, undefined, 'false', 1])('is nobody’s where it does not: %s', async (email_verified) => {
    await makePerson(host, { email: EMAIL })
    knowsKochAs({ email_verified })
    const { status, text } = await browser().signIn()
    expect([status, text.includes(UNCONFIRMED)]).toEqual([403, true])
    expect(await koch()).toMatchObject({ memberships: [], logins: [{ providerId: 'credential' }] })
  })

  test('is not joined by somebody else of the provider who was given its address, and the log says so', async () => {
    const { id } = await makePerson(host, { email: EMAIL })
    await browser().signIn()
    await host.db.membership.create({ data: { personId: id, showId: other.id, role: 'owner' } })
    provider.people.clear()
    provider.people.set('4712', { ...KOCH, groups: ['cn=it,ou=amt'] })
    provider.state.next = '4712'
    for (const deactivatedAt of [null, new Date()]) {
      await host.db.person.update({ where: { id }, data: { deactivatedAt } })
      const { status, text } = await browser().signIn()
      expect([status, text.includes('gehört jemand anderem aus Ihrem Haus')]).toEqual([403, true])
    }
    expect([(await koch())!.isAdministrator, await roles()]).toEqual([
      false,
      { [show.id]: 'editor', [other.id]: 'owner' },
    ])
    expect(await host.db.login.count({ where: { providerId: 'oidc' } })).toBe(1)
    expect(await host.db.logEntry.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({
      ...{ kind: 'signing-in', result: 'failed', aboutId: id },
      facts: { way: 'provider', code: 'email-of-another' },
    })
    const { text } = await openStudio(host, '/studio/log?kind=sign-in', await signIn(host))
    expect(text).toContain('Grund: Das Konto mit dieser E-Mail-Adresse gehört beim Anmeldedienst jemand anderem.')
    expect(text).not.toContain('email-of-another')
    expect(text).toContain('<a class="language" href="/en/studio/log?kind=sign-in"')
  })

  test('is linked again where the house has changed its provider', async () => {
    const { id } = await makePerson(host, { email: EMAIL })
    const accountId = `${provider.issuer.replace('http:', 'https:')} 4711`
    await host.db.login.create({ data: { providerId: 'oidc', accountId, personId: id } })
    expect((await browser().signIn()).status).toBe(303)
    expect((await koch())!.logins.map((login) => login.accountId)).toEqual(
      expect.arrayContaining([accountId, `${provider.issuer} 4711`]),
    )
  })

  test('stays hers when the provider has another address for her', async () => {
    await browser().signIn()
    const { id } = (await koch())!
    const stranger = await makePerson(host)
    knowsKochAs({ email: stranger.email })
    await browser().signIn()
    const [login] = await host.db.login.findMany({ where: { providerId: 'oidc' } })
    expect([login!.personId, (await koch())!.id]).toEqual([id, id])
  })

  test('stays hers when an administrator gives her another address; who has the one before next is somebody else', async () => {
    await browser().signIn()
    const { id } = (await koch())!
    await invite(host, { email: 'koch-neu@amt.example', roles: [{ showId: other.id, role: 'author' }] })
    await changeEmail(host, id, 'koch-neu@amt.example')
    await browser().signIn()
    expect(await host.db.login.findMany({ where: { providerId: 'oidc' } })).toMatchObject([{ personId: id }])
    expect(await koch()).toBeNull()

    provider.people.set('4712', KOCH)
    provider.state.next = '4712'
    await browser().signIn()
    expect((await koch())!.id).not.toBe(id)
  })

  test('is closed to her where it is deactivated, by password too', async () => {
    const { id } = await makePerson(host, { email: EMAIL })
    await host.db.person.update({ where: { id }, data: { deactivatedAt: new Date() } })
    expect((await browser().signIn()).text).toContain('Ihr Zugang hier ist gesperrt.')
    const typed = await sendForm(host, '/studio/sign-in', { email: EMAIL, password: PASSWORD })
    expect([typed.status, typed.headers.getSetCookie()]).toEqual([422, []])
    expect(await host.db.session.count({ where: { personId: id } })).toBe(0)
  })
})

test.each([false, 'false'])('an address that is said not to be hers makes no account: %s', async (email_verified) => {
  knowsKochAs({ email_verified })
  const { status, text } = await browser().signIn()
  expect([status, text.includes(UNCONFIRMED)]).toEqual([403, true])
  expect(await koch()).toBeNull()
})

test('one that the provider says nothing about makes one, and whoever has one already goes on', async () => {
  knowsKochAs({ email_verified: undefined })
  expect((await browser().signIn()).status).toBe(303)
  knowsKochAs({ email_verified: false })
  expect((await browser().signIn()).status).toBe(303)
  expect(await roles()).toEqual({ [show.id]: 'editor' })
})

test('an invitation to a deleted show lets nobody in, and waits for the show', async () => {
  const gone = await showRow(host, { deletedAt: new Date(), goneAt: new Date(Date.now() + 86_400_000) })
  await invite(host, { email: EMAIL, roles: [{ showId: gone.id, role: 'author' }] })
  knowsKochAs({ groups: [] })
  expect((await browser().signIn()).status).toBe(403)
  await host.db.show.update({ where: { id: gone.id }, data: { deletedAt: null, goneAt: null } })
  expect((await browser().signIn()).status).toBe(303)
  expect(await roles()).toEqual({ [gone.id]: 'author' })
})

test('an invitation is taken by whoever has its address at the provider, and by nobody else', async () => {
  await invite(host, { email: EMAIL, roles: [{ showId: other.id, role: 'author' }] })
  knowsKochAs({ groups: [], email_verified: false })
  expect((await browser().signIn()).status).toBe(403)
  knowsKochAs({ groups: [] })
  expect((await browser().signIn()).status).toBe(303)
  expect(await roles()).toEqual({ [other.id]: 'author' })
  expect(await host.db.invitation.count({ where: { email: EMAIL, usedAt: null } })).toBe(0)
})

test('who signs in by the provider to accept an invitation has it already, and is led into the studio', async () => {
  const path = `/studio/invitation/${await invite(host, { email: EMAIL, roles: [{ showId: other.id, role: 'author' }] })}`
  await makePerson(host, { email: EMAIL })
  const { open, signIn } = browser()
  const back = await signIn(`/studio/sign-in/provider?to=${encodeURIComponent(path)}`)
  expect(back.location).toBe(`https://podcast.example${path}`)
  expect(await open(back.location!)).toMatchObject({ status: 303, location: 'https://podcast.example/studio' })
  expect(await roles()).toMatchObject({ [other.id]: 'author' })
})

test('who has no password here is told of none on the page of her account', async () => {
  const { open, signIn } = browser()
  await signIn()
  const { text } = await open('/studio/account')
  expect(text).toContain('Sie melden sich über Ihr Haus an. Wonach es dabei zusätzlich fragt')
  for (const wrong of ['genügt Ihr Passwort', 'ein gestohlenes Passwort', 'Damit melden Sie sich an'])
    expect(text).not.toContain(wrong)
})

test('two first sign-ins at the same moment make one person', async () => {
  const answers = await Promise.all([browser().signIn(), browser().signIn(), browser().signIn()])
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  expect(await host.db.login.count({ where: { providerId: 'oidc' } })).toBe(1)
})

test('without an e-mail address there is no account', async () => {
  knowsKochAs({ email: undefined })
  expect((await browser().signIn()).text).toContain('Ihr Haus nennt Ihre E-Mail-Adresse nicht')
})

test('who breaks off at the provider is told so', async () => {
  provider.state.next = null
  const { status, text } = await browser().signIn()
  expect([status, text.includes('oder Sie haben dort abgebrochen')]).toEqual([403, true])
})

describe('an answer that does not belong to this browser is refused', () => {
  const refused = { status: 400, text: expect.stringContaining('Diese Anmeldung begann nicht in diesem Browser') }

  test('one that is brought into another browser, which is how somebody is signed in as another', async () => {
    const { answerAt } = await browser().goThrough()
    const victim = browser()
    expect(await victim.open(answerAt)).toMatchObject(refused)
    await victim.open('/studio/sign-in/provider')
    expect(await victim.open(answerAt)).toMatchObject(refused)
    expect(await koch()).toBeNull()
  })

  test.each([
    ['with another state', (url: URL) => url.searchParams.set('state', 'x'.repeat(32))],
    ['without one', (url: URL) => url.searchParams.delete('state')],
  ])('one %s', async (_, change) => {
    const { goThrough, open } = browser()
    const url = new URL((await goThrough()).answerAt)
    change(url)
    expect(await open(url.href)).toMatchObject(refused)
  })

  test('one that was used already', async () => {
    const { goThrough, open } = browser()
    const { answerAt } = await goThrough()
    expect((await open(answerAt)).status).toBe(303)
    expect(await open(answerAt)).toMatchObject(refused)
  })

  test('one with a code that was used already, under a state that is right', async () => {
    const { goThrough, open } = browser()
    const first = await goThrough()
    await open(first.answerAt)
    const url = new URL((await goThrough()).answerAt)
    url.searchParams.set('code', new URL(first.answerAt).searchParams.get('code')!)
    const { status, headers } = await open(url.href)
    expect(status).toBe(502)
    expect(headers.getSetCookie().join()).not.toContain('session_token=')
  })

  test('one of another issuer (RFC 9207)', async () => {
    const { goThrough, open } = browser()
    const url = new URL((await goThrough()).answerAt)
    url.searchParams.set('iss', 'https://evil.example')
    expect((await open(url.href)).status).toBe(502)
  })
})

describe('a token that the provider did not make for this sign-in lets nobody in', () => {
  const changed = (claims: object) => (token: string) => signToken({ ...claimsOf(token), ...claims })
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  test.each<[string, (token: string) => string | undefined]>([
    ['signed by another key', (token) => signToken(claimsOf(token), { key: stranger })],
    ['not signed at all', (token) => signToken(claimsOf(token), { alg: 'none' })],
    ['changed after it was signed', (token) => `${token.slice(0, -8)}AAAAAAAA`],
    ['of another issuer', changed({ iss: 'https://evil.example' })],
    ['for another client', changed({ aud: 'another' })],
    ['out of date', changed({ exp: 1_700_000_000 })],
    ['with another nonce', changed({ nonce: 'x'.repeat(32) })],
    ['without a nonce', changed({ nonce: undefined })],
    ['of somebody else than the userinfo endpoint speaks of', changed({ sub: '4712' })],
    ['that is missing', () => undefined],
  ])('%s', async (_, forge) => {
    provider.state.forge = forge
    const { status, text, headers } = await browser().signIn()
    expect([status, text.includes('ist nicht zu gebrauchen')]).toEqual([502, true])
    expect(headers.getSetCookie().join()).not.toContain('session_token=')
    expect(await koch()).toBeNull()
  })

  test('while one that is signed anew and says the same does', async () => {
    provider.state.forge = changed({})
    expect((await browser().signIn()).status).toBe(303)
  })
})

test.each([
  'https://evil.example/studio',
  '//evil.example/studio',
  '/\\evil.example',
  '/studio/..//evil.example',
  'x:y',
])('nobody is led elsewhere afterwards: %s', async (to) => {
  const { location } = await browser().signIn(`/studio/sign-in/provider?to=${encodeURIComponent(to)}`)
  expect(location).toBe('https://podcast.example/studio')
})

test('what she wanted to see may have any words in its address', async () => {
  const to = '/studio/shows/nachtzuege?q=error&error=x'
  const { location } = await browser().signIn(`/studio/sign-in/provider?to=${encodeURIComponent(to)}`)
  expect(location).toBe(`https://podcast.example${to}`)
})

test('signing in ends the session the browser had, and begins one of its own', async () => {
  const { signIn, cookieFor } = browser()
  await signIn()
  const before = cookieFor()
  await signIn()
  expect(cookieFor()).not.toBe(before)
  expect((await openStudio(host, '/studio', before)).status).toBe(303)
  expect((await openStudio(host, '/studio', cookieFor())).status).toBe(200)
})

test('neither code nor secret nor address stands in the log', async () => {
  const { goThrough, open } = browser()
  const { answerAt } = await goThrough()
  await open(answerAt)
  await open(answerAt)
  const log = JSON.stringify(host.logged)
  const code = new URL(answerAt).searchParams.get('code')!
  for (const told of [code, provider.env.OIDC_CLIENT_SECRET, 'amt.example', 'Koch']) expect(log).not.toContain(told)
})

describe('a provider that is away', () => {
  test('is said so at once, and asked again the next time', async () => {
    await provider.goAway()
    const fresh = openTestBrowser(late)
    const { status, text, headers } = await fresh.open('/studio/sign-in/provider?to=%2Fstudio%2Fkeys')
    expect([status, headers.get('retry-after')]).toEqual([503, '30'])
    expect(text).toContain('Die Anmeldung Ihres Hauses antwortet gerade nicht.')
    expect(text).toContain('href="/studio"')
    await provider.comeBack()
    expect((await fresh.goThrough()).answerAt).toContain('code=')
  })

  test('after it sent somebody back, lets nobody in', async () => {
    const { goThrough, open } = browser()
    const { answerAt } = await goThrough()
    await provider.goAway()
    expect((await open(answerAt)).status).toBe(502)
    await provider.comeBack()
    expect(await koch()).toBeNull()
  })

  test('is one that calls itself something else', async () => {
    expect((await openTestBrowser(misnamed).open('/studio/sign-in/provider')).status).toBe(503)
  })
})
const late = await startHost({ env: provider.env })
const misnamed = await startHost({
  env: { ...provider.env, OIDC_ISSUER: provider.issuer.replace('127.0.0.1', 'localhost') },
})

test('a host without a provider has no such way', async () => {
  for (const path of ['/studio/sign-in/provider', '/studio/sign-in/provider/answer'])
    expect((await openStudio(bare, path)).status).toBe(404)
  expect((await openStudio(bare, '/studio/sign-in')).text).not.toContain('/studio/sign-in/provider')
})
const bare = await startHost()

describe('where passwords are switched off', () => {
  const enter = ({ email }: { email: string }) => sendForm(strict, '/studio/sign-in', { email, password: PASSWORD })
  const hasForm = async () => (await openStudio(strict, '/studio/sign-in')).text.includes('name="password"')

  test('they work until an administrator has come in by the provider, and not after that', async () => {
    const first = await makeAdministrator(strict)
    expect([await hasForm(), (await enter(first)).status]).toEqual([true, 303])
    const link = `/studio/invitation/${await invite(strict, { email: 'neu@amt.example', isAdministrator: true })}`
    expect((await openStudio(strict, link)).text).toContain('name="password"')

    knowsKochAs({ groups: ['it'] })
    expect((await openTestBrowser(strict).signIn()).status).toBe(303)
    expect([await hasForm(), (await enter(first)).status]).toEqual([false, 403])
    const invited = await openStudio(strict, link)
    expect(invited.text).not.toContain('name="password"')
    expect(invited.text).toContain(`href="/studio/sign-in/provider?to=%2Fstudio"`)
    const typed = { name: 'Neu', password: PASSWORD }
    expect((await sendForm(strict, link, typed)).status).toBe(403)
    expect(await strict.db.person.count({ where: { email: 'neu@amt.example' } })).toBe(0)
  })

  test('the page of the account offers nothing that opens nothing, and what is there can be removed', async () => {
    const { id, email } = await makeAdministrator(strict)
    provider.people.set('4713', { ...KOCH, email, groups: ['it'] })
    provider.state.next = '4713'
    const { open, signIn } = openTestBrowser(strict)
    await signIn()
    const offered = ['account/password', 'account/second-factor"', 'passkeys/new', 'ganz ohne Passwort', 'Damit melden']
    const bare = (await open('/studio/account')).text
    for (const each of [...offered, 'removal', 'können Sie entfernen']) expect(bare).not.toContain(each)
    expect(bare).toContain('melden sich alle über ihr Haus an')

    const passkey = await passkeyRow(strict, id)
    await strict.db.twoFactor.create({ data: { personId: id, secret: 'x', backupCodes: '' } })
    const { text } = await open('/studio/account')
    for (const each of offered) expect(text).not.toContain(each)
    expect(text).toContain('können Sie entfernen')
    for (const way of [`passkeys/${passkey.id}/removal`, 'second-factor/removal'])
      expect((await open(`/studio/account/${way}`)).status).toBe(200)
    expect(text).toContain(`/studio/account/passkeys/${passkey.id}/removal`)
    expect(text).toContain('/studio/account/second-factor/removal')
  })
})
const strict = await startHost({ env: { ...provider.env, OIDC_ROLES: 'it=administrator', PASSWORD_SIGN_IN: 'false' } })
