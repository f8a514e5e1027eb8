import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Express } from 'express'
import * as chapters from './api/chapters.ts'
import * as deletion from './api/deletion.ts'
import * as episodes from './api/episodes.ts'
import { refuseIfMatch } from './api/if-match.ts'
import * as imports from './api/imports.ts'
import { getLog } from './api/log.ts'
import * as members from './api/members.ts'
import * as move from './api/move.ts'
import * as people from './api/people.ts'
import * as previews from './api/previews.ts'
import * as publication from './api/publication.ts'
import * as readiness from './api/readiness.ts'
import * as review from './api/review.ts'
import { getSearch } from './api/search.ts'
import * as shows from './api/shows.ts'
import * as transcripts from './api/transcripts.ts'
import * as versions from './api/versions.ts'
import { showAsset, showFrameScript, showIcon, showPlayerScript } from './assets.ts'
import { compressPages } from './compress-pages.ts'
import type { Handler, Host } from './handler.ts'
import { openToAll, pageHeaders, studioHeaders, transportHeaders } from './headers.ts'
import { showLive, showReady } from './health.ts'
import { LANGUAGES, type Language, type PagePath, pathIn } from './languages.ts'
import { EASY_LANGUAGE, LEGAL_PAGES, legalPath } from './legal-pages.ts'
import { refuseOtherMethods, refuseTrace } from './methods.ts'
import { refuseOtherSites } from './same-site.ts'
import { SEARCH_PATH } from './search-address.ts'
import { showChapters } from './site/chapters.ts'
import { embedEpisode, embedShow, showEpisodeFacts, showShowFacts } from './site/embed.ts'
import { showEpisode } from './site/episode.ts'
import { sendHeldFeed, showFeed } from './site/feed.ts'
import { showHome } from './site/home.ts'
import { showImage } from './site/image.ts'
import { leadOn } from './site/lead-on.ts'
import { showEasyLanguage, showLegal } from './site/legal.ts'
import { showArtwork, showAudio } from './site/media.ts'
import { showOembed } from './site/oembed.ts'
import { leadToOnlyOne, leadToOwnName } from './site/own-name.ts'
import { showPreview, showPreviewAudio, showPreviewImage, showPreviewTranscript } from './site/preview.ts'
import { showRobotsTxt } from './site/robots-txt.ts'
import { showSearch } from './site/search.ts'
import { showSecurityTxt } from './site/security-txt.ts'
import { showShow } from './site/show.ts'
import { showSitemap } from './site/sitemap.ts'
import { showTranscript } from './site/transcript-file.ts'
import * as account from './studio/account/account-page.ts'
import * as codes from './studio/account/codes.ts'
import * as passkeys from './studio/account/passkeys.ts'
import { postPassword, showPassword } from './studio/account/password.ts'
import { postRecoveryCodes, showRecoveryCodes } from './studio/account/recovery-codes.ts'
import { postOthersEnd, postSessionEnd } from './studio/account/sessions.ts'
import { showOriginal, showOwnPicture } from './studio/episode/audio.ts'
import { postRestoration } from './studio/episode/deletion.ts'
import { leadToSection, postToSection, showEpisodePage } from './studio/episode/episode-page.ts'
import { SECTIONS } from './studio/episode/sections.ts'
import { postHistory, showHistory } from './studio/history/history-page.ts'
import { showVersion } from './studio/history/version-page.ts'
import { showStudioHome } from './studio/home.ts'
import { showImport } from './studio/import/progress.ts'
import { postImport, showImports } from './studio/import/start.ts'
import { postInvitation, showInvitation } from './studio/invitation.ts'
import { postKey, postRevocation, showKeys } from './studio/keys.ts'
import { leadUp } from './studio/lead-up.ts'
import { showLog } from './studio/log/log-page.ts'
import { postNewPassword, showNewPassword } from './studio/new-password.ts'
import { LOG, STUDIO } from './studio/paths.ts'
import { postPeopleOfHost, showPeopleOfHost } from './studio/people.ts'
import { postPerson, showPerson } from './studio/person.ts'
import { postPersonFactor, showPersonFactor } from './studio/person-factor.ts'
import { postPersonPassword, showPersonPassword } from './studio/person-password.ts'
import { goToProvider, takeProviderAnswer } from './studio/provider-sign-in.ts'
import { leadToCover, postCover } from './studio/show/cover.ts'
import { postShowDeletion, postShowRestoration, showShowDeletion } from './studio/show/deletion.ts'
import { showFeedHealth } from './studio/show/feed-health.ts'
import { postMore, showMore } from './studio/show/more.ts'
import { postMove, showMove } from './studio/show/move.ts'
import { postNewShow, showNewShow } from './studio/show/new-show.ts'
import { postPeople, showPeople } from './studio/show/people.ts'
import { postSettings, showSettings } from './studio/show/settings.ts'
import { showShowPage } from './studio/show/show-page.ts'
import { postPasskeyChallenge, postPasskeySignIn, postSignIn, postSignOut, showSignIn } from './studio/sign-in.ts'
import { postSecondStep, showSecondStep } from './studio/sign-in-code.ts'
import { postTranscriptPage, showTranscriptPage } from './studio/transcript/transcript-page.ts'
import { postUploadPage, showUploadPage } from './studio/upload.ts'
import { describeUploads, resumableUploads } from './uploads/resumable.ts'

/**
 * What podcast apps ask most is answered before Express looks at it, since that takes a sixth of the whole: a feed
 * in memory. True when it was. Everything else, and every error, goes the ordinary way below.
 */
export const answerAtOnce = (host: Host, req: IncomingMessage, res: ServerResponse) => sendHeldFeed(host, req, res)

/**
 * Every URL this host answers, on one page. GET answers HEAD too. The app itself is the router: a second one inside it
 * would be one more step for each request.
 */
export function addRoutes(router: Express, host: Host) {
  const known = new Map<string, string[]>()
  const add = (method: 'get' | 'post' | 'put' | 'patch' | 'delete') => (path: string, handler: Handler) => {
    known.set(path, [...(known.get(path) ?? []), method.toUpperCase()])
    router[method](path, (req, res) => handler(host, req, res))
  }
  const [get, post, put, patch, remove] = [add('get'), add('post'), add('put'), add('patch'), add('delete')]
  /** A page has an address in each language. */
  const page = (path: PagePath, handler: Handler) => {
    for (const language of LANGUAGES) get(pathIn(language, path), handler)
  }
  /** A page with a name in each language is found by the other name too. */
  const namedPage = (path: Record<Language, string>, handler: Handler) => {
    page(path, handler)
    page({ de: path.en, en: path.de }, leadToOwnName(path))
  }
  /** What a form is sent to: the address of its page. */
  const form = (path: PagePath, handler: Handler) => {
    for (const language of LANGUAGES) post(pathIn(language, path), handler)
  }

  router.use(transportHeaders(host.config), openToAll, refuseTrace)

  // Podcast apps: before everything they don't need
  get('/audio/*path', showAudio)
  get('/artwork/*path', showArtwork)
  get('/images/:side/*path', showImage)
  router.use(leadOn(host))
  get('/feeds/:show.xml', showFeed)
  get('/:show/:episode/chapters.json', showChapters)
  get('/transcripts/:show/:file', showTranscript)

  router.use(pageHeaders)
  get('/health/live', showLive)
  get('/health/ready', showReady)
  get('/assets/:file', showAsset)
  get('/favicon.ico', showIcon)
  get('/embed/player.js', showPlayerScript)
  get('/embed/frame.js', showFrameScript)

  // Programs
  router.use('/api/v1', refuseIfMatch)
  get('/api/v1/shows', shows.getShows)
  post('/api/v1/shows', shows.postShow)
  get('/api/v1/shows/:show', shows.getOneShow)
  patch('/api/v1/shows/:show', shows.patchShow)
  get('/api/v1/shows/:show/artwork', shows.getShowArtwork)
  put('/api/v1/shows/:show/artwork', shows.putShowArtwork)
  remove('/api/v1/shows/:show', deletion.removeShow)
  get('/api/v1/shows/:show/deletion', deletion.showDeletion)
  remove('/api/v1/shows/:show/deletion', deletion.undoShowDeletion)
  get('/api/v1/shows/:show/move', move.getMove)
  put('/api/v1/shows/:show/move', move.putMove)
  remove('/api/v1/shows/:show/move', move.deleteMove)
  get('/api/v1/shows/:show/members', members.getMembers)
  put('/api/v1/shows/:show/members/:person', members.putMember)
  remove('/api/v1/shows/:show/members/:person', members.deleteMember)
  get('/api/v1/shows/:show/invitations', members.getInvitations)
  post('/api/v1/shows/:show/invitations', members.postInvitation)
  remove('/api/v1/shows/:show/invitations/:id', members.deleteInvitation)
  get('/api/v1/shows/:show/episodes', episodes.getEpisodes)
  post('/api/v1/shows/:show/episodes', episodes.postEpisode)
  get('/api/v1/episodes/:id', episodes.getOneEpisode)
  patch('/api/v1/episodes/:id', episodes.patchEpisode)
  remove('/api/v1/episodes/:id', deletion.removeEpisode)
  get('/api/v1/episodes/:id/deletion', deletion.episodeDeletion)
  remove('/api/v1/episodes/:id/deletion', deletion.undoEpisodeDeletion)
  get('/api/v1/episodes/:id/audio', episodes.getAudio)
  put('/api/v1/episodes/:id/audio', episodes.putAudio)
  get('/api/v1/episodes/:id/artwork', episodes.getEpisodeArtwork)
  put('/api/v1/episodes/:id/artwork', episodes.putEpisodeArtwork)
  get('/api/v1/episodes/:id/chapters', chapters.getChapters)
  put('/api/v1/episodes/:id/chapters', chapters.putChapters)
  remove('/api/v1/episodes/:id/chapters', chapters.deleteChapters)
  get('/api/v1/episodes/:id/publication', publication.getPublication)
  put('/api/v1/episodes/:id/publication', publication.putPublication)
  remove('/api/v1/episodes/:id/publication', publication.deletePublication)
  get('/api/v1/episodes/:id/previews', previews.getPreviews)
  post('/api/v1/episodes/:id/previews', previews.postPreview)
  remove('/api/v1/episodes/:id/previews/:preview', previews.deletePreview)
  get('/api/v1/episodes/:id/review', review.getReview)
  put('/api/v1/episodes/:id/review', review.putReview)
  patch('/api/v1/episodes/:id/review', review.patchReview)
  remove('/api/v1/episodes/:id/review', review.deleteReview)
  get('/api/v1/reviews', review.getReviews)
  get('/api/v1/episodes/:id/versions', versions.getVersions)
  get('/api/v1/episodes/:id/versions/:number', versions.getOneVersion)
  put('/api/v1/episodes/:id/versions/:number/restoration', versions.putRestoration)
  get('/api/v1/shows/:show/readiness', readiness.getShowReadiness)
  get('/api/v1/episodes/:id/readiness', readiness.getEpisodeReadiness)
  get('/api/v1/episodes/:id/transcripts', transcripts.getTranscripts)
  get('/api/v1/episodes/:id/transcripts/:language', transcripts.getOneTranscript)
  put('/api/v1/episodes/:id/transcripts/:language', transcripts.putTranscript)
  patch('/api/v1/episodes/:id/transcripts/:language', transcripts.patchTranscript)
  remove('/api/v1/episodes/:id/transcripts/:language', transcripts.deleteTranscript)
  get('/api/v1/people', people.getPeople)
  get('/api/v1/people/:id', people.getOnePerson)
  patch('/api/v1/people/:id', people.patchPerson)
  remove('/api/v1/people/:id/second-factor', people.deleteSecondFactor)
  post('/api/v1/people/:id/password-link', people.postPasswordLink)
  get('/api/v1/invitations', people.getInvitations)
  post('/api/v1/invitations', people.postInvitation)
  remove('/api/v1/invitations/:id', people.deleteInvitation)
  get('/api/v1/log', getLog)
  get('/api/v1/search', getSearch)
  get('/api/v1/imports', imports.getImports)
  post('/api/v1/imports', imports.postImport)
  get('/api/v1/imports/:id', imports.getOneImport)

  // Search engines, other sites' content management, whoever found a weakness
  get('/robots.txt', showRobotsTxt)
  get('/sitemap.xml', showSitemap)
  get('/oembed', showOembed)
  get('/.well-known/security.txt', showSecurityTxt)
  // Producers
  for (const language of LANGUAGES) router.use(pathIn(language, STUDIO), studioHeaders, refuseOtherSites(host.config))
  page('/studio', showStudioHome)
  page('/studio/sign-in', showSignIn)
  form('/studio/sign-in', postSignIn)
  page('/studio/sign-in/code', showSecondStep)
  form('/studio/sign-in/code', postSecondStep)
  form('/studio/sign-in/passkey/challenge', postPasskeyChallenge)
  form('/studio/sign-in/passkey', postPasskeySignIn)
  form('/studio/sign-out', postSignOut)
  page('/studio/sign-in/provider', goToProvider)
  page('/studio/sign-in/provider/answer', takeProviderAnswer)
  page('/studio/account', account.showAccount)
  form('/studio/account', account.postAccount)
  page('/studio/account/password', showPassword)
  form('/studio/account/password', postPassword)
  page('/studio/account/sessions/end', leadUp(2))
  form('/studio/account/sessions/end', postOthersEnd)
  page('/studio/account/sessions/:id/end', leadUp(3))
  form('/studio/account/sessions/:id/end', postSessionEnd)
  page('/studio/account/second-factor', codes.showCodes)
  form('/studio/account/second-factor', codes.postCodes)
  page('/studio/account/second-factor/confirmation', leadUp(1))
  form('/studio/account/second-factor/confirmation', codes.postConfirmation)
  page('/studio/account/second-factor/recovery-codes', showRecoveryCodes)
  form('/studio/account/second-factor/recovery-codes', postRecoveryCodes)
  page('/studio/account/second-factor/removal', codes.showCodesRemoval)
  form('/studio/account/second-factor/removal', codes.postCodesRemoval)
  page('/studio/account/passkeys/new', passkeys.showNewPasskey)
  form('/studio/account/passkeys/new', passkeys.postNewPasskey)
  page('/studio/account/passkeys', leadUp(1))
  form('/studio/account/passkeys', passkeys.postPasskey)
  page('/studio/account/passkeys/:id/removal', passkeys.showPasskeyRemoval)
  form('/studio/account/passkeys/:id/removal', passkeys.postPasskeyRemoval)
  page('/studio/invitation/:secret', showInvitation)
  form('/studio/invitation/:secret', postInvitation)
  page('/studio/password/:secret', showNewPassword)
  form('/studio/password/:secret', postNewPassword)
  page('/studio/people', showPeopleOfHost)
  form('/studio/people', postPeopleOfHost)
  page('/studio/people/:id', showPerson)
  form('/studio/people/:id', postPerson)
  page('/studio/people/:id/second-factor', showPersonFactor)
  form('/studio/people/:id/second-factor', postPersonFactor)
  page('/studio/people/:id/password', showPersonPassword)
  form('/studio/people/:id/password', postPersonPassword)
  page(LOG, showLog)
  page('/studio/keys', showKeys)
  form('/studio/keys', postKey)
  page('/studio/keys/:id/revocation', leadUp(2))
  form('/studio/keys/:id/revocation', postRevocation)
  page('/studio/import', showImports)
  form('/studio/import', postImport)
  page('/studio/import/:id', showImport)
  page('/studio/shows/new', showNewShow)
  form('/studio/shows/new', postNewShow)
  page('/studio/shows/:show/settings', showSettings)
  form('/studio/shows/:show/settings', postSettings)
  page('/studio/shows/:show/people', showPeople)
  form('/studio/shows/:show/people', postPeople)
  page('/studio/shows/:show/more', showMore)
  form('/studio/shows/:show/more', postMore)
  page('/studio/shows/:show/cover', leadToCover)
  form('/studio/shows/:show/cover', postCover)
  page('/studio/shows/:show/feed', showFeedHealth)
  page('/studio/shows/:show/move', showMove)
  form('/studio/shows/:show/move', postMove)
  page('/studio/shows/:show/deletion', showShowDeletion)
  form('/studio/shows/:show/deletion', postShowDeletion)
  page('/studio/shows/:show/restoration', leadUp(1))
  form('/studio/shows/:show/restoration', postShowRestoration)
  page('/studio/shows/:show', showShowPage)
  page('/studio/episodes/:id', showEpisodePage)
  page('/studio/episodes/:id/restoration', leadUp(1))
  form('/studio/episodes/:id/restoration', postRestoration)
  page('/studio/episodes/:id/history', showHistory)
  form('/studio/episodes/:id/history', postHistory)
  page('/studio/episodes/:id/history/:number', showVersion)
  page('/studio/episodes/:id/transcripts/:language', showTranscriptPage)
  form('/studio/episodes/:id/transcripts/:language', postTranscriptPage)
  for (const section of SECTIONS) {
    const path = `/studio/episodes/:id/${section.name}${section.rest ?? ''}`
    page(path, leadToSection(section))
    form(path, postToSection(section))
  }

  page('/studio/shows/:show/upload', showUploadPage)
  form('/studio/shows/:show/upload', postUploadPage)
  page('/studio/episodes/:id/original', showOriginal)
  page('/studio/episodes/:id/picture/:side', showOwnPicture)
  // Files that come in pieces: from people, and from programs
  const uploads = resumableUploads(host)
  for (const path of [...LANGUAGES.map((language) => pathIn(language, '/studio/uploads')), '/api/v1/uploads']) {
    for (const each of [path, `${path}/:id`]) router.options(each, (req, res) => describeUploads(host, req, res))
    post(path, uploads.postUpload)
    post(`${path}/:id`, uploads.typeUpload)
    get(`${path}/:id`, uploads.showUpload)
    patch(`${path}/:id`, uploads.patchUpload)
    remove(`${path}/:id`, uploads.deleteUpload)
  }

  // Whoever has a link to an episode that is not public yet
  page('/preview/:secret', showPreview)
  get('/preview/:secret/audio/*path', showPreviewAudio)
  get('/preview/:secret/images/:side/*path', showPreviewImage)
  get('/preview/:secret/transcripts/:show/:file', showPreviewTranscript)

  // People
  router.use(compressPages)
  page('/', showHome)
  namedPage(SEARCH_PATH, showSearch)
  for (const language of LANGUAGES) {
    get(pathIn(language, '/embed/:show.json'), showShowFacts)
    get(pathIn(language, '/embed/:show/:episode.json'), showEpisodeFacts)
  }
  page('/embed/:show', embedShow)
  page('/embed/:show/:episode', embedEpisode)
  for (const name of ['accessibility', 'imprint', 'privacy'] as const)
    namedPage(legalPath(LEGAL_PAGES[name]), showLegal(name))
  get(`/${EASY_LANGUAGE}`, showEasyLanguage)
  for (const language of LANGUAGES.slice(1))
    get(pathIn(language, `/${EASY_LANGUAGE}`), leadToOnlyOne(`/${EASY_LANGUAGE}`))
  page('/:show', showShow)
  page('/:show/:episode', showEpisode)

  refuseOtherMethods(router, known)
}
