/** The first that computes argon2id, with which passwords are kept. */
const [NEEDED_MAJOR, NEEDED_MINOR] = [24, 7] as const

/** A sentence for whoever started this with a Node that is too old; null where it isn't. */
export function refuseOldNode(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > NEEDED_MAJOR || (major === NEEDED_MAJOR && minor >= NEEDED_MINOR)) return null
  return `Sendeplatz needs Node ${NEEDED_MAJOR}.${NEEDED_MINOR} or newer, and this is ${version}. npm start brings its own: run npm ci first.`
}
