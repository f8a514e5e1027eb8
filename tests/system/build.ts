import { build } from 'vite'

/** What runs in the browser, as it is now. */
export async function setup() {
  await build()
}
