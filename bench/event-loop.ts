import { monitorEventLoopDelay } from 'node:perf_hooks'

/**
 * Loaded into the host under test before its own code. Told `begin` and then `end`, it answers how long the event
 * loop was held at the most in between, in milliseconds. It measures only meanwhile, so it costs nothing otherwise.
 */
const delay = monitorEventLoopDelay({ resolution: 1 })
/** The first delay after a beginning is not counted, so it must have passed before the work begins. */
const LEAD_MILLISECONDS = 20

process.on('message', (word) => {
  if (word === 'begin') {
    delay.reset()
    delay.enable()
    setTimeout(() => process.send!(0), LEAD_MILLISECONDS)
  } else if (word === 'end') {
    delay.disable()
    process.send!(delay.max / 1e6)
  }
})
process.channel?.unref()
