/** Whether files are dragged, and not text or a link. */
export const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false

/** Whether they are held over a field that takes files by itself, another than that one. */
export function isForAnother({ target }: DragEvent, own: Element | null = null): boolean {
  const field = target instanceof Element ? target.closest('input[type=file]') : null
  return field !== null && field !== own
}
