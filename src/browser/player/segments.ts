/** A passage of what is said. */
export interface Segment {
  startTime: number
  speaker?: string
  body: string
}

/** The passages of a JSON transcript (podcast namespace, 1.0.0). Rejects when it can't be had. */
export async function readSegments(url: string): Promise<Segment[]> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  const { segments } = (await response.json()) as { segments: Segment[] }
  return segments
}

/** A text parted at every place where something stands, whatever its case: those are at the odd places. */
export function partAt(text: string, wanted: string): string[] {
  return text.split(new RegExp(`(${wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')})`, 'giu'))
}
