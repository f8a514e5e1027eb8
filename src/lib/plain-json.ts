import { isDeepStrictEqual } from 'node:util'

/** A value as it comes out of a JSON column: without what is undefined. */
export const plainJson = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)))

/** Whether two values are the same, also where one came out of a JSON column. */
export const isSame = (one: unknown, other: unknown) => isDeepStrictEqual(plainJson(one), plainJson(other))
