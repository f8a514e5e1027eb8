import { beforeEach, expect, test } from 'vitest'
import { noteFactors } from '../../../src/accounts/second-factor.ts'
import { startHost } from '../../support/host.ts'
import { cookieOf, makePerson, openStudio, PASSWORD, sendForm, signIn, type TestPerson } from '../../support/people.ts'
import { passkeyRow } from '../../support/rows.ts'
import { begin, confirm, giveCode, givePassword, recoveryCodesIn, scan } from '../../support/second-factor.ts'

const host = await startHost()

/** Somebody signed in who has a passkey and no codes. */
let person: TestPerson
let passkey: string
let cookie: string
beforeEach(async () => {
  person = await makePerson(host)
  cookie = await signIn(host, person)
  const { id } = await passkeyRow(host, person.id)
  passkey = id
  await noteFactors(host.db, person.id)
})

const PATH = '/studio/account/second-factor/recovery-codes'
const account = async () => (await openStudio(host, '/studio/account', cookie)).text
const make = async () => recoveryCodesIn((await sendForm(host, PATH, { password: PASSWORD }, { cookie })).text)
const recover = async (recovery: string) => giveCode(host, (await givePassword(host, person)).cookie, { recovery })

test('who has passkeys alone is told to have recovery codes, and can make some', async () => {
  expect(await account()).toContain('Mit Wiederherstellungscodes kommen Sie auch dann hinein')
  expect(await account()).toContain(`href="${PATH}"`)
  expect((await openStudio(host, PATH, cookie)).text).toContain('Wiederherstellungs\u00adcodes machen')
  const codes = await make()
  expect(new Set(codes).size).toBe(10)
  const text = await account()
  expect(text).toContain('Noch 10 Wiederherstellungscodes sind unbenutzt.')
  // That is no app.
  expect(text).toContain('Codes einrichten')
})

test('with one she gets in without her device, once', async () => {
  expect((await givePassword(host, person)).location).toContain('/studio/sign-in/code')
  const asked = await openStudio(host, '/studio/sign-in/code', (await givePassword(host, person)).cookie)
  expect(asked.text).not.toContain('name="recovery"')
  expect(asked.text).toContain('Haben Sie Ihr Gerät nicht mehr,')
  expect(asked.text).not.toContain('Haben Sie auch das nicht mehr')

  const [one, other] = await make()
  const now = await openStudio(host, '/studio/sign-in/code', (await givePassword(host, person)).cookie)
  expect(now.text).toContain('name="recovery"')
  expect(now.text).not.toContain('name="code"')
  expect(now.text).toContain('Haben Sie auch das nicht mehr')
  expect((await recover('aaaaa-aaaaa')).status).toBe(422)
  expect((await recover(one!.toUpperCase())).status).toBe(303)
  expect((await recover(one!)).status).toBe(422)
  expect((await recover(other!)).status).toBe(303)
  expect(await account()).toContain('Noch 8 Wiederherstellungscodes sind unbenutzt.')
})

test('new ones take the place of the old ones', async () => {
  const [old] = await make()
  const [fresh] = await make()
  expect((await recover(old!)).status).toBe(422)
  expect((await recover(fresh!)).status).toBe(303)
})

test('a code of an app that was never set up opens nothing', async () => {
  await make()
  for (const code of ['000000', '']) {
    const answer = await giveCode(host, (await givePassword(host, person)).cookie, { code })
    expect(answer.status).toBe(422)
  }
})

test('another password makes none', async () => {
  const answer = await sendForm(host, PATH, { password: 'Ganz anderes Passwort' }, { cookie })
  expect([answer.status, recoveryCodesIn(answer.text)]).toEqual([422, []])
  expect(await host.db.twoFactor.count({ where: { personId: person.id } })).toBe(0)
})

test('beginning an app leaves them as they are, and with the app they go on', async () => {
  const [one, other] = await make()
  await begin(host, cookie)
  expect((await recover(one!)).status).toBe(303)
  const app = await scan(host, cookie)
  const confirmed = await confirm(host, cookie, app(-1))
  const switchedOn = confirmed.status === 201 ? confirmed : await confirm(host, cookie, app())
  expect(recoveryCodesIn(switchedOn.text)).toHaveLength(9)
  expect((await recover(other!)).status).toBe(303)
})

test('they go with the last passkey: the password is enough then, and they open nothing later', async () => {
  const [one] = await make()
  await sendForm(host, `/studio/account/passkeys/${passkey}/removal`, { password: PASSWORD }, { cookie })
  expect(await host.db.twoFactor.count({ where: { personId: person.id } })).toBe(0)
  expect((await givePassword(host, person)).location).toBe('/studio')
  expect(one).toBeTruthy()
})

test('who has no second factor, or comes by a provider, has none', async () => {
  await host.db.login.deleteMany({ where: { personId: person.id } })
  expect(await account()).not.toContain(PATH)
  expect((await sendForm(host, PATH, {}, { cookie })).status).toBe(303)
  const plain = await signIn(host, await makePerson(host))
  expect((await sendForm(host, PATH, { password: PASSWORD }, { cookie: plain })).status).toBe(303)
})

test('after the last one she is told so, with the way to new ones and the way on; at the next sign-in none is asked for', async () => {
  const codes = await make()
  const to = '?to=%2Fstudio%2Flog'
  const use = async (recovery: string) => giveCode(host, (await givePassword(host, person)).cookie, { recovery }, to)
  for (const code of codes.slice(0, 9)) expect((await use(code)).location).toBe('/studio/log')
  const last = await use(codes[9]!)
  expect(last.location).toBe(`${PATH}${to}&done=last#done`)
  const hers = cookieOf(last.headers)
  const told = 'Das war Ihr letzter Wiederherstellungscode'
  const { text } = await openStudio(host, `${PATH}${to}&done=last`, hers)
  for (const said of [told, 'href="/studio/log"', 'name="password"']) expect(text).toContain(said)
  expect(await account()).toContain('Alle Wiederherstellungscodes sind benutzt.')
  expect(await account()).not.toContain('Noch 0')

  const asked = await openStudio(host, '/studio/sign-in/code', (await givePassword(host, person)).cookie)
  expect([asked.status, asked.text.includes('name="recovery"')]).toEqual([200, false])
  expect(asked.text).toContain('Haben Sie Ihr Gerät nicht mehr,')
  await make()
  expect((await openStudio(host, `${PATH}${to}&done=last`, hers)).text).not.toContain(told)
})
