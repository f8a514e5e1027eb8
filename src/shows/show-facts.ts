import type { License, Location, Person } from './credits-input.ts'
import type { Funding, Publisher, RemoteShow, SocialInteract, Txt } from './links-input.ts'
import type { Season, UpdateFrequency } from './schedule-input.ts'
import type { Show } from './show.ts'

/** What the JSON columns of a show hold, as its reader made it. */
export interface ShowFacts {
  seasons: Season[]
  persons: Person[]
  locations: Location[]
  license: License | null
  funding: Funding[]
  updateFrequency: UpdateFrequency | null
  txt: Txt[]
  podroll: RemoteShow[]
  publisher: Publisher | null
  socialInteract: SocialInteract[]
}

export const factsOfShow = (show: Pick<Show, keyof ShowFacts>) => show as unknown as ShowFacts
