import type { License, Location, Person } from '../shows/credits-input.ts'
import type { SocialInteract, Txt } from '../shows/links-input.ts'
import type { Episode } from './episode.ts'
import type { Soundbite } from './soundbites-input.ts'

/** What the JSON columns of an episode hold, as its reader made it. Chapters have a file of their own. */
export interface EpisodeFacts {
  persons: Person[]
  locations: Location[]
  license: License | null
  soundbites: Soundbite[]
  txt: Txt[]
  socialInteract: SocialInteract[]
}

export const factsOfEpisode = (episode: Pick<Episode, keyof EpisodeFacts>) => episode as unknown as EpisodeFacts
