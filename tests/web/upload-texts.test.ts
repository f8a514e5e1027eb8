import { expect, test } from 'vitest'
import { silentFrames } from '../samples/bytes.ts'
import { ask, askJson, createShow, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'

const host = await startHost()
const { slug: show } = await createShow(host)
const audio = silentFrames(100)

/** Uploads with the bytes of `filename` as a sender may write them. */
async function uploadNamed(filename: string) {
  const part = Buffer.from(`--b\r\nContent-Disposition: form-data; name="audio"; ${filename}\r\n\r\n`)
  return ask(host, 'POST', `/api/v1/shows/${show}/episodes`, {
    headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
    body: Buffer.concat([part, audio, Buffer.from('\r\n--b--\r\n')]),
  })
}

test.each([
  ['Grüße aus Jena.mp3', 'Grüße aus Jena', 'gruesse-aus-jena'],
  ['Gru\u0308ße aus Gera.mp3', 'Grüße aus Gera', 'gruesse-aus-gera'],
  ['folge_12__die  Straße.final.m4a', 'folge 12 die Straße.final', 'folge-12-die-strasse-final'],
  ['ночной поезд 👋.mp3', 'ночной поезд 👋', 'folge'],
  ['../../etc/passwd', 'passwd', 'passwd'],
  ['<script>alert(1)</script>', 'script>', 'script'],
  ['C:\\Aufnahmen\\Interview.mp3', 'Interview', 'interview'],
])('a file called %j is titled %j where nobody typed a title and no tag has one', async (name, title, slug) => {
  const { status, json } = await upload(host, show, { file: audio, name })
  expect({ status, title: json.title, slug: json.slug }).toEqual({ status: 201, title, slug })
})

test.each([
  ["filename*=UTF-8''a%01b%7Fc%EF%BF%BF.mp3", 'abc'],
  ["filename*=UTF-8''Stra%C3%9Fe%20%F0%9F%9A%82.mp3", 'Straße 🚂'],
  ["filename*=UTF-8''mit%00Null%0Aund%09Tab.mp3", 'mitNull und Tab'],
  [`filename="${'👋'.repeat(200)}.mp3"`, '👋'.repeat(127)],
])('a file name sent as %s gives a clean title', async (filename, title) => {
  const { status, json } = await uploadNamed(filename)
  expect({ status, title: json.title }).toEqual({ status: 201, title })
})

test.each(['filename=".mp3"', 'filename="   "', 'filename="\u200e\u200f.mp3"'])(
  'a file name without a visible character, %j, asks for a title',
  async (filename) => {
    const { status, json } = await uploadNamed(filename)
    expect(status).toBe(422)
    expect(json).toMatchObject({ code: 'invalid', fields: { title: expect.any(String) } })
  },
)

const HOSTILE = [
  `]]> <![CDATA[ <!-- --> &amp; &#0; "quoted" 'single'`,
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'rechts \u202enach links\u202c und \u2066isoliert\u2069',
  '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇩🇪 👋🏽',
  `'); DROP TABLE "Episode"; --`,
  '$' + '{7*7} {{7*7}} %00 %s \\u0000 \\',
  '__proto__',
  'Ａ ﬁ Å ñ 漢字 עברית العربية',
]

test.each(HOSTILE)('%j comes back from every field as it was sent', async (text) => {
  const typed = { title: text, description: text, author: text }
  const { status, json } = await upload(host, show, { file: audio, before: typed })
  expect(status).toBe(201)
  expect(json).toMatchObject(typed)
  expect((await ask(host, 'GET', `/api/v1/episodes/${json.id}`)).json).toMatchObject(typed)

  const changed = { title: `${text} 2`, description: `${text} 2`, author: `${text} 2` }
  expect((await askJson(host, 'PATCH', `/api/v1/episodes/${json.id}`, changed)).json).toMatchObject(changed)
})

test('control characters, lone halves of characters and blanks at the ends are taken out', async () => {
  const typed = {
    title: ' a\0b\x01c\x1b[31m\ud800\ufffe ',
    description: '\0eins\r\n\tzwei\x85\udfff\n',
    author: 'a\nb',
  }
  const { json } = await upload(host, show, { file: audio })
  const { status, json: changed } = await askJson(host, 'PATCH', `/api/v1/episodes/${json.id}`, typed)
  expect(status).toBe(200)
  expect(changed).toMatchObject({ title: 'abc[31m', description: 'eins\n zwei', author: 'a b' })
})

test('a description may have 4,000 bytes and no more: 2,000 times "ä"', async () => {
  const fits = await upload(host, show, { file: audio, before: { description: 'ä'.repeat(2000) } })
  expect(fits.json.description).toHaveLength(2000)
  const { status, json } = await upload(host, show, { file: audio, before: { description: 'ä'.repeat(2500) } })
  expect(status).toBe(422)
  expect(json.fields.description).toContain('4,000 bytes')
})
