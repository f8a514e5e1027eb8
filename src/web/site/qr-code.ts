import encodeQR from 'qr'
import { Html, html } from '../../lib/html.ts'

/** Modules of quiet around the code, as readers need them (ISO/IEC 18004). */
const QUIET_MODULES = 4

/** An address as a QR code: SVG within the page, so that nothing is fetched and nobody else is told. */
export function qrCode(address: string, label: string): Html {
  const svg = encodeQR(address, 'svg', { ecc: 'medium', border: QUIET_MODULES })
  return html`<div class="qr" role="img" aria-label="${label}">${new Html(svg)}</div>`
}
