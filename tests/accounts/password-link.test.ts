import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { actingAs } from '../../src/accounts/logbook.ts'
import { makePasswordLink, passwordLinkUrl, sweepPasswordLinks } from '../../src/accounts/password-link.ts'
import { deactivatePerson, reactivatePerson } from '../../src/accounts/people.ts'
import { findPerson } from '../../src/accounts/person.ts'
import { startHost } from '../support/host.ts'
import { makeAdministrator, makePerson, openStudio, PASSWORD, sendForm, signIn } from '../support/people.ts'
import { passkeyRow } from '../support/rows.ts'
import { giveCode, givePassword, withCodes } from '../support/second-factor.ts'

const host = await startHost()
const strict = await startHost({
  env: {
    PASSWORD_SIGN_IN: 'false',
    OIDC_ISSUER: 'https://konto.example',
    OIDC_CLIENT_ID: 'x',
    OIDC_CLIENT_SECRET: 'x',
  },
})
const FRESH = 'Laterne Gurke Bahnhof'
const FROM = '192.0.2.1'
const USED = { status: 410, code: 'password-link-used' }
const HOUR = 3_600_000

const linkFor = async ({ id }: { id: string }) => (await makePasswordLink(host, null, id)).secret
const use = (secret: string, password = FRESH) => host.passwordLinks.use(secret, password, FROM)
const enter = async ({ email }: { email: string }, password: string) =>
  (await sendForm(host, '/studio/sign-in', { email, password })).status
const wait = (milliseconds: number) => host.travelTo(new Date(Date.now() + milliseconds).toISOString())
afterEach(async () => {
  host.travelTo(new Date().toISOString())
  await host.db.signInFailure.deleteMany()
})

test('it sets another password once, and the old one opens nothing any more', async () => {
  const person = await makePerson(host)
  const secret = await linkFor(person)
  await use(secret)
  expect([await enter(person, PASSWORD), await enter(person, FRESH)]).toEqual([422, 303])
  await expect(use(secret)).rejects.toMatchObject(USED)
  await expect(host.passwordLinks.find(secret, FROM)).rejects.toMatchObject(USED)
})

test('looking at it uses nothing up, and until it is used the old password counts', async () => {
  const person = await makePerson(host, { name: 'Frau Koch' })
  const secret = await linkFor(person)
  for (let at = 0; at < 3; at++)
    expect(await host.passwordLinks.find(secret, FROM)).toEqual({
      id: person.id,
      name: 'Frau Koch',
      email: person.email,
    })
  expect(await enter(person, PASSWORD)).toBe(303)
})

test('of two who use it at once one sets the password', async () => {
  const secret = await linkFor(await makePerson(host))
  const answers = await Promise.allSettled([use(secret, FRESH), use(secret, `${FRESH} 2`), use(secret, `${FRESH} 3`)])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
})

test('it is valid for a day, and the nightly sweep removes it afterwards alone', async () => {
  const secret = await linkFor(await makePerson(host))
  wait(24 * HOUR - 60_000)
  await sweepPasswordLinks(host)
  expect(await host.passwordLinks.find(secret, FROM)).toBeTruthy()
  wait(24 * HOUR + 60_000)
  await expect(use(secret)).rejects.toMatchObject(USED)
  expect(await host.db.passwordLink.count()).toBeGreaterThan(0)
  await sweepPasswordLinks(host)
  expect(await host.db.passwordLink.count()).toBe(0)
})

test('a new one takes the place of the one before', async () => {
  const person = await makePerson(host)
  const [old, secret] = [await linkFor(person), await linkFor(person)]
  await expect(use(old)).rejects.toMatchObject(USED)
  await use(secret)
  expect(await enter(person, FRESH)).toBe(303)
})

test('of its secret only a hash is kept, and nothing is told of it', async () => {
  const secret = await linkFor(await makePerson(host))
  await use(await linkFor(await makePerson(host)))
  expect(passwordLinkUrl(host.config, secret)).toBe(`https://podcast.example/studio/password/${secret}`)
  const kept = [await host.db.passwordLink.findMany(), await host.db.logEntry.findMany({ omit: { id: true } })]
  for (const told of [JSON.stringify(kept), JSON.stringify(host.logged)]) {
    expect(told).not.toContain(secret)
    expect(told).not.toContain(FRESH)
  }
  expect(JSON.stringify(kept)).toContain('password-set-by-link')
})

describe('whoever knew the old password is out', () => {
  test('in every browser', async () => {
    const person = await makePerson(host)
    const cookies = [await signIn(host, person), await signIn(host, person)]
    await use(await linkFor(person))
    for (const cookie of cookies) expect((await openStudio(host, '/studio', cookie)).location).toContain('/sign-in')
  })

  test('also between the password and the code', async () => {
    const person = await makePerson(host)
    const { recoveryCodes } = await withCodes(host, person)
    const [kept, ended] = [await givePassword(host, person), await givePassword(host, person)]
    expect((await giveCode(host, kept.cookie, { recovery: recoveryCodes[0]! })).location).toBe('/studio')
    await use(await linkFor(person))
    expect((await giveCode(host, ended.cookie, { recovery: recoveryCodes[1]! })).location).not.toBe('/studio')
  })
})

test('a second factor stays: codes and passkeys are asked for after the new password as before', async () => {
  const person = await makeAdministrator(host)
  await withCodes(host, person)
  await passkeyRow(host, person.id)
  const factors = () =>
    Promise.all([
      host.db.twoFactor.findMany({ where: { personId: person.id } }),
      host.db.passkey.findMany({ where: { personId: person.id } }),
    ])
  const before = await factors()
  await use(await linkFor(person))
  expect(before.map((rows) => rows.length)).toEqual([1, 1])
  expect(await factors()).toEqual(before)
  expect((await findPerson(host, person.id))!.hasSecondFactor).toBe(true)
  const { location } = await sendForm(host, '/studio/sign-in', { email: person.email, password: FRESH })
  expect(location).toContain('/studio/sign-in/code')
})

test('who was kept waiting after failed sign-ins need not wait with the new password', async () => {
  const person = await makePerson(host)
  host.stopAt(new Date().toISOString())
  for (let at = 0; at < 5; at++) await enter(person, 'Ganz anderes Passwort')
  expect(await enter(person, PASSWORD)).toBe(429)
  await use(await linkFor(person))
  expect(await enter(person, FRESH)).toBe(303)
})

describe('a link dies', () => {
  test('with the account that is deactivated, and stays dead when it is reactivated', async () => {
    const person = await makePerson(host)
    const secret = await linkFor(person)
    await deactivatePerson(host, person.id)
    await expect(use(secret)).rejects.toMatchObject(USED)
    await reactivatePerson(host, person.id)
    await expect(use(secret)).rejects.toMatchObject(USED)
    expect(await enter(person, PASSWORD)).toBe(303)
  })

  test('with a person who is removed', async () => {
    const person = await makePerson(host)
    const secret = await linkFor(person)
    await host.db.person.delete({ where: { id: person.id } })
    await expect(use(secret)).rejects.toMatchObject(USED)
  })

  test('when she remembers the old password and changes it herself', async () => {
    const person = await makePerson(host)
    const secret = await linkFor(person)
    const fields = { password: PASSWORD, newPassword: `${PASSWORD} Geige` }
    await sendForm(host, '/studio/account/password', fields, { cookie: await signIn(host, person) })
    await expect(use(secret)).rejects.toMatchObject(USED)
  })
})

describe('none is made', () => {
  test('for who signs in by a provider alone', async () => {
    const { id } = await host.db.person.create({ data: { name: 'Frau Süß', email: 'suess@amt.example' } })
    await host.db.login.create({ data: { personId: id, providerId: 'oidc', accountId: 'x' } })
    await expect(makePasswordLink(host, null, id)).rejects.toMatchObject({ status: 409, code: 'no-password' })
  })

  test('for who is deactivated, or is not there', async () => {
    const { id } = await makePerson(host)
    await deactivatePerson(host, id)
    await expect(makePasswordLink(host, null, id)).rejects.toMatchObject({ status: 409, code: 'deactivated' })
    await expect(makePasswordLink(host, null, randomUUID())).rejects.toMatchObject({ status: 404 })
  })

  test('by an administrator for himself; another gets one', async () => {
    const { id } = await makeAdministrator(host)
    const himself = (await findPerson(host, id))!
    const acting = actingAs(host, himself)
    await expect(makePasswordLink(acting, himself, id)).rejects.toMatchObject({ status: 409, code: 'own-password' })
    expect((await makePasswordLink(acting, himself, (await makeAdministrator(host)).id)).secret).toMatch(/^[\w-]{43}$/)
  })
})

test('where passwords are switched off none is made, and one that was made before sets nothing', async () => {
  const person = await makePerson(strict)
  const { secret } = await makePasswordLink(strict, null, person.id)
  const administrator = await makeAdministrator(strict)
  await strict.db.login.create({ data: { personId: administrator.id, providerId: 'oidc', accountId: 'x' } })
  const off = { status: 403, code: 'no-passwords' }
  await expect(makePasswordLink(strict, null, person.id)).rejects.toMatchObject(off)
  await expect(strict.passwordLinks.use(secret, FRESH, FROM)).rejects.toMatchObject(off)
})

test('whoever tries what is no link, again and again, has to wait as after wrong passwords', async () => {
  const secret = await linkFor(await makePerson(host))
  const attempt = (secret: string) => host.passwordLinks.find(secret, '198.51.100.7')
  host.stopAt(new Date().toISOString())
  for (let at = 0; at < 31; at++) await expect(attempt(`none-${at}`)).rejects.toMatchObject(USED)
  await expect(attempt(secret)).rejects.toMatchObject({ status: 429, retryAfterSeconds: 5 })
  expect(await host.passwordLinks.find(secret, '203.0.113.9')).toBeTruthy()
})
