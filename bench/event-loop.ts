import { monitorEventLoopDelay } from 'node:perf_hooks'

/**
 * Loaded into the host under test before its own code. Told `begin` and then `end`, it answers how long the event
 * loop was held at the most in between, in milliseconds. It measures only meanwhile, so it costs nothing otherwise.
 */
const delay = monitorEventLoopDelay({ resolution: 1 })

process.on('message', (word) => {
  if (word === 'begin') {
    delay.reset()
    delay.enable()
  } else if (word === 'end') {
    delay.disable()
  }
  process.send!(delay.max / 1e6)
})
process.channel?.unref()
