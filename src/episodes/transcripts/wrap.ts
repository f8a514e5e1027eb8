/** A text on one line as lines of at most so many characters, broken at blanks; a longer word has a line of its own. */
export function wrap(text: string, maxCharacters: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > maxCharacters) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
