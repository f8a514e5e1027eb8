import { ofThisPage } from './whose-page.ts'

/** So long the host is waited for. */
const WAIT_MILLISECONDS = 10_000

/** What the host answers at an address before a form is sent there with the page; null where it can't be reached. */
export async function askHost(address: string): Promise<Response | null> {
  const signal = AbortSignal.timeout(WAIT_MILLISECONDS)
  const asked = { method: 'HEAD', headers: ofThisPage(), redirect: 'manual', signal } as const
  const answer = await fetch(address, asked).catch(() => null)
  return answer && answer.status < 500 ? answer : null
}
