import { Refusal } from '../../src/lib/errors.ts'

/** The sentences of an `invalid` refusal, by field; none when what was typed is taken. */
export function sentencesOf(read: () => unknown): Record<string, string> {
  try {
    read()
  } catch (error) {
    if (error instanceof Refusal && error.status === 422 && error.code === 'invalid') return error.fields
    throw error
  }
  return {}
}
