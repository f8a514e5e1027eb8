/**
 * What a request of a script says of the page it comes from: the id of the person whose page it is. The page has it in a
 * `<meta>` of this name. The host's refusal has its code under the same name, since an answer to HEAD has no body.
 */
export const PERSON_HEADER = 'Sendeplatz-Person'

/** The code of the refusal where somebody else is signed in by now. */
export const SOMEBODY_ELSE = 'somebody-else'
