/** The number of the line, from 1, in which a character stands. */
export function lineOf(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

/** Where a text stops being JSON (RFC 8259): the first character that can't stand where it is, or its end. */
export function brokenAtOffset(text: string): number {
  const open: string[] = []
  let next: 'value' | 'name' | 'colon' | 'more' = 'value'
  let isFirst = false
  for (const { token, offset } of tokens(text)) {
    const mayClose = next === 'more' || isFirst
    if (token === '{' && next === 'value') next = 'name'
    else if (token === '[' && next === 'value') next = 'value'
    else if (token === '}' && open.at(-1) === '{' && mayClose) next = 'more'
    else if (token === ']' && open.at(-1) === '[' && mayClose) next = 'more'
    else if (token === ',' && next === 'more' && open.length > 0) next = open.at(-1) === '{' ? 'name' : 'value'
    else if (token === ':' && next === 'colon') next = 'value'
    else if (token[0] === '"' && next === 'name') next = 'colon'
    else if (!'{}[],:'.includes(token) && next === 'value') next = 'more'
    else return offset

    isFirst = token === '{' || token === '['
    if (isFirst) open.push(token)
    else if (token === '}' || token === ']') open.pop()
  }
  return text.length
}

/** The line of each item of the list that is the whole of a valid document, or the value of that name in it. */
export function linesOfItems(json: string, name: string): number[] {
  const lines: number[] = []
  const open: string[] = []
  let inList = false
  let before = ''
  let named = ''
  let counted = { offset: 0, line: 1 }
  for (const { token, offset } of tokens(json)) {
    if (token === ':' && open.length === 1) named = before
    const isItem = inList && open.length === (open[0] === '[' ? 1 : 2) && token !== ',' && token !== ']'
    if (isItem) {
      counted = { offset, line: counted.line + lineOf(json.slice(counted.offset, offset), offset) - 1 }
      lines.push(counted.line)
    }
    if (token === '[') inList ||= open.length === 0 || (open.length === 1 && named === JSON.stringify(name))
    if (token === '{' || token === '[') open.push(token)
    else if (token === '}' || token === ']') open.pop()
    if (inList && open.length === (open[0] === '{' ? 1 : 0)) return lines
    before = token
  }
  return lines
}

const TOKEN =
  /[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\["\\/bfnrt]|\\u[\da-f]{4})*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?|true|false|null/iy

/** The tokens of a JSON text; at what is none, a token of one character that fits nowhere. */
function* tokens(text: string): Generator<{ token: string; offset: number }> {
  const blank = /[ \t\n\r]*/y
  const pattern = new RegExp(TOKEN)
  for (let offset = 0; ; ) {
    blank.lastIndex = offset
    blank.exec(text)
    offset = blank.lastIndex
    if (offset >= text.length) return
    pattern.lastIndex = offset
    const token = pattern.exec(text)?.[0]
    yield { token: token ?? ',:', offset }
    if (token === undefined) return
    offset += token.length
  }
}
