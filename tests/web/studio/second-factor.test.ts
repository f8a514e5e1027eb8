import { describe, expect, test } from 'vitest'
import { startHost } from '../../support/host.ts'
import { cookieOf, makePerson, openStudio, PASSWORD, sendForm, signIn } from '../../support/people.ts'
import {
  begin,
  confirm,
  giveCode,
  givePassword,
  recoveryCodesIn,
  scan,
  withCodes,
} from '../../support/second-factor.ts'

const host = await startHost()
const two = await startHost({ connection: host.connection })

const statusOf = async (cookie: string) => (await openStudio(host, '/studio', cookie)).status
const another = async () => {
  const person = await makePerson(host)
  return { person, ...(await withCodes(host, person)) }
}

describe('switching codes on', () => {
  test('asks for the password, shows a QR code and a key, and changes nothing before a code proves the app', async () => {
    const person = await makePerson(host)
    const cookie = await signIn(host, person)
    expect((await begin(host, cookie, 'Regenschirm Ofenrohr Geige')).status).toBe(422)
    expect((await begin(host, cookie)).location).toBe('/studio/account/second-factor?done=begun#done')
    const { text } = await openStudio(host, '/studio/account/second-factor', cookie)
    expect(text).toMatch(/<div class="qr" role="img" aria-label="QR-Code für die App"><svg/)
    expect(text).toContain(`otpauth://totp/podcast.example:${encodeURIComponent(person.email)}?secret=`)
    const app = await scan(host, cookie)
    expect((await givePassword(host, person)).location).toBe('/studio')

    const wrong = await confirm(host, cookie, app(20))
    expect([wrong.status, wrong.text.includes('<a href="#code">')]).toEqual([422, true])
    expect((await givePassword(host, person)).location).toBe('/studio')
    const done = await confirm(host, cookie, ` ${app().slice(0, 3)} ${app().slice(3)} `)
    expect(done.status).toBe(201)
    expect((await givePassword(host, person)).location).toBe('/studio/sign-in/code?to=%2Fstudio')
  })

  test('shows ten recovery codes, this once: to copy, as a file, to print', async () => {
    const person = await makePerson(host)
    const before = await signIn(host, person)
    await begin(host, before)
    const { text, headers } = await confirm(host, before, (await scan(host, before))())
    const codes = recoveryCodesIn(text)
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}$/)
    const file = /download="([^"]+)" href="(data:[^"]+)"/.exec(text)!
    expect(file[1]).toBe('wiederherstellungscodes.txt')
    const saved = await (await fetch(file[2]!)).text()
    for (const code of codes) expect(saved).toContain(`${code}\n`)
    expect(text).toContain('<print-button label="Drucken">')
    const cookie = cookieOf(headers)
    for (const path of ['', '/second-factor', '/second-factor/recovery-codes']) {
      const page = (await openStudio(host, `/studio/account${path}`, cookie)).text
      for (const code of codes) expect(page).not.toContain(code)
    }
  })

  test('gives the browser another session, and ends the one it had', async () => {
    const { before, cookie } = await another()
    expect([await statusOf(before), await statusOf(cookie)]).toEqual([303, 200])
  })

  test('ends the sessions elsewhere: they were begun with the password alone', async () => {
    const person = await makePerson(host)
    const elsewhere = await signIn(host, person)
    await withCodes(host, person)
    expect(await statusOf(elsewhere)).toBe(303)
  })

  test('keeps neither the secret nor the recovery codes in the clear', async () => {
    const { person, recoveryCodes, app } = await another()
    const row = await host.db.twoFactor.findFirstOrThrow({ where: { personId: person.id } })
    for (const code of recoveryCodes) expect(row.backupCodes).not.toContain(code.slice(0, 5))
    expect(JSON.stringify(host.logged)).not.toContain(recoveryCodes[0])
    expect(JSON.stringify(host.logged)).not.toContain(app(-1))
  })
})

describe('signing in', () => {
  test('asks for a code on a page of its own, and leads on from there; the password alone opens nothing', async () => {
    const { person, app } = await another()
    const { location, cookie, headers } = await givePassword(host, person, '?to=%2Fen%2Fstudio%3Fx%3D1')
    expect(location).toBe('/studio/sign-in/code?to=%2Fen%2Fstudio%3Fx%3D1')
    expect(await statusOf(cookie)).toBe(303)
    expect(headers.getSetCookie().find((each) => each.includes('.two_factor='))).toMatch(
      /^__Host-sendeplatz\.two_factor=.*; HttpOnly; Secure; SameSite=Lax$/i,
    )
    const { status, text } = await openStudio(host, location!, cookie)
    expect(status).toBe(200)
    expect(text).toContain('autocomplete="one-time-code"')
    const answer = await giveCode(host, cookie, { code: app() }, '?to=%2Fen%2Fstudio%3Fx%3D1')
    expect([answer.status, answer.location]).toEqual([303, '/en/studio?x=1'])
    expect(await statusOf(cookieOf(answer.headers))).toBe(200)
  })

  test('no code works twice: not at the same moment, not on another instance, not the one that switched codes on', async () => {
    const { person, app } = await another()
    const code = app()
    const cookies: string[] = []
    for (let round = 0; round < 4; round++) cookies.push((await givePassword(host, person)).cookie)
    const answers = await Promise.all(cookies.map((cookie, at) => giveCode(at % 2 ? host : two, cookie, { code })))
    expect(answers.map(({ status, location }) => location ?? status).sort()).toEqual(['/studio', 422, 422, 422].sort())
    const { cookie } = await givePassword(host, person)
    for (const used of [code, app(-1)]) expect((await giveCode(host, cookie, { code: used })).status).toBe(422)
    expect((await giveCode(host, cookie, { code: app(1) })).status).toBe(303)
  })

  test('a code of a while ago or ahead is none', async () => {
    const { person, app } = await another()
    const { cookie } = await givePassword(host, person)
    for (const steps of [-4, 4]) expect((await giveCode(host, cookie, { code: app(steps) })).status).toBe(422)
  })

  test('a recovery code works once, however it is typed, and the others go on working', async () => {
    const { person, recoveryCodes } = await another()
    const use = async (recovery: string) =>
      (await giveCode(host, (await givePassword(host, person)).cookie, { recovery })).status
    expect(await use(` ${recoveryCodes[0]!.toUpperCase().replace('-', ' ')}`)).toBe(303)
    expect(await use(recoveryCodes[0]!)).toBe(422)
    expect(await use(recoveryCodes[1]!)).toBe(303)
    const { cookie } = await givePassword(host, person)
    const answer = await giveCode(host, cookie, { recovery: recoveryCodes[2]! })
    const { text } = await openStudio(host, '/studio/account', cookieOf(answer.headers))
    expect(text).toContain('Noch 7 Wiederherstellungscodes')
  })

  test('in each of the two fields both kinds of codes are taken, once, and counted as what they are', async () => {
    const { person, recoveryCodes, app } = await another()
    const give = async (fields: { code: string } | { recovery: string }) =>
      giveCode(host, (await givePassword(host, person)).cookie, fields)
    const typed = recoveryCodes[0]!.toUpperCase().replace('-', '')
    expect((await give({ code: typed })).status).toBe(303)
    const used = await give({ code: typed })
    expect(used.status).toBe(422)
    expect(used.text).toMatch(/<a href="#code">Dieser Wiederherstellungscode stimmt nicht/)
    const code = app()
    expect((await give({ recovery: `${code.slice(0, 3)} ${code.slice(3)}` })).status).toBe(303)
    const again = await give({ recovery: code })
    expect(again.text).toMatch(/<a href="#recovery">Dieser Code stimmt nicht/)
    const ways = await host.db.logEntry.findMany({
      where: { byId: person.id, kind: 'signing-in', result: 'done' },
      orderBy: { id: 'asc' },
    })
    expect(ways.map(({ facts }) => (facts as { way: string }).way).slice(-2)).toEqual(['recovery-code', 'code'])
  })

  test('of the same recovery code twice at once one is taken', async () => {
    const { person, recoveryCodes } = await another()
    const cookies = [(await givePassword(host, person)).cookie, (await givePassword(host, person)).cookie]
    const answers = await Promise.all(cookies.map((cookie) => giveCode(host, cookie, { recovery: recoveryCodes[0]! })))
    expect(answers.map(({ status, location }) => location ?? status).sort()).toEqual(['/studio', 422].sort())
  })

  test('wrong codes meet the brake as wrong passwords do, and giving the password again is no way around', async () => {
    const { person, app } = await another()
    // The wait is of five seconds, which six attempts can take on a busy machine.
    host.stopAt(new Date().toISOString())
    const statuses: number[] = []
    for (let round = 0; round < 6; round++) {
      const code = round % 2 ? 'aaaaa-aaaaa' : '000000'
      const { cookie, status } = await givePassword(host, person)
      statuses.push(status === 303 ? (await giveCode(host, cookie, { code })).status : status)
    }
    host.travelTo(new Date().toISOString())
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429])
    await host.signIn.unlock(person.email)
    const { cookie } = await givePassword(host, person)
    expect((await giveCode(host, cookie, { code: app() })).status).toBe(303)
  })

  test('after five wrong codes the password is asked for again, and the sign-in page says why', async () => {
    const { person, app } = await another()
    const { cookie } = await givePassword(host, person)
    for (let round = 0; round < 5; round++) {
      expect((await giveCode(host, cookie, { code: '000000' })).status).toBe(422)
      await host.signIn.unlock(person.email)
    }
    const { status, location } = await giveCode(host, cookie, { code: app() })
    expect([status, location]).toEqual([303, '/studio/sign-in?to=%2Fstudio&over'])
    expect((await openStudio(host, location!)).text).toContain('Melden Sie sich bitte noch einmal an.')
  })

  test('the question is open for ten minutes', async () => {
    const { person } = await another()
    const { cookie } = await givePassword(host, person)
    host.travelTo(new Date(Date.now() + 11 * 60_000).toISOString())
    expect((await openStudio(host, '/studio/sign-in/code', cookie)).location).toMatch(/^\/studio\/sign-in\?to=/)
    host.travelTo(new Date().toISOString())
  })

  test('a question that somebody else made up is none', async () => {
    const { person, app } = await another()
    const { cookie } = await givePassword(host, person)
    const forged = cookie.replace(/(two_factor=[^.;]+)\.[^;]+/, '$1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D')
    expect(forged).not.toBe(cookie)
    expect((await giveCode(host, forged, { code: app() })).location).toBe('/studio/sign-in?to=%2Fstudio&over')
  })

  test('a code of who is signed in already opens nothing of another person', async () => {
    const [mine, theirs] = [await another(), await another()]
    const { cookie } = await givePassword(host, theirs.person)
    const question = cookie.split('; ').find((each) => each.includes('two_factor'))!
    const answer = await giveCode(host, `${mine.cookie}; ${question}`, { code: mine.app() })
    expect(answer.status).toBe(422)
  })

  test('nothing typed is said beside the field', async () => {
    const { person } = await another()
    const { cookie } = await givePassword(host, person)
    const { status, text } = await giveCode(host, cookie, { code: ' ' })
    expect([status, text.includes('<p class="error" id="code-error">')]).toEqual([422, true])
  })
})

describe('afterwards', () => {
  test('new recovery codes need the password and take the place of the old ones', async () => {
    const { person, cookie, recoveryCodes } = await another()
    const path = '/studio/account/second-factor/recovery-codes'
    expect((await sendForm(host, path, { password: 'Regenschirm Ofenrohr Geige' }, { cookie })).status).toBe(422)
    const { text, status } = await sendForm(host, path, { password: PASSWORD }, { cookie })
    const fresh = recoveryCodesIn(text)
    expect([status, fresh.length]).toEqual([201, 10])
    const question = (await givePassword(host, person)).cookie
    expect((await giveCode(host, question, { recovery: recoveryCodes[0]! })).status).toBe(422)
    expect((await giveCode(host, question, { recovery: fresh[0]! })).status).toBe(303)
  })

  test('switching off needs the password; then the password is enough', async () => {
    const { person, cookie } = await another()
    const path = '/studio/account/second-factor/removal'
    expect((await sendForm(host, path, { password: 'Regenschirm Ofenrohr Geige' }, { cookie })).status).toBe(422)
    expect((await givePassword(host, person)).location).toContain('/code')
    const answer = await sendForm(host, path, { password: PASSWORD }, { cookie })
    expect(answer.location).toBe('/studio/account?done=codes#done')
    expect(await statusOf(cookieOf(answer.headers))).toBe(200)
    expect((await givePassword(host, person)).location).toBe('/studio')
    expect(await host.db.twoFactor.count({ where: { personId: person.id } })).toBe(0)
  })

  test('beginning again does not touch codes that are on', async () => {
    const { person, cookie, app } = await another()
    expect((await begin(host, cookie)).location).toBe('/studio/account/second-factor')
    expect((await giveCode(host, (await givePassword(host, person)).cookie, { code: app() })).status).toBe(303)
  })
})
