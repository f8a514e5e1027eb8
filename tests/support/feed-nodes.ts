/** An element of a feed. */
export interface Node {
  name: string
  parent: string
  /** Which item it stands in, counted from 0; -1 in the channel itself. */
  item: number
  attributes: Record<string, string>
  text: string
}

/** Every element of a document in order, entities and CDATA resolved. */
export function nodesOf(xml: string): Node[] {
  const nodes: Node[] = []
  const open: Node[] = []
  let items = 0
  const tokens = /<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g
  for (const [, cdata, closes, name, attributes, alone, text] of xml.slice(xml.indexOf('?>') + 2).matchAll(tokens)) {
    if (closes) open.pop()
    else if (name) {
      const pairs = [...attributes!.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key, resolved(value!)])
      const item = open.some((outer) => outer.name === 'item') ? items - 1 : -1
      const node = { name, parent: open.at(-1)?.name ?? '', item, attributes: Object.fromEntries(pairs), text: '' }
      nodes.push(node)
      if (name === 'item') items++
      if (!alone) open.push(node)
    } else if (open.length > 0) open.at(-1)!.text += cdata ?? resolved(text!)
  }
  for (const node of nodes) if (['rss', 'channel', 'item'].includes(node.name)) node.text = ''
  return nodes
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", '#39': "'", '#45': '-' }

/** A text of markup as its reader has it. */
export const resolved = (text: string) => text.replace(/&(lt|gt|amp|quot|apos|#39|#45);/g, (_, name) => ENTITIES[name]!)
