import { beforeEach, expect, test } from 'vitest'
import { invitationUrl, invite, inviteFirstAdministrator } from '../../../src/accounts/invitation.ts'
import { startHost } from '../../support/host.ts'
import { cookieOf, makePerson, openStudio, PASSWORD, sendForm } from '../../support/people.ts'

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

test('a link that was never given out tells nothing', async () => {
  expect((await openStudio(host, '/studio/invitation/whatever')).status).toBe(410)
})

test('no secret, password or address stands in the log', async () => {
  const path = await firstPath()
  await sendForm(host, path, { ...FIELDS, name: '' })
  await sendForm(host, path, FIELDS)
  const log = JSON.stringify(host.logged)
  for (const told of [path.split('/').at(-1)!, PASSWORD, 'amt.example']) expect(log).not.toContain(told)
})
