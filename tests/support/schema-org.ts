import { readFileSync } from 'node:fs'
import type { Json } from './api.ts'

/** The vocabulary of schema.org as schema-dts has it: types, their properties, and what those may be. */
const VOCABULARY = readFileSync('node_modules/schema-dts/dist/schema.d.ts', 'utf8').replace(/\/\*\*.*?\*\//gs, '')

interface Described {
  above: string[]
  properties: Map<string, string[]>
}

const described = new Map(
  [...VOCABULARY.matchAll(/^(?:export )?interface (\w+)(?: extends ([^{]+))? \{(.*?)^\}/gms)].map(
    ([, name, above = '', body]): [string, Described] => [
      name!,
      {
        above: above.split(',').map((text) => text.trim()),
        properties: new Map(
          [...body!.matchAll(/"(\w+)"\?: SchemaValue<(.+), "\w+">;/g)].map(([, property, values]) => [
            property!,
            values!.split('|').map((text) => text.trim()),
          ]),
        ),
      },
    ],
  ),
)

/** Of each type those right below it. */
const below = new Map(
  [...VOCABULARY.matchAll(/^export type (\w+) = ([^;]+);/gm)].map(([, name, list]) => [
    name!,
    list!.split('|').map((text) => text.trim()),
  ]),
)

/** How each kind of plain value is written. */
const PLAIN: Record<string, (value: unknown) => boolean> = {
  Text: (value) => typeof value === 'string' && value !== '',
  URL: (value) => typeof value === 'string' && /^https?:$/.test(URL.parse(value)?.protocol ?? ''),
  DateTime: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value),
  Date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
  Duration: (value) => typeof value === 'string' && /^PT(?=\d)(\d+H)?(\d+M)?(\d+S)?$/.test(value),
  Distance: (value) => typeof value === 'string' && /^\d+ \w+$/.test(value),
  Boolean: (value) => typeof value === 'boolean',
  Integer: (value) => Number.isInteger(value),
  Number: (value) => typeof value === 'number',
}

/** What is wrong with a JSON-LD document by the vocabulary, each with its place; nothing when it is right. */
export function faultsIn(document: Json, type: string): string[] {
  const { '@context': context, ...thing } = document
  return [...(context === 'https://schema.org' ? [] : ['@context']), ...faultsOf(thing, [type], type)]
}

function faultsOf(value: Json, expected: string[], place: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one, at) => faultsOf(one, expected, `${place}[${at}]`))
  if (typeof value !== 'object' || value === null)
    return expected.some((type) => PLAIN[type]?.(value)) ? [] : [`${place} is ${JSON.stringify(value)}`]

  const { '@type': type, '@id': id, ...properties } = value
  const known = propertiesOf(type === 'Role' ? 'RoleBase' : `${type}Leaf`)
  if (known.size === 0) return [`${place} is of no type: ${type}`]
  const faults = id === undefined || PLAIN.URL!(id) ? [] : [`${place} has the @id ${id}`]
  // A Role stands in place of what it leads to, under the same property (schema.org/Role).
  const property = place
    .split('.')
    .at(-1)!
    .replace(/\[\d+\]$/, '')
  const role = type === 'Role' ? { [property]: expected } : {}
  if (type === 'Role' ? !(property in properties) : !expected.some((wanted) => isOf(type, wanted)))
    faults.push(`${place} is a ${type}`)
  for (const [name, held] of Object.entries(properties)) {
    // What an action takes from whoever asks for it is written as text behind the property it fills (schema.org/docs/actions.html).
    const values = /-input$/.test(name) && known.has(name.slice(0, -6)) ? ['Text'] : (known.get(name) ?? role[name])
    if (values) faults.push(...faultsOf(held, values, `${place}.${name}`))
    else faults.push(`${place}.${name} is no property of ${type}`)
  }
  return faults
}

function propertiesOf(name: string): Map<string, string[]> {
  const { above = [], properties = [] } = described.get(name) ?? {}
  return new Map([...above.flatMap((one) => (described.has(one) ? [...propertiesOf(one)] : [])), ...properties])
}

const isOf = (type: string, wanted: string): boolean =>
  type === wanted || (below.get(wanted) ?? []).some((one) => one !== wanted && isOf(type, one))
