import { beforeEach, describe, expect, test } from 'vitest'
import { type Attempt, makeBrake, sweepFailures } from '../../../src/accounts/brake.ts'
import { invite } from '../../../src/accounts/invitation.ts'
import { createShow, eventually, publishedEpisode } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { cookieOf, makePerson, openStudio, PASSWORD, sendForm } from '../../support/people.ts'

const one = await startHost({ env: { TRUST_PROXY: '1', PUBLIC_URL: 'http://podcast.example' } })
const two = await startHost({
  connection: one.connection,
  env: { TRUST_PROXY: '1', PUBLIC_URL: 'http://podcast.example' },
})
const WRONG = 'Regenschirm Ofenrohr Geige'
const origin = 'http://podcast.example'

let now = Date.now()
/** Moves the clocks of both, which stand still in between: waits are of seconds, and so are attempts on a busy machine. */
function wait(seconds: number) {
  now += seconds * 1000
  for (const host of [one, two]) host.stopAt(new Date(now).toISOString())
}
beforeEach(() => one.db.signInFailure.deleteMany().then(() => wait(0)))

/** What an attempt is answered: 303 let in, 422 wrong, 429 to be made later. */
const attempt = (email: string, password = WRONG, { host = one, from = '192.0.2.1' } = {}) =>
  sendForm(host, '/studio/sign-in', { email, password }, { headers: { origin, 'x-forwarded-for': from } })
const statusOf = async (...asked: Parameters<typeof attempt>) => (await attempt(...asked)).status

/** Fails, with the waits in between, and returns them. */
async function fail(email: string, times: number): Promise<number[]> {
  const waits: number[] = []
  for (let at = 0; at < times; at++) {
    const { status, headers } = await attempt(email)
    const seconds = Number(headers.get('retry-after') ?? 0)
    if (status === 429) {
      waits.push(seconds)
      wait(seconds)
      expect(await statusOf(email)).toBe(422)
    } else waits.push(0)
  }
  return waits
}

test('each failure after the fourth waits twice as long, and from the tenth on it is a quarter of an hour', async () => {
  const { email } = await makePerson(one)
  const waits = await fail(email, 12)
  expect(waits.slice(0, 5)).toEqual([0, 0, 0, 0, 0])
  const after = [5, 10, 20, 40, 80, 900, 900]
  for (const [at, seconds] of waits.slice(5).entries()) expect(Math.abs(seconds - after[at]!)).toBeLessThanOrEqual(1)
})

test('while it waits the right password is refused too, on every instance; then it lets in, and all is forgotten', async () => {
  const { email } = await makePerson(one)
  await fail(email, 11)
  for (const host of [one, two]) {
    const { status, headers, text } = await attempt(email, PASSWORD, { host, from: '198.51.100.7' })
    expect([status, headers.getSetCookie()]).toEqual([429, []])
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(890)
    expect(text).toContain('Warten Sie bitte 15 Minuten')
    expect(text).toContain(`value="${email}"`)
  }
  wait(901)
  expect(await statusOf(email, PASSWORD, { host: two })).toBe(303)
  expect(await fail(email, 5)).toEqual([0, 0, 0, 0, 0])
})

describe('who accepts an invitation', () => {
  const accept = async (email: string, from: string) => {
    const path = `/studio/invitation/${await invite(one, { email })}`
    const headers = { origin, 'x-forwarded-for': from }
    return sendForm(one, path, { name: 'Frau Neu', password: PASSWORD }, { headers })
  }

  test('is signed in though she had tried her address before', async () => {
    const email = 'ungeduldig@amt.example'
    await fail(email, 5)
    expect(await statusOf(email)).toBe(429)
    const { status, location, headers } = await accept(email, '192.0.2.1')
    expect([status, location]).toEqual([303, '/studio'])
    expect((await openStudio(one, '/studio', cookieOf(headers))).text).toContain('Frau Neu')
    expect(await statusOf(email, PASSWORD)).toBe(303)
  })

  test('is told that her account is made, and when she can sign in, where her network has to wait', async () => {
    const from = '198.51.100.20'
    for (let at = 0; at < 50; at++) {
      const { status, headers } = await attempt(`fremd${at}@amt.example`, WRONG, { from })
      if (status !== 429) continue
      wait(Number(headers.get('retry-after')))
      await attempt(`fremd${at}@amt.example`, WRONG, { from })
    }
    const email = 'neue.nachbarin@amt.example'
    const { status, text, headers } = await accept(email, from)
    expect(status).toBe(201)
    for (const said of [
      'Ihr Zugang ist angelegt',
      email,
      'in 15 Minuten anmelden',
      'href="/studio/sign-in?to=%2Fstudio"',
    ])
      expect(text).toContain(said)
    expect(text).not.toContain('nicht geklappt')
    wait(Number(headers.get('retry-after')))
    expect(await statusOf(email, PASSWORD, { from })).toBe(303)
  })
})

test('an unknown person is answered as a known one is', async () => {
  const { email } = await makePerson(one)
  const answers = async (email: string) => {
    const seen: unknown[] = []
    for (let at = 0; at < 6; at++) {
      const { status, text } = await attempt(email)
      seen.push([status, text.replaceAll(email, 'ADDRESS')])
    }
    return seen
  }
  expect(await answers('niemand@amt.example')).toEqual(await answers(email))
})

test('many attempts at the same moment are no way around', async () => {
  const { email } = await makePerson(one)
  const statuses = await Promise.all(
    Array.from({ length: 20 }, (_, at) => statusOf(email, WRONG, { host: at % 2 ? one : two })),
  )
  expect(statuses.filter((status) => status === 422)).toHaveLength(5)
  expect(statuses.filter((status) => status === 429)).toHaveLength(15)
})

test('whoever tries many accounts from one address waits; another address does not, nor do pages and feeds', async () => {
  const brake = makeBrake(one, 'x'.repeat(32))
  const from = '2001:db8:1:2::1'
  const waitOf = (attempt: Attempt) =>
    brake.begin(attempt).then(
      () => 0,
      ({ retryAfterSeconds }) => retryAfterSeconds,
    )
  for (let at = 0; at < 31; at++) expect(await waitOf({ email: `${at}@amt.example`, from })).toBe(0)
  expect(await waitOf({ email: 'andere@amt.example', from: '2001:db8:1:2:ffff::9' })).toBe(5)
  expect(await waitOf({ email: 'andere@amt.example', from: '2001:db8:1:3::1' })).toBe(0)
  expect((await openStudio(one, '/')).status).toBe(200)
  expect((await openStudio(one, '/studio/sign-in')).status).toBe(200)
})

test('while an account and an address have to wait, that address gets feeds, audio and pages as before', async () => {
  const { slug } = await createShow(one)
  const { audio, url } = await publishedEpisode(one, slug, { title: 'Gebremst' })
  const from = '198.51.100.99'
  const { email } = await makePerson(one)
  for (let at = 0; at < 60; at++) await attempt(at % 2 ? email : `${at}@amt.example`, WRONG, { from })
  expect(await statusOf(email, PASSWORD, { from })).toBe(429)
  expect(await statusOf('noch@amt.example', PASSWORD, { from })).toBe(429)

  const headers = { 'x-forwarded-for': from }
  const get = (address: string, more = {}) =>
    fetch(one.url + new URL(address).pathname, { headers: { ...headers, ...more } })
  const feed = await eventually(
    () => get(`${origin}/feeds/${slug}.xml`).then((answer) => answer.text()),
    (text) => text.includes('Gebremst'),
  )
  expect(feed).toContain(audio.url)
  for (let at = 0; at < 100; at++) expect((await get(`${origin}/feeds/${slug}.xml`)).status).toBe(200)
  const part = await get(audio.url, { range: 'bytes=0-99' })
  expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 100])
  const whole = await get(audio.url)
  expect([whole.status, (await whole.arrayBuffer()).byteLength]).toEqual([200, audio.bytes])
  expect((await get(url)).status).toBe(200)
})

test('letting in takes back what an address was charged, and no more', async () => {
  const { email } = await makePerson(one)
  await fail(`x${email}`, 2)
  expect(await statusOf(email, PASSWORD)).toBe(303)
  const rows = await one.db.signInFailure.findMany({ orderBy: { subject: 'asc' } })
  expect(rows.map(({ subject, count }) => [subject.split(':')[0], count])).toEqual([
    ['account', 2],
    ['address', 2],
  ])
})

describe('a sign-in with a passkey begins without an account and leaves a row', () => {
  const begin = (path = '/studio', from = '192.0.2.1', host = one) =>
    sendForm(host, `${path}/sign-in/passkey/challenge`, {}, { headers: { origin, 'x-forwarded-for': from } })
  const beginOften = async (times: number) => {
    for (let at = 0; at < times; at++) expect((await begin()).status).toBe(200)
  }
  const rows = () => one.db.verification.count()
  // The library writes by the machine's clock until when a row counts.
  beforeEach(async () => {
    now = Date.now()
    wait(0)
    await one.db.verification.deleteMany()
  })

  test('so one address gets no further after 201, is told so, and leaves no more rows; others and listeners go on', async () => {
    const { slug } = await createShow(one)
    await beginOften(201)
    for (const host of [one, two]) {
      const { status, headers, text } = await begin('/studio', '192.0.2.1', host)
      expect([status, headers.getSetCookie()]).toEqual([429, []])
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
      expect(JSON.parse(text)).toMatchObject({
        code: 'too-many-attempts',
        title: expect.stringContaining('Warten Sie bitte ein paar Minuten'),
      })
    }
    expect(JSON.parse((await begin('/en/studio')).text).title).toContain('Wait a few minutes')
    expect(await rows()).toBe(201)

    expect((await begin('/studio', '192.0.2.2')).status).toBe(200)
    const { email } = await makePerson(one)
    expect(await statusOf(email, PASSWORD)).toBe(303)
    const feed = () => fetch(`${one.url}/feeds/${slug}.xml`, { headers: { 'x-forwarded-for': '192.0.2.1' } })
    await eventually(
      async () => (await feed()).status,
      (status) => status === 200,
    )
  })

  test('and what nobody ended goes when the next one begins; after five quiet minutes the address starts anew', async () => {
    await beginOften(201)
    expect((await begin()).status).toBe(429)
    now = Date.now()
    wait(301)
    expect((await begin()).status).toBe(200)
    expect(await rows()).toBe(1)
    await beginOften(200)
    expect((await begin()).status).toBe(429)
  })
})

test('it can be lifted, and after a day nothing is left', async () => {
  const { email } = await makePerson(one)
  await fail(email, 11)
  expect(await statusOf(email, PASSWORD)).toBe(429)
  await two.signIn.unlock(` ${email.toUpperCase()}`)
  expect(await statusOf(email, PASSWORD)).toBe(303)

  await fail(email, 6)
  await sweepFailures(one)
  expect(await one.db.signInFailure.count()).toBe(2)
  wait(24 * 3600 + 1)
  expect(await fail(email, 5)).toEqual([0, 0, 0, 0, 0])
  wait(24 * 3600 + 1)
  await sweepFailures(one)
  expect(await one.db.signInFailure.count()).toBe(0)
})

test('neither the database nor the log names who it was or from where', async () => {
  const { email } = await makePerson(one)
  await fail(email, 6)
  expect(await statusOf(email)).toBe(429)
  await attempt(email, PASSWORD, { from: '203.0.113.77' })
  const { rows } = await one.database.pool.query('SELECT * FROM "SignInFailure"')
  const said = JSON.stringify([rows, one.logged])
  for (const secret of [email, WRONG, '192.0.2.1', '203.0.113.77']) expect(said).not.toContain(secret)
  const messages = one.logged.map(({ msg }) => msg)
  expect(messages).toEqual(
    expect.arrayContaining(['an entry was written to the log', 'signing in was refused after too many failures']),
  )
})
