import { randomInt } from 'node:crypto'

const COUNT = 10
/** Each half of a code: ten characters together are 49 bits. */
const HALF = 5
/** Without those that are mistaken for each other on paper. */
const CHARACTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Ten codes for the day on which the phone is lost, as `k4m9x-7pw2c`. */
export const makeRecoveryCodes = (): string[] => Array.from({ length: COUNT }, () => `${half()}-${half()}`)

/** Whether a text can be nothing but a recovery code, however it was typed. */
export const looksLikeRecoveryCode = (typed: string) => /^[a-z0-9]{5}-[a-z0-9]{5}$/.test(readRecoveryCode(typed))

/** A recovery code as it is kept, however it was typed: with blanks, in capitals, without its dash. */
export function readRecoveryCode(typed: string): string {
  const characters = typed.toLowerCase().replace(/[^a-z0-9]/g, '')
  return `${characters.slice(0, HALF)}-${characters.slice(HALF)}`
}

const half = () => Array.from({ length: HALF }, () => CHARACTERS[randomInt(CHARACTERS.length)]).join('')
