import { PERSON_HEADER, SOMEBODY_ELSE } from './person-header.ts'

/** The header by which the host refuses what comes from this page while somebody else is signed in; none before signing in. */
export function ofThisPage(): Record<string, string> {
  const person = document.querySelector<HTMLMetaElement>(`meta[name="${PERSON_HEADER}"]`)?.content
  return person ? { [PERSON_HEADER]: person } : {}
}

/** Whether an answer is that refusal. */
export const isForSomebodyElse = ({ headers }: Response): boolean => headers.get(PERSON_HEADER) === SOMEBODY_ELSE
