import { hashPassword } from '../src/accounts/password-hash.ts'
import { createPerson } from '../src/accounts/person.ts'
import { withHost } from './host-process.ts'
import { ask } from './http.ts'
import { COMPRESSED, fetchedBy, giveLongTranscript, kilobytes, textOf, timeRow } from './pages.ts'
import { type Bench, showOf } from './place.ts'
import { withSeeded } from './seed.ts'
import type { Row } from './table.ts'

const REACH_MILLISECONDS = 50
const SCRIPT_BYTES = 60_000
const EMAIL = 'bench@amt.example'
const PASSWORD = 'Regenschirm Ofenrohr Klavier'
const ORIGIN = 'https://podcast.example'

/** How long pages of the studio take at the server for an owner of five shows, and the script of the heaviest, as it travels. */
export async function measureStudio(bench: Bench): Promise<Row[]> {
  const episode = await withSeeded(bench.seeded.dataDir, async ({ db }) => {
    if ((await db.person.count({ where: { email: EMAIL } })) === 0)
      await createPerson(db, {
        ...{ name: 'Bench', email: EMAIL, isAdministrator: false },
        roles: bench.seeded.shows.map(({ id: showId }) => ({ showId, role: 'owner' })),
        passwordHash: await hashPassword(PASSWORD),
      })
    return giveLongTranscript(db)
  })
  const pages = {
    'first page of the studio': '/studio',
    'a show with 1,000 episodes in the studio': `/studio/shows/${showOf(bench, 'show-1000').slug}`,
    'an episode with a transcript of 60 minutes in the studio': `/studio/episodes/${episode}`,
  }
  const others = ['upload', 'settings', 'feed', 'people'].map((name) => `/studio/shows/long/${name}`)
  return withHost(bench, async ({ url }) => {
    const headers = { ...COMPRESSED, cookie: await signIn(url) }
    const rows: Row[] = []
    for (const [what, path] of Object.entries(pages))
      rows.push(await timeRow(bench, what, url + path, { headers, atMost: REACH_MILLISECONDS }))
    return [...rows, await scriptRow(url, [...Object.values(pages), ...others, '/studio/keys'], headers)]
  })
}

async function signIn(url: string): Promise<string> {
  const answer = await ask(`${url}/studio/sign-in`, {
    method: 'POST',
    headers: { origin: ORIGIN, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email: EMAIL, password: PASSWORD }).toString(),
  })
  if (answer.status !== 303) throw new Error(`Signing in was answered ${answer.status}.`)
  return answer.headers['set-cookie']!.map((cookie) => cookie.split(';')[0]).join('; ')
}

async function scriptRow(url: string, paths: string[], headers: Record<string, string>): Promise<Row> {
  const weights = await Promise.all(paths.map(async (path) => ({ path, bytes: await scriptBytes(url, path, headers) })))
  const { path, bytes } = weights.sort((one, other) => other.bytes - one.bytes)[0]!
  return {
    what: 'script of the heaviest page of the studio, compressed',
    reach: `≤ ${kilobytes(SCRIPT_BYTES)}`,
    measured: `${kilobytes(bytes)} (${path.replace(/[0-9a-f-]{36}/, ':id')})`,
    ok: bytes <= SCRIPT_BYTES,
  }
}

/** All scripts a page names, and what those import. */
async function scriptBytes(url: string, path: string, headers: Record<string, string>): Promise<number> {
  const page = await ask(url + path, { headers })
  if (page.status !== 200) throw new Error(`${path} was answered ${page.status}.`)
  const wanted = new Set(fetchedBy(textOf(page)).filter((address) => address.endsWith('.js')))
  let bytes = 0
  for (const address of wanted) {
    const script = await ask(url + address, { headers: COMPRESSED })
    if (script.headers['content-encoding'] !== 'br') throw new Error(`${address} came without compression.`)
    bytes += script.body.length
    for (const [, name] of textOf(script).matchAll(/(?:from|import)\s*\(?["'`]\.\/([\w.-]+\.js)["'`]/g))
      wanted.add(`/assets/${name}`)
  }
  return bytes
}
