/** More words than anybody types. */
const MAX_WORDS = 10

/** The words of a search, as they are written in a pattern of LIKE. */
export const likeWords = (text: string): string[] =>
  text
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, MAX_WORDS)
    .map((word) => word.replace(/[\\%_]/g, '\\$&'))
