/** More steps back than anybody takes. */
const MAX_STEPS = 200

/** What stood there before each step. Steps with the same key, but for null, are one. */
export function stepsBack<State>() {
  let steps: State[] = []
  let lastKey: unknown = null
  return {
    took(before: State, key: unknown) {
      if (key === null || key !== lastKey) steps = [...steps.slice(1 - MAX_STEPS), before]
      lastKey = key
    },
    takeBack(): State | undefined {
      lastKey = null
      return steps.pop()
    },
    forget() {
      steps = []
      lastKey = null
    },
    get isEmpty() {
      return steps.length === 0
    },
  }
}
