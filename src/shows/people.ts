/** The Podcast Taxonomy: what people do for a podcast, by group (podcast namespace, taxonomy.json). */
export const ROLES: Readonly<Record<string, readonly string[]>> = {
  'Creative Direction': [
    'Director',
    'Assistant Director',
    'Executive Producer',
    'Senior Producer',
    'Producer',
    'Associate Producer',
    'Development Producer',
    'Creative Director',
  ],
  Cast: ['Host', 'Co-Host', 'Guest Host', 'Guest', 'Voice Actor', 'Narrator', 'Announcer', 'Reporter'],
  Writing: [
    'Author',
    'Editorial Director',
    'Co-Writer',
    'Writer',
    'Songwriter',
    'Guest Writer',
    'Story Editor',
    'Managing Editor',
    'Script Editor',
    'Script Coordinator',
    'Researcher',
    'Editor',
    'Fact Checker',
    'Translator',
    'Transcriber',
    'Logger',
  ],
  'Audio Production': [
    'Studio Coordinator',
    'Technical Director',
    'Technical Manager',
    'Audio Engineer',
    'Remote Recording Engineer',
    'Post Production Engineer',
  ],
  'Audio Post-Production': [
    'Audio Editor',
    'Sound Designer',
    'Foley Artist',
    'Composer',
    'Theme Music',
    'Music Production',
    'Music Contributor',
  ],
  Administration: [
    'Production Coordinator',
    'Booking Coordinator',
    'Production Assistant',
    'Content Manager',
    'Marketing Manager',
    'Sales Representative',
    'Sales Manager',
  ],
  Visuals: ['Graphic Designer', 'Cover Art Designer'],
  Community: ['Social Media Manager'],
  'Misc.': ['Consultant', 'Intern'],
  'Video Production': ['Camera Operator', 'Lighting Designer', 'Camera Grip', 'Assistant Camera'],
  'Video Post-Production': ['Editor', 'Assistant Editor'],
}

/** What somebody does of whom nothing else is said. */
const DEFAULT = { group: 'Cast', role: 'Host' }

const ALL = Object.entries(ROLES).flatMap(([group, roles]) => roles.map((role) => ({ group, role })))

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/**
 * A role and its group as the taxonomy spells them, whatever their capitals; null when there are none such. A role
 * without a group has the first group that knows it, and nothing at all is a host.
 */
export function findRole(role?: string, group?: string): { group: string; role: string } | null {
  if (role === undefined && group === undefined) return DEFAULT
  const wanted = role ?? DEFAULT.role
  return ALL.find((one) => isSame(one.role, wanted) && (group === undefined || isSame(one.group, group))) ?? null
}
