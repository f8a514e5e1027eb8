/** Some neighbouring items of a list as somebody saw them, and what is to stand in their place. */
export interface RunChange<Item> {
  /** Where the first of them stood, from 0. */
  at: number
  was: readonly Item[]
  now: readonly Item[]
}

interface Found<Item> extends RunChange<Item> {
  place: number
}

/**
 * The list with these changes, though others may have changed it since it was seen: items are known by `keyOf`. A run
 * that is not where it was is taken elsewhere if it is there once only. `lost` are the places in `changes` of those
 * whose run is there no more, or is part of another one.
 */
export function replaceRuns<Item>(
  list: readonly Item[],
  changes: readonly RunChange<Item>[],
  keyOf: (item: Item) => string,
): { list: Item[]; lost: number[] } {
  const keys = list.map(keyOf)
  const places = Map.groupBy(keys.keys(), (place) => keys[place]!)
  const taken = new Set<number>()
  const lost: number[] = []
  const found: Found<Item>[] = []
  for (const [index, change] of changes.entries()) {
    const run = change.was.map(keyOf)
    const place = placeOf(run, change.at)
    const those = run.map((_, offset) => place! + offset)
    if (place === undefined || those.some((one) => taken.has(one))) lost.push(index)
    else {
      for (const one of those) taken.add(one)
      found.push({ ...change, place })
    }
  }
  return { list: replaced(list, found), lost }

  function placeOf(run: string[], at: number): number | undefined {
    const isAt = (place: number) => run.length > 0 && run.every((key, offset) => keys[place + offset] === key)
    if (isAt(at)) return at
    const others = (places.get(run[0]!) ?? []).filter(isAt)
    return others.length === 1 ? others[0] : undefined
  }
}

function replaced<Item>(list: readonly Item[], found: Found<Item>[]): Item[] {
  const result: Item[] = []
  let next = 0
  for (const { place, was, now } of found.toSorted((one, other) => one.place - other.place)) {
    for (; next < place; next += 1) result.push(list[next]!)
    result.push(...now)
    next = place + was.length
  }
  return result.concat(list.slice(next))
}

/**
 * What makes `to` of `from`, for `replaceRuns`: items that are the same objects in both stay. Where as many come as go,
 * each is a change of its own; what is put in comes with a neighbour, so that its place is known.
 */
export function runChanges<Item>(
  from: readonly Item[],
  to: readonly Item[],
  keyOf: (item: Item) => string,
): RunChange<Item>[] {
  return gapsBetween(from, to).flatMap(({ at, was, now }) => {
    if (was.length !== now.length) return [{ at, was, now }]
    return was
      .map((one, offset) => ({ at: at + offset, was: [one], now: [now[offset]!] }))
      .filter((change) => keyOf(change.was[0]!) !== keyOf(change.now[0]!))
  })
}

/** What lies between items that both lists have; never with nothing in `was`. */
function gapsBetween<Item>(from: readonly Item[], to: readonly Item[]): RunChange<Item>[] {
  const places = new Map(from.map((item, place) => [item, place]))
  const kept: { was: number; now: number }[] = [{ was: -1, now: -1 }]
  for (const [now, item] of to.entries()) {
    const was = places.get(item)
    if (was === undefined || was <= kept.at(-1)!.was) continue
    // Nothing goes where this comes: the neighbour in front counts as changed too, else the one behind.
    if (was === kept.at(-1)!.was + 1 && now > kept.at(-1)!.now + 1) {
      if (kept.length === 1) continue
      kept.pop()
    }
    kept.push({ was, now })
  }
  if (kept.at(-1)!.was === from.length - 1 && kept.at(-1)!.now < to.length - 1 && kept.length > 1) kept.pop()
  kept.push({ was: from.length, now: to.length })
  return kept.slice(1).flatMap((end, index) => {
    const start = kept[index]!
    const [was, now] = [from.slice(start.was + 1, end.was), to.slice(start.now + 1, end.now)]
    return was.length + now.length > 0 ? [{ at: start.was + 1, was, now }] : []
  })
}
