import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { startHost } from '../support/host.ts'
import { makeAdministrator, makePerson, PASSWORD } from '../support/people.ts'
import { freePort } from '../support/process.ts'
import { openBrowser } from './browser.ts'

const port = String(await freePort())
// A passkey belongs to a name, never to a number.
const host = await startHost({
  env: { PORT: port, PUBLIC_URL: `http://localhost:${port}`, REQUIRE_SECOND_FACTOR: 'true' },
})
const browser = await openBrowser()
afterAll(() => browser.close())

const at = (path: string) => `http://localhost:${port}${path}`

let context: BrowserContext
let page: Page
let device: CDPSession
let authenticatorId: string

beforeEach(async () => {
  context = await browser.newContext({ locale: 'de-DE' })
  page = await context.newPage()
  device = await context.newCDPSession(page)
  await device.send('WebAuthn.enable')
  authenticatorId = await plugIn()
})
afterEach(() => context.close())

/** A device that knows its owner by finger, unless told that it doesn't. */
async function plugIn({ knowsOwner = true } = {}) {
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    automaticPresenceSimulation: true,
  } as const
  const added = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...options, hasUserVerification: knowsOwner, isUserVerified: knowsOwner },
  })
  return added.authenticatorId
}

async function givePassword({ email }: { email: string }) {
  await page.goto(at('/studio/sign-in'))
  await page.getByLabel('E-Mail-Adresse').fill(email)
  await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
}

async function addPasskey(name = 'Diensthandy', change: (page: Page) => Promise<unknown> = async () => undefined) {
  await page.goto(at('/studio/account/passkeys/new'))
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Ihr Passwort').fill(PASSWORD)
  await page.getByRole('button', { name: 'Weiter' }).click()
  await page.getByRole('button', { name: 'Passkey anlegen' }).waitFor()
  await change(page)
  await page.getByRole('button', { name: 'Passkey anlegen' }).click()
}

/** Asks the device for less than the host does, as a thief of a security key would. */
const askForLess = (page: Page) =>
  page.locator('passkey-button').evaluate((button) => {
    const options = JSON.parse(button.getAttribute('options')!)
    options.authenticatorSelection.userVerification = 'discouraged'
    button.setAttribute('options', JSON.stringify(options))
  })

const signOut = () => page.getByRole('button', { name: 'Abmelden' }).click()
const withPasskey = () => page.getByRole('button', { name: 'Mit Passkey anmelden' }).click()
const passkeysOf = ({ id }: { id: string }) => host.db.passkey.findMany({ where: { personId: id } })

test('an administrator sets up a passkey, which opens the studio, and signs in with it and no password', async () => {
  const person = await makeAdministrator(host)
  await givePassword(person)
  await page.waitForURL(at('/studio/account/second-factor'))
  await page.getByRole('link', { name: 'Passkey anlegen' }).click()
  await addPasskey()
  await page.waitForURL(at('/studio/account?done=passkey#done'))
  await page.getByRole('heading', { name: 'Diensthandy' }).waitFor()
  await page.getByText('Nach dem Passwort werden Sie').waitFor()

  await signOut()
  await page.goto(at('/studio/keys'))
  await withPasskey()
  await page.waitForURL(at('/studio/keys'))
  const [passkey] = await passkeysOf(person)
  expect(passkey).toMatchObject({ name: 'Diensthandy', counter: expect.any(Number) })
  // Begun, ended well, and so not counted.
  const begun = await host.db.signInFailure.findMany({ where: { subject: { startsWith: 'passkey:' } } })
  expect(begun.map(({ count }) => count)).toEqual([0])
  const logged = await host.db.logEntry.findMany({ where: { byId: person.id }, orderBy: { id: 'asc' } })
  expect(logged.map(({ kind, facts }) => [kind, facts])).toEqual([
    ['signing-in', { way: 'password' }],
    ['passkey-added', {}],
    ['signing-in', { way: 'passkey' }],
  ])
})

test('the password alone is not enough for somebody with a passkey: it is the second factor', async () => {
  const person = await makePerson(host)
  await givePassword(person)
  await addPasskey()
  await page.waitForURL(at('/studio/account?done=passkey#done'))
  await signOut()
  await givePassword(person)
  await page.waitForURL(/\/studio\/sign-in\/code\?to=/)
  expect(await page.locator('#code').count()).toBe(0)
  await withPasskey()
  await page.waitForURL(at('/studio'))
})

test('a passkey is removed with the password; then it signs nobody in, and the password is enough', async () => {
  const person = await makePerson(host)
  await givePassword(person)
  await addPasskey('Alter Rechner')
  await page.getByRole('link', { name: 'Entfernen' }).click()
  await page.getByRole('heading', { name: 'Passkey entfernen: Alter Rechner' }).waitFor()
  await page.getByLabel('Ihr Passwort').fill('Regenschirm Ofenrohr Geige')
  await page.getByRole('button', { name: 'Passkey entfernen' }).click()
  await page.locator('#password-error').waitFor()
  expect(await passkeysOf(person)).toHaveLength(1)
  await page.getByLabel('Ihr Passwort').fill(PASSWORD)
  await page.getByRole('button', { name: 'Passkey entfernen' }).click()
  await page.waitForURL(at('/studio/account?done=passkey-removed#done'))
  expect(await passkeysOf(person)).toHaveLength(0)

  await signOut()
  await withPasskey()
  await page.locator('.errors').getByText('Mit diesem Passkey ist die Anmeldung nicht gelungen').waitFor()
  await givePassword(person)
  await page.waitForURL(at('/studio'))
})

test('a device that does not know its owner makes no passkey, since the passkey stands alone', async () => {
  await device.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
  await plugIn({ knowsOwner: false })
  const person = await makePerson(host)
  await givePassword(person)
  await addPasskey()
  await page
    .locator('passkey-button [role=status]')
    .getByText(/Abgebrochen|nicht geklappt/)
    .waitFor()
  await addPasskey('Diensthandy', askForLess)
  await page.locator('.errors').getByText('Der Passkey konnte nicht angelegt werden').waitFor()
  expect(await passkeysOf(person)).toHaveLength(0)
})

test('what was signed once signs in once: sent again it is refused', async () => {
  const person = await makePerson(host)
  await givePassword(person)
  await addPasskey()
  await page.waitForURL(at('/studio/account?done=passkey#done'))
  await signOut()
  const sent = page.waitForRequest((request) => request.url().includes('/sign-in/passkey?'))
  await withPasskey()
  const body = (await sent).postData()!
  await page.waitForURL(at('/studio'))
  await signOut()
  const again = await page.request.post(at('/studio/sign-in/passkey'), {
    data: body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: at('') },
  })
  expect(again.status()).toBe(422)
  expect(await again.text()).toContain('Mit diesem Passkey ist die Anmeldung nicht gelungen')
})

test('the same device is told that it has one already; a second device has its own', async () => {
  const person = await makePerson(host)
  await givePassword(person)
  await addPasskey()
  await page.waitForURL(at('/studio/account?done=passkey#done'))
  await addPasskey('Noch einer')
  await page.getByText('Auf diesem Gerät liegt schon ein Passkey').waitFor()
  await device.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
  await plugIn()
  await addPasskey('Schlüsselbund')
  await page.waitForURL(at('/studio/account?done=passkey#done'))
  expect((await passkeysOf(person)).map(({ name }) => name).sort()).toEqual(['Diensthandy', 'Schlüsselbund'])
})

test('who began too often reads how to go on, in the language of the page', async () => {
  await host.db.signInFailure.updateMany({
    where: { subject: { startsWith: 'passkey:' } },
    data: { count: 201, lastAt: new Date(), nextAt: new Date(Date.now() + 60_000) },
  })
  await page.goto(at('/studio/sign-in'))
  await withPasskey()
  await page.locator('passkey-button [role=status]').getByText('Warten Sie bitte ein paar Minuten').waitFor()
  await page.goto(at('/en/studio/sign-in'))
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.locator('passkey-button [role=status]').getByText('Wait a few minutes').waitFor()
  await host.db.signInFailure.deleteMany()
})

test('without script the pages say that passkeys need one, and codes and passwords go on working', async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'de-DE' })
  const bare = await plain.newPage()
  await bare.goto(at('/studio/sign-in'))
  await bare.getByText('Passkeys brauchen JavaScript').waitFor()
  const { email } = await makePerson(host)
  await bare.getByLabel('E-Mail-Adresse').fill(email)
  await bare.getByLabel('Passwort', { exact: true }).fill(PASSWORD)
  await bare.getByRole('button', { name: 'Anmelden', exact: true }).click()
  await bare.waitForURL(at('/studio'))
  await plain.close()
})
