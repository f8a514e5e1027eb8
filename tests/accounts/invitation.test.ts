import { beforeEach, expect, test } from 'vitest'
import { acceptInvitation, getInvitation, invite, inviteFirstAdministrator } from '../../src/accounts/invitation.ts'
import { findPerson } from '../../src/accounts/person.ts'
import { startHost } from '../support/host.ts'
import { makeAdministrator, makePerson } from '../support/people.ts'
import { showRow } from '../support/rows.ts'

const host = await startHost()
const typed = { name: 'Frau Süß', email: 'suess@amt.example', passwordHash: 'x' }
const USED = { status: 410, code: 'invitation-used' }

beforeEach(async () => {
  await host.db.invitation.deleteMany()
  await host.db.person.deleteMany()
})

test('the first link makes an administrator, and works once', async () => {
  const secret = (await inviteFirstAdministrator(host))!
  const { id } = await acceptInvitation(host, secret, { ...typed, email: ' Suess@Amt.example' })
  expect(await findPerson(host, id)).toMatchObject({ email: 'suess@amt.example', isAdministrator: true })
  await expect(acceptInvitation(host, secret, { ...typed, email: 'other@amt.example' })).rejects.toMatchObject(USED)
  await expect(getInvitation(host, secret)).rejects.toMatchObject(USED)
  expect(await inviteFirstAdministrator(host)).toBeNull()
})

test('it is valid until it is used, but only the newest one', async () => {
  const [old, secret] = [(await inviteFirstAdministrator(host))!, (await inviteFirstAdministrator(host))!]
  host.travelTo('2040-01-01T00:00:00Z')
  expect(await getInvitation(host, secret)).toMatchObject({ isAdministrator: true })
  await expect(getInvitation(host, old)).rejects.toMatchObject(USED)
  host.travelTo(new Date().toISOString())
})

test('it makes nobody when there is an administrator meanwhile', async () => {
  const secret = (await inviteFirstAdministrator(host))!
  await makeAdministrator(host)
  await expect(acceptInvitation(host, secret, typed)).rejects.toMatchObject(USED)
  expect(await host.db.person.count()).toBe(1)
})

test('of two who use a link at once one gets in', async () => {
  const secret = (await inviteFirstAdministrator(host))!
  const answers = await Promise.allSettled(
    ['a', 'b', 'c'].map((name) => acceptInvitation(host, secret, { ...typed, email: `${name}@amt.example` })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  expect(await host.db.person.count()).toBe(1)
})

test('hosts that start at once leave one link that works', async () => {
  const secrets = await Promise.all([1, 2, 3].map(() => inviteFirstAdministrator(host)))
  const valid = await Promise.allSettled(secrets.map((secret) => getInvitation(host, secret!)))
  expect(valid.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('an invited person gets the roles she was invited to, under the address of the invitation', async () => {
  const show = await showRow(host)
  const secret = await invite(host, { email: ' Koch@Amt.example', roles: [{ showId: show.id, role: 'author' }] })
  const { id } = await acceptInvitation(host, secret, { ...typed, email: 'other@amt.example' })
  expect(await findPerson(host, id)).toEqual({
    ...{ kind: 'person', id, name: 'Frau Süß', email: 'koch@amt.example', isAdministrator: false },
    ...{ hasPassword: true, hasSecondFactor: false },
    roles: new Map([[show.id, 'author']]),
  })
})

test('an invitation ends after a week, and of its secret only a hash is kept', async () => {
  const secret = await invite(host, { email: 'koch@amt.example' })
  expect(JSON.stringify(await host.db.invitation.findMany())).not.toContain(secret)
  host.travelTo(new Date(Date.now() + 7 * 86_400_000 - 60_000).toISOString())
  expect(await getInvitation(host, secret)).toMatchObject({ email: 'koch@amt.example' })
  host.travelTo(new Date(Date.now() + 7 * 86_400_000 + 60_000).toISOString())
  await expect(acceptInvitation(host, secret, typed)).rejects.toMatchObject(USED)
  host.travelTo(new Date().toISOString())
})

test('an address that somebody has is refused, and the invitation stays', async () => {
  await makePerson(host, { email: 'suess@amt.example' })
  await expect(invite(host, { email: 'SUESS@amt.example' })).rejects.toMatchObject({ status: 409, code: 'email-taken' })
  const secret = (await inviteFirstAdministrator(host))!
  await expect(acceptInvitation(host, secret, typed)).rejects.toMatchObject({ code: 'email-taken' })
  expect((await acceptInvitation(host, secret, { ...typed, email: 'free@amt.example' })).isAdministrator).toBe(true)
})

test('what is no secret at all opens nothing', async () => {
  for (const secret of ['', 'x', '%', 'a'.repeat(5000)])
    await expect(getInvitation(host, secret)).rejects.toMatchObject(USED)
})
