import { may } from '../../../accounts/access.ts'
import { listMembers } from '../../../accounts/member.ts'
import { statusOf } from '../../../episodes/episode.ts'
import { type Html, html } from '../../../lib/html.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import type { EpisodeView } from './section.ts'

/** For somebody who may not change the episode as it stands: why, and who may. */
export async function whoMayEdit({
  host,
  person,
  episode,
  language,
}: Pick<EpisodeView, 'host' | 'person' | 'episode' | 'language'>): Promise<Html> {
  const words = studioWordsFor(language).episode.readOnly
  const status = statusOf(episode, host.now())
  const isAuthor = may(person, 'edit draft', episode.showId)
  const members = await listMembers(host, episode.showId)
  const editors = members.filter(({ role, person }) => (role === 'editor' || role === 'owner') && !person.deactivatedAt)
  const names = new Intl.ListFormat(language).format(editors.map(({ person }) => person.name))
  return html`<p class="notice">${isAuthor && status !== 'draft' ? words.author[status] : words.reader} ${
    names ? words.who(names) : words.administration
  }</p>`
}
