export type Coding = 'br' | 'gzip' | 'plain'

const WEIGHT = /^\s*q\s*=\s*(\d(?:\.\d*)?)\s*$/i

/**
 * The coding of ours that an Accept-Encoding header wishes most (RFC 9110 §12.5.3), of several the smallest. Without the
 * header, and for codings we don't know, the bytes go as they are. Without the bytes in Brotli it is one of the others.
 */
export function preferredCoding(acceptEncoding: string | undefined, { hasBr = true } = {}): Coding {
  if (!acceptEncoding) return 'plain'
  let any = 0
  let plain = 0
  let gzip: number | null = null
  let br: number | null = null
  for (const part of acceptEncoding.split(',')) {
    const [name = '', ...parameters] = part.split(';')
    let weight = 1
    for (const parameter of parameters) weight = Number(WEIGHT.exec(parameter)?.[1] ?? weight)
    const coding = name.trim().toLowerCase()
    if (coding === 'br') br = weight
    else if (coding === 'gzip' || coding === 'x-gzip') gzip = weight
    else if (coding === 'identity') plain = weight
    else if (coding === '*') any = weight
  }
  const forBr = hasBr ? (br ?? any) : 0
  const forGzip = gzip ?? any
  if (forBr > 0 && forBr >= Math.max(forGzip, plain)) return 'br'
  return forGzip > 0 && forGzip >= plain ? 'gzip' : 'plain'
}
