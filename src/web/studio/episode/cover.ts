import { setEpisodeArtwork } from '../../../episodes/episode-artwork.ts'
import { pathIn } from '../../languages.ts'
import { seenVersion } from '../../seen-version.ts'
import { textParts } from '../../uploads/multipart.ts'
import { readPicture } from '../../uploads/picture.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { coverForm } from '../cover-form.ts'
import { fieldErrors } from '../field-errors.ts'
import { AWAY, attempt, statusOfRefused } from '../form.ts'
import { conflictOf, episodePath, type Section, sectionPath, typedIn } from './section.ts'

const NAME = 'cover'

/** The episode's own picture; without one apps show the show's. */
export const coverSection: Section = {
  name: NAME,
  title: (language) => studioWordsFor(language).settings.cover.ofEpisode,
  content(view) {
    const { host, episode, language, mayEdit } = view
    const typed = typedIn(view, NAME)
    const words = studioWordsFor(language).settings.cover
    const isPublic = episode.publishAt !== null && episode.publishAt <= host.now()
    return coverForm({
      ...{ language, config: host.config, artwork: episode.artwork },
      privatePath: isPublic ? null : `${pathIn(language, episodePath(episode))}/picture/320`,
      none: words.showsCounts,
      upload: words.uploadOfEpisode,
      action: mayEdit ? `${sectionPath(view, NAME)}?seen=${episode.version}` : null,
      ...{ typed, errors: typed ? (view.again?.errors ?? {}) : {} },
    })
  },
  async receive({ host, episode, language, person: by }, req, res) {
    const outcome = await attempt(
      async () =>
        setEpisodeArtwork(host, episode.id, await readPicture(host, req, res), { by, seen: seenVersion(req) }),
      [AWAY],
    )
    if ('done' in outcome) return null
    const { refused } = outcome
    const errors = fieldErrors(language, refused, { content: 'artwork' })
    return { typed: textParts(req), errors, ...conflictOf(refused), status: statusOfRefused(host, res, refused) }
  },
}
