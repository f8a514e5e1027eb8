import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { invitationUrl, invite } from '../../src/accounts/invitation.ts'
import { makePasswordLink } from '../../src/accounts/password-link.ts'
import { startIdentityProvider } from '../support/identity-provider.ts'
import { makePerson, PASSWORD, sendForm } from '../support/people.ts'
import { freePort } from '../support/process.ts'
import { passkeyRow } from '../support/rows.ts'
import { appWith } from '../support/second-factor.ts'
import { byKeyboard } from './hands.ts'
import { asItIs, make, refuse, refuseMaking, type State, send, startStudio } from './studio-states.ts'

const port = await freePort()
const provider = await startIdentityProvider(`http://127.0.0.1:${port}`)
const { host, open, lookAt, administrator, stranger } = await startStudio({
  port,
  env: { ...provider.env, OIDC_LABEL: 'Landeskonto', OIDC_ROLES: 'it=administrator' },
})
const invitation = new URL(invitationUrl(host.config, await invite(host, { email: 'koch@amt.example' }))).pathname

const STATES: State[] = [
  ['sign-in', '/studio/sign-in', null, asItIs],
  ['sign-in in English', '/en/studio/sign-in', null, asItIs],
  ['sign-in refused', '/studio/sign-in', null, refuse],
  ['sign-in that has to wait', '/studio/sign-in', null, failOften],
  ['sign-in at a provider refused', '/studio/sign-in/provider/answer', null, asItIs],
  ['text given back to who is signed out', '/studio/sign-in', null, sendText, 401],
  ['invitation', invitation, null, asItIs],
  ['invitation refused', invitation, null, refuse],
  ['invitation of somebody who has an account', await invitationToKnown(), null, asItIs],
  ['invitation of somebody else, in English', `/en${invitation}`, stranger, asItIs],
  ['a new password', await linkToPassword(), null, asItIs],
  ['a new password refused, in English', `/en${await linkToPassword()}`, null, refuse],
  ['a link that is none', '/studio/password/niemand', null, asItIs, 410],
  ['a new password set', '/studio/sign-in?done=password', null, asItIs],
  ['the question for a code', '/studio/sign-in', null, askedForCode],
  [
    'a wrong code, in English',
    '/en/studio/sign-in',
    null,
    async (page) => {
      await askedForCode(page)
      await page.locator('#code').fill('000000')
      await refuse(page)
      await page.locator('summary').click()
    },
  ],
  ['the own account', '/studio/sign-in', null, withPasskey],
  ['the own account in English, refused', '/en/studio/account', stranger, refuseName],
  ['a password to change', '/studio/account/password', stranger, asItIs],
  ['a password refused', '/en/studio/account/password', stranger, refuse],
  ['codes to set up', '/studio/account/second-factor', stranger, asItIs],
  ['codes begun', '/studio/sign-in', null, async (page) => void (await beginCodes(page))],
  [
    'codes not confirmed',
    '/en/studio/sign-in',
    null,
    async (page) => {
      await beginCodes(page)
      await refuse(page)
    },
  ],
  ['recovery codes', '/studio/sign-in', null, confirmCodes],
  [
    'codes that are on',
    '/studio/sign-in',
    null,
    async (page) => {
      await confirmCodes(page)
      await page.goto(`${host.config.publicUrl}/studio/account/second-factor`)
    },
  ],
  ['codes to switch off', '/en/studio/account/second-factor/removal', stranger, asItIs],
  ['new recovery codes', '/studio/account/second-factor/recovery-codes', stranger, asItIs],
  ['a passkey to name', '/studio/account/passkeys/new', stranger, asItIs],
  ['a passkey refused', '/en/studio/account/passkeys/new', stranger, refuse],
  [
    'a passkey to make',
    '/studio/account/passkeys/new',
    stranger,
    async (page) => {
      await page.locator('#name').fill('Diensthandy')
      await page.locator('#password').fill(PASSWORD)
      await send(page)
      await page.waitForSelector('passkey-button')
    },
  ],
  ['keys', '/studio/keys', administrator, asItIs],
  ['keys in English, for somebody without a show', '/en/studio/keys', stranger, asItIs],
  ['a key refused', '/studio/keys', administrator, refuseMaking],
  [
    'a key that was made',
    '/studio/keys',
    administrator,
    async (page) => {
      await page.locator('#name').fill('Website des Landratsamtes')
      await page.locator('#shows').check()
      await make(page)
      await page.waitForSelector('copy-button button')
    },
  ],
]

async function invitationToKnown() {
  const email = 'da@amt.example'
  const secret = await invite(host, { email })
  await makePerson(host, { email })
  return new URL(invitationUrl(host.config, secret)).pathname
}

async function linkToPassword() {
  const { secret } = await makePasswordLink(host, null, (await makePerson(host)).id)
  return `/studio/password/${secret}`
}

/** Somebody new, signed in: what the states before did to others is nothing to her. */
async function signInAnew(page: Page) {
  const person = await makePerson(host)
  await signInAs(page, person.email)
  await page.waitForURL('**/studio')
  return person
}

/** Her app. */
async function beginCodes(page: Page, person?: { email: string }) {
  if (!person) await signInAnew(page)
  await page.goto(`${host.config.publicUrl}/studio/account/second-factor`)
  await page.locator('#password').fill(PASSWORD)
  await send(page)
  return appWith(await page.locator('#key').inputValue())
}

async function confirmCodes(page: Page, person?: { email: string }) {
  const app = await beginCodes(page, person)
  await page.locator('#code').fill(app())
  await send(page)
  await page.waitForSelector('.recovery-codes')
}

async function askedForCode(page: Page) {
  const begun = page.url()
  const person = await signInAnew(page)
  await confirmCodes(page, person)
  await page.context().clearCookies()
  await page.goto(begun)
  await signInAs(page, person.email)
  await page.waitForSelector('#code')
}

/** With everything her account can show. */
async function withPasskey(page: Page) {
  const { id: personId } = await signInAnew(page)
  await passkeyRow(host, personId, { name: 'Sicherheitsschlüssel am Schlüsselbund', createdAt: new Date() })
  await host.db.session.create({
    data: { personId, token: crypto.randomUUID(), expiresAt: new Date(Date.now() + 3_600_000) },
  })
  await page.goto(`${host.config.publicUrl}/studio/account?done=name`)
}

/** A form of a page that was open before the session ended. */
async function sendText(page: Page) {
  await page.evaluate(`(() => {
    const form = document.createElement('form')
    Object.assign(form, { method: 'post', action: '/studio/shows/new', innerHTML: '<input name="title" value="Neu">' })
    document.body.append(form)
    form.submit()
  })()`)
  await page.getByRole('heading', { name: 'Sie sind abgemeldet' }).waitFor()
}

async function refuseName(page: Page) {
  await page.locator('#name').fill('')
  await refuse(page)
}

/** As often as makes the next attempt wait. */
async function failOften(page: Page) {
  const email = 'niemand@amt.example'
  for (let at = 0; at < 6; at++) await sendForm(host, '/studio/sign-in', { email, password: 'falsch' })
  await signInAs(page, email)
  await page.getByText('Warten Sie bitte').first().waitFor()
  await host.db.signInFailure.deleteMany()
}

async function signInAs(page: Page, email: string, password = PASSWORD) {
  await page.locator('#email').fill(email)
  await page.locator('#password').fill(password)
  await send(page)
}

describe('AC-49 the studio has no fault, and nothing lies beside the screen, on any of them', () => {
  test.each(STATES)('%s', (_, ...state) => lookAt(state))
})

test.each([true, false])(
  'what is wrong has the focus, and leads to its field by keyboard; with script: %s',
  async (javaScriptEnabled) => {
    const { context, page } = await open('/studio/sign-in', null, { javaScriptEnabled })
    await page.locator('#email').fill('suess@amt.example')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.errors')
    expect(await page.locator('.errors:focus').count()).toBe(1)
    expect(await page.title()).toMatch(/^Fehler: /)
    expect(await page.locator('#email').inputValue()).toBe('suess@amt.example')

    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForFunction('location.hash === "#password"').catch(() => undefined)
    await page.keyboard.type(PASSWORD)
    expect(await page.locator('#password').inputValue()).toBe(PASSWORD)
    await context.close()
  },
)

test('a person signs in and out by keyboard alone', async () => {
  const { context, page } = await open('/studio', null)
  expect(page.url()).toContain('/studio/sign-in?to=%2Fstudio')
  await page.locator('#email').focus()
  await page.keyboard.type(administrator.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/studio')
  expect(await page.locator('h1').textContent()).toBe('Ihre Podcasts')

  await page.locator('.sign-out button').focus()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/studio/sign-in')
  await page.goto(`${host.config.publicUrl}/studio`)
  expect(page.url()).toContain('/studio/sign-in')
  await context.close()
})

test.each([true, false])(
  'a forgotten password is replaced by keyboard alone, from the link that is made to the studio; with script: %s',
  async (javaScriptEnabled) => {
    const person = await makePerson(host)
    const path = `/studio/people/${person.id}/password`
    const { context, page } = await open(path, administrator, { javaScriptEnabled })
    const his = byKeyboard(page)
    await his.type(page.locator('#password'), PASSWORD)
    await page.keyboard.press('Enter')
    await page.locator('#done:focus').waitFor()
    const link = await page.locator('#link').inputValue()
    await context.close()

    const opened = await open(new URL(link).pathname, null, { javaScriptEnabled })
    const hers = byKeyboard(opened.page)
    await hers.type(opened.page.locator('#password'), 'Laterne Gurke Bahnhof')
    await hers.press(opened.page.getByRole('button', { name: 'Passwort speichern' }))
    await opened.page.locator('#done:focus').waitFor()
    expect(await opened.page.locator('#done').textContent()).toContain('Ihr neues Passwort gilt.')
    await hers.type(opened.page.locator('#email'), person.email)
    await hers.type(opened.page.locator('#password'), 'Laterne Gurke Bahnhof')
    await opened.page.keyboard.press('Enter')
    await opened.page.waitForURL('**/studio')
    await opened.context.close()
  },
)

test.each([true, false])(
  'a person signs in at the provider of her house; with script: %s',
  async (javaScriptEnabled) => {
    provider.people.set('4711', { email: 'koch@amt.example', name: 'Mario Koch', groups: ['it'] })
    provider.state.next = '4711'
    const { context, page } = await open('/en/studio/keys', null, { javaScriptEnabled })
    await page.getByRole('link', { name: 'Sign in with Landeskonto' }).click()
    await page.waitForURL('**/en/studio/keys')
    expect(await page.locator('.sign-out').textContent()).toContain('Mario Koch')
    await context.close()
  },
)
