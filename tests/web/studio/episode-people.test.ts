import { beforeAll, expect, test } from 'vitest'
import { startHost } from '../../support/host.ts'
import { makeMember, openStudio, sendForm, signIn } from '../../support/people.ts'
import { episodeRow, showRow } from '../../support/rows.ts'

const host = await startHost()
let show: Awaited<ReturnType<typeof showRow>>
let cookie = ''
beforeAll(async () => {
  show = await showRow(host)
  cookie = await signIn(host, await makeMember(host, 'author', show))
})

async function draft() {
  const { id } = await episodeRow(host, show, { publishAt: null })
  const send = (fields: Record<string, string>) => sendForm(host, `/studio/episodes/${id}/people`, fields, { cookie })
  const persons = async () => (await host.db.episode.findUniqueOrThrow({ where: { id } })).persons
  return { path: `/studio/episodes/${id}`, send, persons }
}

test('rows are added and removed by buttons, saved together, and shown again', async () => {
  const { path, send, persons } = await draft()
  const first = { 'person-1-name': 'Frau Süß', 'person-1-role': 'Cast/Guest', 'person-1-url': 'https://example.de/' }
  const added = await send({ ...first, do: 'add-person' })
  expect(added.status).toBe(200)
  expect(added.text).toMatch(/name="person-1-name"[^>]*value="Frau Süß"/)
  expect(added.text).toContain('name="person-2-name"')
  const removed = await send({ ...first, 'person-2-name': 'Herr Weiß', do: 'remove-person-1' })
  expect(removed.text).toMatch(/name="person-1-name"[^>]*value="Herr Weiß"/)
  expect(removed.text).not.toContain('name="person-2-name"')
  expect(await persons()).toEqual([])

  const role = 'Video Post-Production/Editor'
  expect((await send({ ...first, 'person-2-name': ' ', 'person-3-name': '<b>', 'person-3-role': role })).status).toBe(
    303,
  )
  expect(await persons()).toEqual([
    { name: 'Frau Süß', group: 'Cast', role: 'Guest', url: 'https://example.de/' },
    { name: '<b>', group: 'Video Post-Production', role: 'Editor' },
  ])
  const { text } = await openStudio(host, path, cookie)
  expect(text).toMatch(/name="person-2-name"[^>]*value="&lt;b&gt;"/)
  expect(text).toContain(`<option value="${role}" selected>Schnitt</option>`)
})

test('everything that is wrong with people is told in their rows', async () => {
  const { send, persons } = await draft()
  const { status, text } = await send({
    ...{ 'person-1-name': '', 'person-2-name': 'Ben', 'person-2-imageUrl': 'javascript:alert(1)' },
    ...{ 'person-3-name': 'x'.repeat(129), 'person-3-url': 'http://example.de/' },
  })
  expect(status).toBe(422)
  for (const [field, row, sentence] of [
    ['person-2-imageUrl', 'Person 2, Adresse eines Bildes', 'Schreiben Sie eine ganze Adresse'],
    ['person-3-name', 'Person 3, Name', 'Schreiben Sie einen Namen'],
    ['person-3-url', 'Person 3, Adresse einer Seite über die Person', 'Schreiben Sie eine ganze Adresse'],
  ]) {
    expect(text).toContain(`id="${field}-error">${sentence}`)
    expect(text).toContain(`<a href="#${field}">${row}: ${sentence}`)
  }
  expect(text.match(/aria-invalid="true"/g)).toHaveLength(3)
  expect(text).toMatch(/value="Ben"/)
  expect(await persons()).toEqual([])
})
