import type { Request, Response } from 'express'
import { HOST_VERBS, hostVerbsIn, may, SHOW_VERBS } from '../../accounts/access.ts'
import { type ApiKey, createApiKey, isUsable, listApiKeys, revokeApiKey, scopeOf } from '../../accounts/api-key.ts'
import { actingAs } from '../../accounts/logbook.ts'
import type { Person } from '../../accounts/person.ts'
import { notFound } from '../../lib/errors.ts'
import { type Html, html } from '../../lib/html.ts'
import { isBlank } from '../../lib/input.ts'
import { cleanLine } from '../../lib/plain-text.ts'
import { listShows, type Show } from '../../shows/show.ts'
import { copyUrl, moduleScript } from '../assets.ts'
import { type Handler, type Host, idOf } from '../handler.ts'
import { type Language, languageOf, pathIn } from '../languages.ts'
import { dayIn, momentIn } from '../moment.ts'
import { readForm } from '../request-body.ts'
import { requirePerson } from '../signed-in.ts'
import { copyField } from '../site/copy-field.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { doneNow, leadBack, saidDone } from './done.ts'
import { checkboxes, choice, type FieldErrors, field, submit, UNPROCESSABLE } from './form.ts'
import { studioPage } from './page.ts'

const KEYS = '/studio/keys'
const MAX_NAME_CHARACTERS = 255
/** For how long a key may be made to last, in days. */
const DAYS = ['30', '90', '365'] as const
/** What can be chosen for a key: what the API can do. */
const VERBS = [...SHOW_VERBS, ...HOST_VERBS].filter(
  (verb) => verb !== 'see show' && verb !== 'manage host',
) as (keyof ReturnType<typeof studioWordsFor>['keys']['verbs'])[]
/** The value that stands for all shows and the host. */
const EVERYWHERE = 'all'

interface View {
  host: Host
  person: Person
  language: Language
  shows: Show[]
}

/** GET /studio/keys — the keys somebody made; an administrator sees all. */
export const showKeys: Handler = async (host, req, res) => {
  const view = await openView(host, req, res)
  await sendPage(view, res, { said: saidDone(req.query.done, studioWordsFor(view.language).keys.done) })
}

/** POST /studio/keys — makes a key and shows it, this once. */
export const postKey: Handler = async (host, req, res) => {
  const view = await openView(host, req, res)
  const { person, language } = view
  const form = await readForm(req, res)
  const errors = faultsOf(view, form)
  if (Object.keys(errors).length > 0) return sendPage(view, res, { form, errors })

  const showIds = form.getAll('shows')
  const { secret, name } = await createApiKey(actingAs(host, person), {
    name: cleanLine(form.get('name')!),
    personId: person.id,
    verbs: form.getAll('verbs'),
    showIds: showIds.includes(EVERYWHERE) ? undefined : showIds,
    expiresAt: new Date(host.now().getTime() + Number(form.get('days')) * 86_400_000),
  })
  const words = studioWordsFor(language).keys
  await sendPage(view, res, {
    made: doneNow(html`<h2>${words.made}: ${name}</h2><p>${words.once}</p>
${copyField('secret', words.secret, secret, language)}`),
  })
}

/** POST /studio/keys/:id/revocation — from the next request on the key opens nothing. */
export const postRevocation: Handler = async (host, req, res) => {
  const person = await requirePerson(host, req, res)
  const personId = may(person, 'manage host') ? undefined : person.id
  const id = idOf(req, 'key')
  const isRevoked = await revokeApiKey(actingAs(host, person), id, { personId })
  const keys = isRevoked ? [] : await listApiKeys(host, { personId })
  // It may have been revoked in another window.
  if (!isRevoked && !keys.some((key) => key.id === id)) throw notFound('key')
  leadBack(res, pathIn(languageOf(req.path), KEYS), 'revoked')
}

async function openView(host: Host, req: Request, res: Response): Promise<View> {
  const person = await requirePerson(host, req, res)
  const shows = (await listShows(host)).filter(({ id }) => may(person, 'see show', id))
  return { host, person, language: languageOf(req.path), shows }
}

function faultsOf({ shows, person, language }: View, form: URLSearchParams): FieldErrors {
  const words = studioWordsFor(language).keys
  const [name, chosen, verbs] = [cleanLine(form.get('name') ?? ''), form.getAll('shows'), form.getAll('verbs')]
  const known = [...shows.map(({ id }) => id), ...(may(person, 'manage host') ? [EVERYWHERE] : [])]
  return {
    ...((isBlank(name) || [...name].length > MAX_NAME_CHARACTERS) && { name: words.badName }),
    ...((chosen.length === 0 || !chosen.every((id) => known.includes(id))) && { shows: words.noShow }),
    ...(!chosen.includes(EVERYWHERE) && hostVerbsIn(verbs).length > 0 && { verbs: words.hostVerb }),
    ...(!verbs.every((verb) => verbsFor(person, shows).some((known) => known === verb)) && { verbs: words.badVerb }),
    ...(!DAYS.some((days) => days === form.get('days')) && { days: words.noDays }),
  }
}

/** What somebody may with one of her shows, or will with one that is yet to come; a key can't be for anything else. */
const verbsFor = (person: Person, shows: Show[]) =>
  VERBS.filter((verb) =>
    verb === 'create show' || verb === 'import show'
      ? may(person, verb)
      : may(person, 'manage host') || shows.some(({ id }) => may(person, verb, id)),
  )

interface Sent {
  said?: Html | null
  made?: Html
  form?: URLSearchParams
  errors?: FieldErrors
}

async function sendPage(view: View, res: Response, { said, made, form, errors = {} }: Sent = {}) {
  const { host, person, language, shows } = view
  const words = studioWordsFor(language).keys
  const keys = await listApiKeys(host, may(person, 'manage host') ? {} : { personId: person.id })
  const hasErrors = Object.keys(errors).length > 0
  const content = html`<h1>${words.title}</h1>
<p>${words.about}</p>
${made}
<h2 id="list">${may(person, 'manage host') ? words.listOfAll : words.list}</h2>
${said}
${keys.length === 0 ? html`<p class="quiet">${words.none}</p>` : html`<ul class="keys">${keys.toReversed().map((key) => keyItem(view, key))}</ul>`}
<h2>${words.make}</h2>
${shows.length === 0 && !may(person, 'manage host') ? html`<p class="quiet">${words.noShows}</p>` : newKey(view, form, errors)}`
  res
    .status(hasErrors ? UNPROCESSABLE : made ? 201 : 200)
    .type('html')
    .send(
      studioPage({
        ...{ language, title: words.title, content, path: KEYS, person, errors },
        head: moduleScript(copyUrl),
      }),
    )
}

function newKey({ language, person, shows }: View, form: URLSearchParams | undefined, errors: FieldErrors): Html {
  const words = studioWordsFor(language).keys
  const places = [
    ...(may(person, 'manage host') ? [{ value: EVERYWHERE, label: words.everywhere }] : []),
    ...shows.map(({ id, title, language: lang }) => ({ value: id, label: title, lang })),
  ]
  const verbs = verbsFor(person, shows).map((value) => ({ value, label: words.verbs[value] }))
  const days = DAYS.map((value) => ({ value, label: words.days[value] }))
  return html`<form class="fields" method="post" action="${pathIn(language, KEYS)}" novalidate>
${field(language, { name: 'name', label: words.name, hint: words.nameHint, value: form?.get('name'), error: errors.name })}
${checkboxes(language, { name: 'shows', label: words.shows, options: places, chosen: form?.getAll('shows'), error: errors.shows })}
${
  verbs.length > 0 &&
  checkboxes(language, {
    ...{ name: 'verbs', label: words.may, hint: words.mayHint, options: verbs },
    ...{ chosen: form?.getAll('verbs'), error: errors.verbs },
  })
}
${choice({ name: 'days', label: words.expires, options: days, value: form?.get('days') ?? '90', error: errors.days })}
${submit(words.submit)}
</form>`
}

function keyItem({ host, language, shows }: View, key: ApiKey): Html {
  const words = studioWordsFor(language).keys
  const { id, name, createdAt, expiresAt, lastUsedAt, revokedAt, person } = key
  const { verbs, showIds } = scopeOf(key)
  const named = verbs
    ? VERBS.filter((verb) => verbs.includes(verb)).map((verb) => words.verbs[verb])
    : [words.everything]
  const titles = shows.filter((show) => showIds?.includes(show.id)).map(({ title }) => title)
  const facts: [string, string | null][] = [
    [words.shows, showIds ? titles.join(', ') || words.noShowLeft : words.everywhere],
    [words.may, [...(verbs ? [words.read] : []), ...named].join(', ')],
    [words.maker, person?.name ?? words.operator],
    [words.created, dayIn(language, createdAt)],
    [words.until, revokedAt ? null : expiresAt ? momentIn(language, expiresAt) : words.endless],
    [words.used, lastUsedAt ? momentIn(language, lastUsedAt) : words.never],
    [words.revoked, revokedAt && momentIn(language, revokedAt)],
  ]
  return html`<li class="card"><h3 id="key-${id}">${name}${!isUsable(key, host.now()) && html` <span class="quiet">(${words.dead})</span>`}</h3>
<dl class="facts">${facts.map(([term, value]) => value && html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>
${
  isUsable(key, host.now()) &&
  html`<details><summary>${words.revoke}<span class="unseen"> ${name}</span></summary>
<p>${words.revokeMeans}</p>
<form method="post" action="${pathIn(language, `${KEYS}/${id}/revocation`)}"><p><button class="button plain" type="submit" aria-describedby="key-${id}">${words.revokeNow}</button></p></form></details>`
}
</li>`
}
