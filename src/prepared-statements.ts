/** Each connection keeps so many at most: a text of another length each time would fill the server's memory. */
const MAX_STATEMENTS = 400

/** Which plan is the best one depends on the words that are looked for, so these are planned each time. */
const FULL_TEXT = /@@|tsquery/

/**
 * Names statements by their text, so that a connection has the server read and plan each of them once, and not every
 * time. What comes after so many texts stays without a name.
 */
export function nameStatements(max = MAX_STATEMENTS) {
  const names = new Map<string, string>()
  return ({ sql }: { sql: string }): string => {
    const known = names.get(sql)
    if (known !== undefined) return known
    if (names.size >= max || FULL_TEXT.test(sql)) return ''
    const name = `statement_${names.size}`
    names.set(sql, name)
    return name
  }
}
