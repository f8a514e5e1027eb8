/**
 * Does the same work for each of many things, so many at once. After a failure nothing more is begun; it is thrown when
 * what was under way has ended.
 */
export async function forEachAtOnce<Thing>(
  things: AsyncIterable<Thing>,
  atOnce: number,
  work: (thing: Thing) => Promise<void>,
) {
  const rest = things[Symbol.asyncIterator]()
  const failures: unknown[] = []
  const takeTurns = async () => {
    while (failures.length === 0) {
      try {
        const next = await rest.next()
        if (next.done) return
        await work(next.value)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, takeTurns))
  if (failures.length === 0) return
  await rest.return?.()
  throw failures[0]
}
