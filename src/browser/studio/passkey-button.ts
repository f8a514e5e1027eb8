import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { button } from './button.ts'

interface Words {
  button: string
  cancelled: string
  known: string
  failed: string
  unsupported: string
}

/**
 * `<passkey-button options='…' words='…'>` within a form makes a passkey; with `challenge="address"` in place of the
 * options it asks there for a challenge and signs it. What the device answers goes into the form's field `response`,
 * and the form is sent. What stands in the element is for browsers without script.
 */
class PasskeyButton extends HTMLElement {
  connectedCallback() {
    const words: Words = JSON.parse(this.getAttribute('words')!)
    const status = document.createElement('p')
    status.role = 'status'
    if (!browserSupportsWebAuthn()) {
      status.className = 'quiet'
      status.textContent = words.unsupported
      return this.replaceChildren(status)
    }
    const asks = button(words.button, async () => {
      asks.disabled = true
      status.textContent = ''
      try {
        await this.#send(await this.#answer())
      } catch (error) {
        asks.disabled = false
        asks.focus()
        status.textContent = error instanceof Told ? error.message : words[reasonOf(error)]
      }
    })
    this.replaceChildren(asks, status)
  }

  async #answer(): Promise<object> {
    const options = this.getAttribute('options')
    if (options) return startRegistration({ optionsJSON: JSON.parse(options) })
    const challenge = await fetch(this.getAttribute('challenge')!, { method: 'POST' })
    if (challenge.status === 429) throw new Told((await challenge.json()).title)
    if (!challenge.ok) throw new Error(`The challenge was answered ${challenge.status}.`)
    return startAuthentication({ optionsJSON: await challenge.json() })
  }

  async #send(answer: object) {
    const form = this.closest('form')!
    form.querySelector<HTMLInputElement>('input[name=response]')!.value = JSON.stringify(answer)
    form.submit()
  }
}

/** What the host says of it, in a sentence for people. */
class Told extends Error {}

/** People cancel, and wait too long: both have this name (WebAuthn §14.5.1). */
function reasonOf(error: unknown): 'cancelled' | 'known' | 'failed' {
  const { name } = error as Error
  if (name === 'NotAllowedError' || name === 'AbortError') return 'cancelled'
  return name === 'InvalidStateError' ? 'known' : 'failed'
}

customElements.define('passkey-button', PasskeyButton)
