/** What a key is built from: ids, slugs and hashes, never a path and never what a sender typed. */
const PART = /^[A-Za-z0-9_-]+$/

/**
 * Where an episode's audio is kept. The hash is in the key, so other bytes are another object, and so is the upload:
 * an object belongs to one row, and one that no row names can be removed without looking who else might need it.
 */
export function audioKey({ showId, episodeId, uploadId, sha256, extension }: AudioKey): string {
  return `audio/${part(showId)}/${part(episodeId)}/${part(uploadId)}-${part(sha256)}.${part(extension)}`
}

interface AudioKey {
  showId: string
  episodeId: string
  /** New for each upload. */
  uploadId: string
  /** Lower-case hex. */
  sha256: string
  /** Without a dot. */
  extension: string
}

/** Where a picture of a show or of one of its episodes is kept. */
export function artworkKey({ showId, sha256, extension }: Omit<AudioKey, 'episodeId' | 'uploadId'>): string {
  return `artwork/${part(showId)}/${part(sha256)}.${part(extension)}`
}

/** Where a picture is kept in another size, beside the one it was made from. */
export function imageKey({ showId, sha256, side }: Pick<AudioKey, 'showId' | 'sha256'> & { side: number }): string {
  return `images/${part(showId)}/${part(sha256)}-${side}.webp`
}

/** What an image was made from, as `<showId>/<sha256>`. */
export const originOfImage = (key: string) => key.replace(/^images\//, '').replace(/-\d+\.webp$/, '')

/** What all keys begin with of an upload that lies in a bucket until it is whole. */
export const receivedKey = (uploadId: string) => `${RECEIVED}${part(uploadId)}`
export const RECEIVED = 'received/'

/** Where the part of an upload is that begins at a byte of it; in the order of their keys they are in that of their bytes. */
export const receivedPartKey = (uploadId: string, at: number) =>
  `${receivedKey(uploadId)}/${String(at).padStart(OFFSET_DIGITS, '0')}`

/** Where it is noted that an upload was begun. */
export const receivedBeginKey = (uploadId: string) => `${receivedKey(uploadId)}/begun`
/** As many as the largest whole number that is exact has. */
const OFFSET_DIGITS = 16

/**
 * Where a rendered feed is copied. Its version is in the key: of two workers that render at once the slower
 * one writes beside the current version, never over it.
 */
export function feedKey(slug: string, etag: string): string {
  return `feeds/${part(slug)}/${part(etag)}.xml`
}

/** Throws on a key that could leave the store's folder or be taken for a file of the store itself: a bug, no refusal. */
export function checkKey(key: string): void {
  const bad = key.includes('\0') || key.split('/').some((segment) => segment === '' || segment.startsWith('.'))
  if (bad) throw new Error(`Not a storage key: ${JSON.stringify(key)}`)
}

function part(text: string): string {
  if (!PART.test(text)) throw new Error(`Not a part of a storage key: ${JSON.stringify(text)}`)
  return text
}
