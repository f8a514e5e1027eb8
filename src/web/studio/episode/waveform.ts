import { type Html, html } from '../../../lib/html.ts'
import type { Host } from '../../handler.ts'

/** What is so much quieter than the loudest parts is drawn as silence: 48 dB, in steps of 1.5 dB. */
const SHOWN_STEPS = 32
/** Of all values this many may be louder than what fills the picture: encoders write a wild one now and then. */
const WILD = 0.02

/**
 * A picture of how loud an episode is over its length, for finding pauses and music; nothing where that isn't known.
 * It says nothing that is not heard, so it is not read out.
 */
export async function waveform({ db }: Host, enclosureId: string | null): Promise<Html | null> {
  const found = enclosureId && (await db.waveform.findUnique({ where: { enclosureId } }))
  if (!found || found.gains.length === 0) return null
  const gains = [...found.gains]
  const loudest = gains.toSorted((a, b) => a - b)[Math.floor((gains.length - 1) * (1 - WILD))]!
  const height = (gain: number) =>
    gain === 0 ? 1 : Math.round(Math.min(50, Math.max(1, 50 * (1 - (loudest - gain) / SHOWN_STEPS))))
  const path = gains.map((gain, at) => `M${at} ${50 - height(gain)}v${2 * height(gain)}`).join('')
  return html`<svg class="waveform" viewBox="0 0 ${gains.length} 100" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path d="${path}"/></svg>`
}
