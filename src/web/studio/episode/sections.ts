import { audioSection } from './audio.ts'
import { chaptersSection } from './chapters.ts'
import { coverSection } from './cover.ts'
import { deletionSection } from './deletion.ts'
import { factsSection } from './facts.ts'
import { peopleSection } from './people.ts'
import { previewSection } from './preview.ts'
import { publicationSection } from './publication.ts'
import type { Section } from './section.ts'
import { soundbitesSection } from './soundbites.ts'
import { textsSection } from './texts.ts'
import { transcriptsSection } from './transcripts.ts'

/** The parts of the episode page in their order. What stands here has its addresses (see `routes`) and its place. */
export const SECTIONS: readonly Section[] = [
  audioSection,
  textsSection,
  factsSection,
  peopleSection,
  coverSection,
  chaptersSection,
  transcriptsSection,
  soundbitesSection,
  previewSection,
  publicationSection,
  deletionSection,
]
