import { pino } from 'pino'

export type Log = ReturnType<typeof openLog>

/** JSON lines on standard output: a constant message in the past tense, facts in fields. */
export function openLog(level: string) {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
}
