import { askAnew, showAnew } from './show-anew.ts'

/** What on a page is no longer true once a file has come: elements with an id and this attribute, also inside each other. */
const FOLLOWER = '[data-follows-upload][id]'

const touched = new WeakSet<Element>()

/** From now on what somebody types in stays as it is. */
export function watchFollowers() {
  const touch = ({ target }: Event) => {
    if (!(target instanceof Element)) return
    for (let found = target.closest(FOLLOWER); found; found = found.parentElement?.closest(FOLLOWER) ?? null)
      touched.add(found)
  }
  document.addEventListener('input', touch)
  document.addEventListener('change', touch)
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('button')) touch(event)
  })
}

/** Shows what follows an upload as it is now, but for what somebody is at; says whether that was all. */
export async function showFollowers(): Promise<boolean> {
  const page = await askAnew()
  return page !== null && follow(document.body, page)
}

function follow(within: Element, page: Document): boolean {
  let isAll = true
  for (const element of within.querySelectorAll(FOLLOWER)) {
    if (!element.isConnected || element.parentElement!.closest(FOLLOWER) !== within.closest(FOLLOWER)) continue
    const fresh = page.getElementById(element.id)
    const isBusy = touched.has(element) || element.contains(document.activeElement)
    if (fresh && !isBusy) showAnew(element, fresh)
    else if (!fresh || !element.querySelector(FOLLOWER) || !follow(element, page)) isAll = false
  }
  return isAll
}
