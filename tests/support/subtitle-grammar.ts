const VTT_TIMES = /^(\d\d+):([0-5]\d):([0-5]\d)\.(\d{3}) --> (\d\d+):([0-5]\d):([0-5]\d)\.(\d{3})$/
/** Of what WebVTT has, only voices in front of a cue; every other bracket and ampersand is escaped, and no arrow is there. */
const VTT_TEXT = /^(?!.*-->)(?:<v [^<>\n]+>)?(?:[^<>&]|&(?:amp|lt|gt|#45);)+$/s
const SRT_BLOCK = /^(\d+)\n\d\d+:[0-5]\d:[0-5]\d,\d{3} --> \d\d+:[0-5]\d:[0-5]\d,\d{3}\n(?!.*-->)[^\n].*$/s

/** What of the grammar of WebVTT (W3C) a file breaks: ascending starts, ends behind them, texts that are one. */
export function brokenVtt(file: string): string[] {
  const [head, ...blocks] = blocksOf(file)
  const faults = head === 'WEBVTT' ? [] : ['has no head']
  let before = 0
  for (const [at, block] of blocks.entries()) {
    const [times = '', ...lines] = block.split('\n')
    const [, ...parts] = (VTT_TIMES.exec(times) ?? []).map(Number)
    const [start = Number.NaN, end = Number.NaN] = [parts.slice(0, 4), parts.slice(4)].map(
      ([hours, minutes, seconds, rest]) => ((hours! * 60 + minutes!) * 60 + seconds!) * 1000 + rest!,
    )
    if (!(start >= before && end > start)) faults.push(`times of cue ${at + 1}`)
    if (!VTT_TEXT.test(lines.join('\n'))) faults.push(`text of cue ${at + 1}`)
    before = start
  }
  return faults
}

/** Whether a file is SubRip: counted from 1, each with its times and a text. */
export const isWholeSrt = (file: string) =>
  blocksOf(file).every((block, at) => Number(SRT_BLOCK.exec(block)?.[1]) === at + 1)

const blocksOf = (file: string) => file.replace(/\n$/, '').split('\n\n')
