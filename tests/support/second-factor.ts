import { Secret, TOTP } from 'otpauth'
import type { TestHost } from './host.ts'
import { cookieOf, openStudio, PASSWORD, sendForm, signIn } from './people.ts'

/** What an authenticator app shows: now, or so many steps of 30 seconds from now. */
export type App = (steps?: number) => string

/** An app that has a secret, as a page shows it. */
export function appWith(key: string): App {
  const totp = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) })
  return (steps = 0) => totp.generate({ timestamp: Date.now() + steps * 30_000 })
}

/** Puts the secret of the page into an app. */
export async function scan(host: TestHost, cookie: string): Promise<App> {
  const { text } = await openStudio(host, '/studio/account/second-factor', cookie)
  return appWith(/id="key"[^>]*>([A-Z2-7 ]+)</.exec(text)![1]!)
}

/** Begins to set up codes, as somebody who is signed in. */
export const begin = (host: TestHost, cookie: string, password = PASSWORD) =>
  sendForm(host, '/studio/account/second-factor', { password }, { cookie })

export const confirm = (host: TestHost, cookie: string, code: string) =>
  sendForm(host, '/studio/account/second-factor/confirmation', { code }, { cookie })

/** The recovery codes a page shows. */
export const recoveryCodesIn = (text: string) =>
  [...text.matchAll(/<code>([a-z0-9-]+)<\/code>/g)].map(([, code]) => code!)

/** Somebody with codes: her app (the code before the present one is used), her recovery codes and her session. */
export async function withCodes(host: TestHost, person: { email: string }) {
  const before = await signIn(host, person)
  await begin(host, before)
  const app = await scan(host, before)
  let answer = await confirm(host, before, app(-1))
  // It was the last moment in which that one is right.
  if (answer.status !== 201) answer = await confirm(host, before, app(-1))
  const { headers, text } = answer
  return { app, recoveryCodes: recoveryCodesIn(text), cookie: cookieOf(headers), before }
}

/** Gives the password. The answer, and the cookies with which the code is given. */
export async function givePassword(host: TestHost, { email }: { email: string }, to = '') {
  const answer = await sendForm(host, `/studio/sign-in${to}`, { email, password: PASSWORD })
  return { ...answer, cookie: cookieOf(answer.headers) }
}

export const giveCode = (host: TestHost, cookie: string, fields: { code: string } | { recovery: string }, to = '') =>
  sendForm(host, `/studio/sign-in/code${to}`, fields, { cookie })
