/** How long work that is done in one go keeps this thread computing, in milliseconds; what else the machine does is not in it. */
export function computing(work: () => unknown): number {
  const before = process.threadCpuUsage()
  work()
  return milliseconds(process.threadCpuUsage(before))
}

/** How long all threads of this process compute until work has ended, in milliseconds. */
export async function computingAll(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  return milliseconds(process.cpuUsage(before))
}

/** Watches this thread; the answer is how many milliseconds it has computed at most without anything else having a turn. */
export function watchTurns(): () => number {
  let longest = 0
  let last = process.threadCpuUsage()
  const look = () => {
    longest = Math.max(longest, milliseconds(process.threadCpuUsage(last)))
    last = process.threadCpuUsage()
  }
  const timer = setInterval(look, 1)
  return () => {
    look()
    clearInterval(timer)
    return longest
  }
}

const milliseconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000
