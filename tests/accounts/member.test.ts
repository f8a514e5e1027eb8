import { beforeEach, describe, expect, test } from 'vitest'
import { createApiKey, findProgram } from '../../src/accounts/api-key.ts'
import {
  acceptInvitation,
  getInvitation,
  invite,
  listInvitations,
  revokeInvitation,
  rolesOf,
} from '../../src/accounts/invitation.ts'
import { inviteMember } from '../../src/accounts/invite-member.ts'
import { listMembers, removeMember, setMember } from '../../src/accounts/member.ts'
import { findPerson } from '../../src/accounts/person.ts'
import { startHost } from '../support/host.ts'
import { makeMember, makePerson } from '../support/people.ts'
import { showRow } from '../support/rows.ts'

const host = await startHost()
let show: { id: string }
beforeEach(async () => {
  show = await showRow(host)
})

const rolesIn = async () => Object.fromEntries((await listMembers(host, show.id)).map((m) => [m.person.id, m.role]))

describe('the last owner of a show', () => {
  test('can neither be made less nor removed, until somebody else is one too', async () => {
    const [owner, editor] = [await makeMember(host, 'owner', show), await makeMember(host, 'editor', show)]
    const refused = { status: 409, code: 'last-owner' }
    await expect(setMember(host, show.id, owner.id, 'editor')).rejects.toMatchObject(refused)
    await expect(removeMember(host, show.id, owner.id)).rejects.toMatchObject(refused)
    expect(await rolesIn()).toEqual({ [owner.id]: 'owner', [editor.id]: 'editor' })

    await setMember(host, show.id, editor.id, 'owner')
    await setMember(host, show.id, owner.id, 'reader')
    await removeMember(host, show.id, owner.id)
    expect(await rolesIn()).toEqual({ [editor.id]: 'owner' })
  })

  test('is the one who can sign in: another who is deactivated does not count', async () => {
    const [owner, away] = [await makeMember(host, 'owner', show), await makeMember(host, 'owner', show)]
    await host.db.person.update({ where: { id: away.id }, data: { deactivatedAt: new Date() } })
    await expect(removeMember(host, show.id, owner.id)).rejects.toMatchObject({ code: 'last-owner' })
    await removeMember(host, show.id, away.id)
  })

  test('stays one when two owners remove each other at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const both = [await makeMember(host, 'owner', show), await makeMember(host, 'owner', show)]
      const outcomes = await Promise.allSettled(both.map(({ id }) => removeMember(host, show.id, id)))
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      await host.db.membership.deleteMany({ where: { showId: show.id } })
    }
  })
})

test('nobody is made a member who is not there, and nobody removed who is none', async () => {
  await expect(setMember(host, show.id, crypto.randomUUID(), 'reader')).rejects.toMatchObject({ status: 404 })
  await expect(removeMember(host, show.id, (await makePerson(host)).id)).rejects.toMatchObject({ status: 404 })
})

describe('an invitation to a show', () => {
  const about = () => ({ showId: show.id, email: ' Koch@Amt.Example', role: 'author' as const })

  test('is a link for who is unknown, and makes her what it says', async () => {
    const invited = await inviteMember(host, about())
    if (!('secret' in invited)) throw new Error('It is no link.')
    const [listed] = await listInvitations(host, { showId: show.id })
    expect([listed!.email, rolesOf(listed!)]).toEqual(['koch@amt.example', [{ showId: show.id, role: 'author' }]])
    expect(JSON.stringify(listed)).not.toContain(invited.secret)

    const { id } = await acceptInvitation(host, invited.secret, { name: 'Koch', email: '', passwordHash: 'x' })
    expect(await rolesIn()).toEqual({ [id]: 'author' })
    expect(await listInvitations(host, { showId: show.id })).toEqual([])
    await host.db.person.delete({ where: { id } })
  })

  test('takes somebody who has an account at once, but not twice, and not who is deactivated', async () => {
    const person = await makePerson(host, { email: 'koch@amt.example' })
    expect(await inviteMember(host, about())).toMatchObject({ member: { role: 'author', person: { id: person.id } } })
    await expect(inviteMember(host, about())).rejects.toMatchObject({ status: 409, code: 'member-already' })
    await removeMember(host, show.id, person.id)
    await host.db.person.update({ where: { id: person.id }, data: { deactivatedAt: new Date() } })
    await expect(inviteMember(host, about())).rejects.toMatchObject({ status: 409, code: 'deactivated' })
    await host.db.person.delete({ where: { id: person.id } })
  })

  test('ends when another one takes its place, when it is withdrawn, and after a week', async () => {
    const first = await inviteMember(host, about())
    const second = await inviteMember(host, { ...about(), role: 'author' })
    if (!('secret' in first && 'secret' in second)) throw new Error('It is no link.')
    const typed = { name: 'Koch', email: '', passwordHash: 'x' }
    await expect(acceptInvitation(host, first.secret, typed)).rejects.toMatchObject({ status: 410 })
    expect(await listInvitations(host, { showId: show.id })).toHaveLength(1)

    await revokeInvitation(host, second.invitation.id, { showId: show.id })
    await expect(acceptInvitation(host, second.secret, typed)).rejects.toMatchObject({ status: 410 })
    await expect(revokeInvitation(host, second.invitation.id)).rejects.toMatchObject({ status: 404 })

    await inviteMember(host, about())
    host.travelTo(new Date(Date.now() + 8 * 86_400_000).toISOString())
    expect(await listInvitations(host, { showId: show.id })).toEqual([])
    host.travelTo(new Date().toISOString())
  })

  test('takes the place of an older one to the same show, whatever its role, and of no other', async () => {
    const other = await showRow(host)
    const [reader, elsewhere] = [
      await invite(host, { email: 'koch@amt.example', roles: [{ showId: show.id, role: 'reader' }] }),
      await invite(host, { email: 'koch@amt.example', roles: [{ showId: other.id, role: 'reader' }] }),
    ]
    await invite(host, { email: 'koch@amt.example', isAdministrator: true })
    await inviteMember(host, about())
    await expect(getInvitation(host, reader)).rejects.toMatchObject({ status: 410 })
    expect(await getInvitation(host, elsewhere)).toMatchObject({ email: 'koch@amt.example' })
    const [listed, ...others] = await listInvitations(host, { showId: show.id })
    expect([rolesOf(listed!), others]).toEqual([[{ showId: show.id, role: 'author' }], []])
    expect(await host.db.invitation.count({ where: { isAdministrator: true, usedAt: null } })).toBe(1)
  })

  test('is no business of another show, nor is one that makes an administrator', async () => {
    const other = await showRow(host)
    const invited = await inviteMember(host, about())
    if (!('secret' in invited)) throw new Error('It is no link.')
    await invite(host, {
      ...{ email: 'amt@amt.example', isAdministrator: true, roles: [{ showId: show.id, role: 'owner' }] },
    })
    expect(await listInvitations(host, { showId: other.id })).toEqual([])
    expect(await listInvitations(host, { showId: show.id })).toHaveLength(1)
    const revoke = revokeInvitation(host, invited.invitation.id, { showId: other.id })
    await expect(revoke).rejects.toMatchObject({ status: 404 })
  })
})

test('who is deactivated is nobody, and neither are her keys, until she is back', async () => {
  const person = await makeMember(host, 'editor', show)
  const { secret } = await createApiKey(host, { name: 'Probe', personId: person.id })
  const set = (deactivatedAt: Date | null) =>
    host.db.person.update({ where: { id: person.id }, data: { deactivatedAt } })
  await set(new Date())
  expect([await findPerson(host, person.id), await findProgram(host, secret)]).toEqual([null, null])
  await set(null)
  expect((await findProgram(host, secret))?.person?.id).toBe(person.id)
})
