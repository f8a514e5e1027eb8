export type Coding = 'br' | 'gzip' | 'plain'

/**
 * The smallest coding of ours that an Accept-Encoding header allows (RFC 9110 §12.5.3). Without the header, and for
 * codings we don't know, the bytes go as they are. Weights other than 0 are not compared: our order is by size. Without
 * the bytes in Brotli it is one of the others.
 */
export function preferredCoding(acceptEncoding: string | undefined, { hasBr = true } = {}): Coding {
  if (!acceptEncoding) return 'plain'
  let any = false
  let gzip: boolean | null = null
  let br: boolean | null = null
  for (const part of acceptEncoding.split(',')) {
    const [name = '', ...parameters] = part.split(';')
    const allowed = !parameters.some((parameter) => /^\s*q\s*=\s*0(?:\.0{0,3})?\s*$/i.test(parameter))
    const coding = name.trim().toLowerCase()
    if (coding === 'br') br = allowed
    else if (coding === 'gzip' || coding === 'x-gzip') gzip = allowed
    else if (coding === '*') any = allowed
  }
  if (hasBr && (br ?? any)) return 'br'
  return (gzip ?? any) ? 'gzip' : 'plain'
}
