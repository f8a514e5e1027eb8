/** Bytes that were received and are not kept yet: a file in `uploads/` and what is known of it. */
export interface StagedFile {
  path: string
  /** As the sender called it. A label, never a path and never a hint at what the file is. */
  name: string
  bytes: number
  /** Lower-case hex, computed while the bytes came in. */
  sha256: string
}
