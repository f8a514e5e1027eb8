import './passkey-button.ts'
import './print-button.ts'
