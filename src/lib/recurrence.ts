import { isOnCalendar } from './calendar.ts'

/** RFC 5545 §3.3.10: each part of a rule by its name, and what one value of it may be. */
const PARTS: Readonly<Record<string, (value: string) => boolean>> = {
  FREQ: (value) => /^(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/.test(value),
  UNTIL: (value) => isDateOrTime(value),
  COUNT: (value) => isNumber(value, 1, 1_000_000),
  INTERVAL: (value) => isNumber(value, 1, 1_000_000),
  BYSECOND: (value) => isNumber(value, 0, 60),
  BYMINUTE: (value) => isNumber(value, 0, 59),
  BYHOUR: (value) => isNumber(value, 0, 23),
  BYDAY: (value) => /^([+-]?(0?[1-9]|[1-4]\d|5[0-3]))?(SU|MO|TU|WE|TH|FR|SA)$/.test(value),
  BYMONTHDAY: (value) => isSigned(value, 31),
  BYYEARDAY: (value) => isSigned(value, 366),
  BYWEEKNO: (value) => isSigned(value, 53),
  BYMONTH: (value) => isNumber(value, 1, 12),
  BYSETPOS: (value) => isSigned(value, 366),
  WKST: (value) => /^(SU|MO|TU|WE|TH|FR|SA)$/.test(value),
}

/**
 * The parts of a recurrence rule (RFC 5545 §3.3.10), or null when it is none: a part unknown or twice, a value out of
 * bounds, UNTIL beside COUNT, or a part that its frequency excludes. The rule is expected in capital letters.
 */
export function readRecurrence(rule: string): Map<string, string> | null {
  const parts = new Map<string, string>()
  for (const written of rule.split(';')) {
    const [, name = '', value = ''] = /^([A-Z]+)=(.+)$/.exec(written) ?? []
    if (!Object.hasOwn(PARTS, name) || parts.has(name)) return null
    const values = name.startsWith('BY') ? value.split(',') : [value]
    if (!values.every(PARTS[name]!)) return null
    parts.set(name, value)
  }
  return goTogether(parts) ? parts : null
}

function goTogether(parts: Map<string, string>): boolean {
  const frequency = parts.get('FREQ')
  if (!frequency || (parts.has('UNTIL') && parts.has('COUNT'))) return false
  if (/\d/.test(parts.get('BYDAY') ?? '')) {
    if (frequency !== 'MONTHLY' && frequency !== 'YEARLY') return false
    if (frequency === 'YEARLY' && parts.has('BYWEEKNO')) return false
  }
  if (parts.has('BYMONTHDAY') && frequency === 'WEEKLY') return false
  if (parts.has('BYYEARDAY') && ['DAILY', 'WEEKLY', 'MONTHLY'].includes(frequency)) return false
  if (parts.has('BYWEEKNO') && frequency !== 'YEARLY') return false
  return !parts.has('BYSETPOS') || [...parts.keys()].some((name) => name.startsWith('BY') && name !== 'BYSETPOS')
}

const isNumber = (value: string, first: number, last: number) =>
  /^\d{1,7}$/.test(value) && Number(value) >= first && Number(value) <= last

/** Counted from the start, or with a minus from the end; never 0. */
const isSigned = (value: string, last: number) => isNumber(value.replace(/^[+-]/, ''), 1, last)

function isDateOrTime(value: string): boolean {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)(?:T([01]\d|2[0-3])[0-5]\d([0-5]\d|60)Z?)?$/.exec(value) ?? []
  return year !== undefined && isOnCalendar(Number(year), Number(month), Number(day))
}
