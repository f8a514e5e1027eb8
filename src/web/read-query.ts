import { parse } from 'node:querystring'

/** What takes the place of a zero byte: by it nothing is called. */
const NOTHING = encodeURIComponent('\ufffd')

/** The query of an address. No database can be asked for a zero byte, so none is in it. */
export const readQuery = (query: string | null) => parse((query ?? '').replaceAll('%00', NOTHING))
