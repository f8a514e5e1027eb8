/** What is done with what the browser keeps: null where it keeps nothing. */
export function quietly<Result>(work: () => Result): Result | null {
  try {
    return work()
  } catch {
    return null
  }
}
