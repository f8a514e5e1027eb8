import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { COVER, SAMPLE } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { makeMember, openStudio, signIn } from '../../support/people.ts'
import { episodeRow, showRow } from '../../support/rows.ts'
import { takeAway } from '../../support/storage-places.ts'

const host = await startHost()
const kept = (host.config.storage as { dir: string }).dir
const AWAY = {
  de: 'Der Speicher antwortet gerade nicht. Versuchen Sie es gleich noch einmal.',
  en: 'The storage does not answer. Please try again.',
}
let [cookie, ofShow, ofEpisode] = ['', '', '']
beforeAll(async () => {
  const show = await showRow(host)
  cookie = await signIn(host, await makeMember(host, 'owner', show))
  const { id } = await episodeRow(host, show, { publishAt: null })
  ofShow = `/studio/shows/${show.slug}`
  ofEpisode = `/studio/episodes/${id}`
})

/** Does something while a file stands in the place of a folder, as if a disk was not mounted. */
async function without(folder: string, work: () => Promise<void>) {
  const bringBack = await takeAway(folder)
  await work().finally(bringBack)
}

async function send(path: string, part: string, file: string, typed: Record<string, string>) {
  const body = new FormData()
  for (const [name, text] of Object.entries(typed)) body.append(name, text)
  body.append(part, new Blob([new Uint8Array(await readFile(file))]), 'datei.vtt')
  const headers = { cookie, origin: new URL(host.config.publicUrl).origin }
  const answer = await fetch(host.url + path, { method: 'POST', headers, body, redirect: 'manual' })
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), text: await answer.text() }
}

const VTT = 'demo/transcripts/1-bafoeg-digital.vtt'
const ALT = 'Ein Zug <bei Nacht>'
const alt = 'id="alt" name="alt" aria-describedby="alt-hint" type="text" value="Ein Zug &lt;bei Nacht&gt;"'
const said = { 'transcript-language': 'en', 'transcript-state': 'approved' }
const forms = (): [path: string, part: string, field: string, file: string, typed: object, again: string[]][] => [
  [`${ofShow}/cover`, 'artwork', 'artwork', COVER, { alt: ALT }, [alt]],
  [`${ofEpisode}/cover`, 'artwork', 'artwork', COVER, { alt: ALT }, [alt]],
  [`${ofEpisode}/transcripts`, 'transcript', 'transcript', VTT, said, [' value="en"', '"approved" selected']],
  [`${ofEpisode}/audio`, 'audio', 'audio-file', SAMPLE, {}, []],
  [`${ofShow}/upload`, 'audio', 'audio-file', SAMPLE, { title: 'Getippt' }, ['value="Getippt"']],
]

test.each([
  ['what is received', host.config.uploadsDir, ['cover', 'transcripts', 'audio', 'upload']],
  ['what is kept', kept, ['cover', 'audio', 'upload']],
])('while the disk for %s is away forms come again, with what was typed', async (_, folder, concerned) => {
  await without(folder, async () => {
    for (const [path, part, field, file, typed, again] of forms()) {
      if (!concerned.some((name) => path.endsWith(name))) continue
      for (const [language, sentence] of Object.entries(AWAY)) {
        const answer = await send(`${language === 'en' ? '/en' : ''}${path}`, part, file, { ...typed })
        expect([path, answer.status, answer.retryAfter]).toEqual([path, 503, '30'])
        expect(answer.text).toContain(`<p class="error" id="${field}-error">${sentence}</p>`)
        expect(answer.text).toContain(`<li><a href="#${field}">${sentence}</a></li>`)
        for (const text of again) expect(answer.text).toContain(text)
      }
    }
  })
  expect(await host.db.artwork.count()).toBe(0)
})

test('once it is back all of it is taken', async () => {
  for (const [path, part, , file, typed] of forms())
    expect([path, (await send(path, part, file, { ...typed })).status]).toEqual([path, 303])
})

test('the form for audio has its title before the file: what follows a file that is refused at once never comes', async () => {
  const { text } = await openStudio(host, `${ofShow}/upload`, cookie)
  expect(text.indexOf('name="title"')).toBeLessThan(text.indexOf('type="file"'))
})

test('a picture that apps refuse comes back with what was typed beside it', async () => {
  for (const path of [`${ofShow}/cover`, `${ofEpisode}/cover`]) {
    const { status, text } = await send(path, 'artwork', VTT, { alt: ALT })
    expect([path, status]).toEqual([path, 422])
    expect(text).toContain(alt)
  }
})
