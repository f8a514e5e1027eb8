/** What a page tells of an episode outside the form in which it was typed. */
export interface ShownFacts {
  title: string
  /** In a draft it follows the title. */
  slug: string
}

/** Shows it in the heading, in the title of the page, and in the field of the address unless somebody typed there. */
export function showFacts({ title, slug }: ShownFacts) {
  const heading = document.querySelector('h1')!
  const before = heading.textContent
  document.title = document.title.replace(before, () => title)
  heading.textContent = title
  const field = document.querySelector<HTMLInputElement>('#slug')
  if (!field || field.value !== field.defaultValue) return
  field.defaultValue = slug
  field.value = slug
}
