import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { COVER } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { makeMember, makePerson, openStudio, signIn } from '../../support/people.ts'
import { episodeRow, showRow } from '../../support/rows.ts'

const host = await startHost()
let [author, id] = ['', '']
beforeAll(async () => {
  const show = await showRow(host)
  author = await signIn(host, await makeMember(host, 'author', show))
  id = (await episodeRow(host, show, { publishAt: null }, { seconds: 60 })).id
})

async function send(file: Uint8Array, alt: string) {
  const body = new FormData()
  body.append('alt', alt)
  body.append('artwork', new Blob([new Uint8Array(file)]), 'bild.jpg')
  const headers = { cookie: author, origin: new URL(host.config.publicUrl).origin }
  const answer = await fetch(`${host.url}/studio/episodes/${id}/cover`, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
  })
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() }
}

test('what is no picture is refused beside its field, and a picture becomes that of the episode with its words', async () => {
  const page = async () => (await openStudio(host, `/studio/episodes/${id}`, author)).text
  expect(await page()).toContain('Diese Folge hat kein eigenes Bild.')
  const refused = await send(Buffer.from('kein Bild'), '')
  expect(refused.status).toBe(422)
  expect(refused.text).toMatch(/<p class="error" id="artwork-error">[^<]*JPEG/)

  const { status, location } = await send(await readFile(COVER), 'Eine Tasse <Kaffee>')
  expect([status, location]).toEqual([303, `/studio/episodes/${id}?done=cover#done`])
  const { artwork } = await host.db.episode.findUniqueOrThrow({ where: { id }, include: { artwork: true } })
  expect(artwork).toMatchObject({ alt: 'Eine Tasse <Kaffee>', type: 'image/jpeg' })
  expect(await page()).toContain(`${artwork!.side} × ${artwork!.side} Pixel`)
})

test('the picture of a draft is seen by its people alone', async () => {
  await send(await readFile(COVER), '')
  const path = `/studio/episodes/${id}/picture/320`
  expect((await openStudio(host, `/studio/episodes/${id}`, author)).text).toContain(`<img src="${path}"`)
  const seen = await openStudio(host, path, author)
  expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/webp'])
  expect(seen.headers.get('cache-control')).toBe('private, no-store')
  expect((await openStudio(host, path, await signIn(host, await makePerson(host)))).status).toBe(404)
  expect((await openStudio(host, path)).status).toBe(303)
  expect((await openStudio(host, `/studio/episodes/${id}/picture/3000`, author)).status).toBe(404)
})
