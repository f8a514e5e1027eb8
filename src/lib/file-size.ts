/** Of a thousand of the one below, as disks are sold and files are listed; what rounds to a thousand is one of the next. */
const UNITS = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
] as const

/** Bytes as people read them in a language, with a decimal below a hundred: 961 kB, 14,2 MB, 2,1 GB. */
export const fileSize = (language: string, bytes: number): string => sized(language, bytes, 'halfExpand')

/** The same of what is taken at most, never more than that. */
export const sizeLimit = (language: string, bytes: number): string => sized(language, bytes, 'floor')

function sized(language: string, bytes: number, roundingMode: 'halfExpand' | 'floor'): string {
  const least = roundingMode === 'floor' ? 1 : 0.9995
  const [unit, divisor] = UNITS.find(([, divisor]) => bytes >= divisor * least) ?? UNITS[2]
  const value = bytes / divisor
  const options = { style: 'unit', unit, maximumFractionDigits: value < 99.95 ? 1 : 0, roundingMode } as const
  return new Intl.NumberFormat(language, options).format(value)
}
