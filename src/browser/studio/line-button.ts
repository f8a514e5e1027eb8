import { button } from './button.ts'

/** A button in or beside the lines. */
export const lineButton = (label: string, press: () => void) => button(label, press, { looks: 'line-button' })
