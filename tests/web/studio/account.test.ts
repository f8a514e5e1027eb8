import { expect, test } from 'vitest'
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

const host = await startHost()
const NEW = 'Laterne Gurkenglas Trompete'

const statusOf = async (cookie: string) => (await openStudio(host, '/studio', cookie)).status
const sessionsOf = ({ id }: { id: string }) => host.db.session.findMany({ where: { personId: id } })

test('the name in the navigation leads to the account, which shows name and address', async () => {
  const cookie = await signIn(host, await makePerson(host, { name: 'Jörg <b>Koch</b>', email: 'koch@amt.example' }))
  const home = (await openStudio(host, '/en/studio', cookie)).text
  expect(home).toContain('<a href="/en/studio/account"')
  const { text } = await openStudio(host, '/en/studio/account', cookie)
  expect(text).toContain('value="Jörg &lt;b&gt;Koch&lt;/b&gt;"')
  expect(text).toContain('<strong>koch@amt.example</strong>')
})

test('who may change the address is told: others, or the administrator herself on her page', async () => {
  const [person, administrator] = [await makePerson(host), await makeAdministrator(host)]
  const pageOf = async (who: { email: string }) =>
    (await openStudio(host, '/studio/account', await signIn(host, who))).text
  expect(await pageOf(person)).toContain('Ändern kann sie, wer diesen Dienst in Ihrem Haus betreut.')
  const own = await pageOf(administrator)
  expect(own).toContain(`<a href="/studio/people/${administrator.id}">`)
  expect(own).not.toContain('Ändern kann sie, wer')
})

test('a name is changed, and one that is none is said beside the field', async () => {
  const person = await makePerson(host)
  const cookie = await signIn(host, person)
  const refused = await sendForm(host, '/studio/account', { name: ' ' }, { cookie })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('<a href="#name">')
  const { location } = await sendForm(host, '/studio/account', { name: ' Frau  Neu ' }, { cookie })
  expect(location).toBe('/studio/account?done=name#done')
  const { text } = await openStudio(host, location!, cookie)
  expect(text).toContain('Ihr Name ist gespeichert.')
  expect(text).toContain('value="Frau Neu"')
})

test('a changed password ends every session but a new one, and is the one to sign in with', async () => {
  const person = await makePerson(host)
  const [here, elsewhere] = [await signIn(host, person), await signIn(host, person)]
  const answer = await sendForm(
    host,
    '/studio/account/password',
    { password: PASSWORD, newPassword: NEW },
    { cookie: here },
  )
  expect([answer.status, answer.location]).toEqual([303, '/studio/account?done=password#done'])
  const after = cookieOf(answer.headers)
  expect([await statusOf(here), await statusOf(elsewhere), await statusOf(after)]).toEqual([303, 303, 200])
  expect(await sessionsOf(person)).toHaveLength(1)
  const enter = async (password: string) =>
    (await sendForm(host, '/studio/sign-in', { email: person.email, password })).status
  expect([await enter(PASSWORD), await enter(NEW)]).toEqual([422, 303])
})

test.each([
  ['the present one missing', { password: '', newPassword: NEW }, 'password', 'Geben Sie Ihr Passwort ein'],
  ['another present one', { password: 'Regenschirm Ofenrohr Geige', newPassword: NEW }, 'password', 'stimmt nicht'],
  ['a text too long for a password', { password: 'x'.repeat(500), newPassword: NEW }, 'password', 'stimmt nicht'],
  ['a short one', { password: PASSWORD, newPassword: 'kurz' }, 'newPassword', 'zu kurz'],
  ['a common one', { password: PASSWORD, newPassword: 'Sommer2026!!!!' }, 'newPassword', 'leicht zu erraten'],
  ['the same', { password: PASSWORD, newPassword: PASSWORD }, 'newPassword', 'bisheriges Passwort'],
])('a password is not changed: %s', async (_, fields, name, sentence) => {
  const person = await makePerson(host)
  const [cookie, elsewhere] = [await signIn(host, person), await signIn(host, person)]
  const { status, text } = await sendForm(host, '/studio/account/password', fields, { cookie })
  expect(status).toBe(422)
  expect(text).toMatch(new RegExp(`<p class="error" id="${name}-error">[^<]*${sentence}`))
  for (const typed of Object.values(fields)) if (typed) expect(text).not.toContain(`"${typed}"`)
  expect([await statusOf(cookie), await statusOf(elsewhere)]).toEqual([200, 200])
  await signIn(host, person)
})

test('guessing the present password meets the brake of signing in', async () => {
  const person = await makePerson(host)
  const cookie = await signIn(host, person)
  const guess = () =>
    sendForm(host, '/studio/account/password', { password: 'Regenschirm Ofenrohr Geige', newPassword: NEW }, { cookie })
  const statuses: number[] = []
  // The wait is of five seconds, which these attempts can take on a busy machine.
  host.stopAt(new Date().toISOString())
  for (let round = 0; round < 6; round++) statuses.push((await guess()).status)
  expect(statuses).toEqual([422, 422, 422, 422, 422, 429])
  const { headers, text } = await guess()
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  expect(text).toContain('Warten Sie bitte')
  expect((await sendForm(host, '/studio/sign-in', { email: person.email, password: PASSWORD })).status).toBe(429)
  host.travelTo(new Date().toISOString())
})

test('sessions are listed in plain words, this one first and marked, without anybody else’s', async () => {
  const person = await makePerson(host)
  await signIn(host)
  const agents = [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1',
  ]
  for (const agent of agents)
    await sendForm(
      host,
      '/studio/sign-in',
      { email: person.email, password: PASSWORD },
      { headers: { origin: 'https://podcast.example', 'user-agent': agent } },
    )
  const cookie = await signIn(host, person)
  const { text } = await openStudio(host, '/studio/account', cookie)
  const titles = [...text.matchAll(/<h3 id="session-[^"]*">(.*?)<\/h3>/g)].map(([, title]) => title)
  expect(titles).toHaveLength(2)
  expect(titles[0]).toContain('diese Sitzung')
  expect(titles[1]).toBe('Safari unter iOS (iPhone)')
})

test('a session is ended from the next request on; the own one is signing out', async () => {
  const person = await makePerson(host)
  const [other, here] = [await signIn(host, person), await signIn(host, person)]
  const idOf = async (cookie: string) => {
    const { text } = await openStudio(host, '/studio/account', cookie)
    return /<h3 id="session-([^"]*)">[^<]*<span/.exec(text)![1]!
  }
  const [otherId, hereId] = [await idOf(other), await idOf(here)]
  const end = (id: string) => sendForm(host, `/studio/account/sessions/${id}/end`, {}, { cookie: here })
  expect((await end(otherId)).location).toBe('/studio/account?done=session#done')
  expect([await statusOf(other), await statusOf(here)]).toEqual([303, 200])
  const { location, headers } = await end(hereId)
  expect(location).toBe('/studio/sign-in')
  expect(headers.getSetCookie().join()).toMatch(/session_token=;.*Max-Age=0/i)
  expect(await statusOf(here)).toBe(303)
})

test('nobody ends the session of somebody else', async () => {
  const [mine, theirs] = [await signIn(host, await makePerson(host)), await makePerson(host)]
  const cookie = await signIn(host, theirs)
  const [{ id } = { id: '' }] = await sessionsOf(theirs)
  expect((await sendForm(host, `/studio/account/sessions/${id}/end`, {}, { cookie: mine })).status).toBe(404)
  expect(await statusOf(cookie)).toBe(200)
})

test('all other sessions end at once', async () => {
  const person = await makePerson(host)
  const [one, two, here] = [await signIn(host, person), await signIn(host, person), await signIn(host, person)]
  await sendForm(host, '/studio/account/sessions/end', {}, { cookie: here })
  expect([await statusOf(one), await statusOf(two), await statusOf(here)]).toEqual([303, 303, 200])
})

test('who signs in by a provider alone has no password to change', async () => {
  const person = await makePerson(host)
  const cookie = await signIn(host, person)
  await host.db.login.updateMany({ where: { personId: person.id }, data: { providerId: 'house', password: null } })
  expect((await openStudio(host, '/studio/account', cookie)).text).not.toContain('/studio/account/password')
})

test('codes are offered only to who has a password, after which they are asked for', async () => {
  const person = await makePerson(host)
  const cookie = await signIn(host, person)
  const codes = '/studio/account/second-factor'
  const account = async (language = '') => (await openStudio(host, `${language}/studio/account`, cookie)).text
  expect(await account()).toContain('Codes einrichten')
  await host.db.login.updateMany({ where: { personId: person.id }, data: { providerId: 'house', password: null } })
  await host.db.passkey.create({
    data: {
      ...{ id: crypto.randomUUID(), personId: person.id, publicKey: 'x', credentialID: person.id, counter: 0 },
      ...{ deviceType: 'singleDevice', backedUp: false },
    },
  })
  for (const text of [await account(), (await openStudio(host, codes, cookie)).text])
    expect(text).toContain('Nach einem Code wird nur gefragt, wer sich mit einem Passwort anmeldet.')
  expect(await account('/en')).toContain('only those who sign in with a password are asked for a code')
  expect(await account()).not.toContain(`href="${codes}"`)
  expect(await account()).not.toContain('richten Sie Codes ein')
  expect((await openStudio(host, codes, cookie)).text).not.toContain(`action="${codes}"`)
  expect((await sendForm(host, codes, {}, { cookie })).location).toBe(codes)
  expect(await host.db.twoFactor.count({ where: { personId: person.id } })).toBe(0)
})
