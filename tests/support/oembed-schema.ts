import { validateXML } from 'xmllint-wasm'
import { z } from 'zod'

/**
 * What an oEmbed answer of the type rich may say, from oembed.com §2.3.4: what has to be there, and what may be. Nothing
 * else, although the text allows more. Here in both forms, independent of what the host makes.
 */
const address = z.url({ protocol: /^https?$/ })
const pixels = z.int().positive()

const Rich = z.strictObject({
  version: z.literal('1.0'),
  type: z.literal('rich'),
  html: z.string().regex(/^<iframe [^<>]*><\/iframe>$/),
  width: pixels,
  height: pixels,
  title: z.string().min(1).optional(),
  author_name: z.string().min(1).optional(),
  author_url: address.optional(),
  provider_name: z.string().min(1).optional(),
  provider_url: address.optional(),
  cache_age: z.int().nonnegative().optional(),
})
const Thumbnail = z.strictObject({ thumbnail_url: address, thumbnail_width: pixels, thumbnail_height: pixels })

/** A picture with both its sizes, or none at all. */
const Answer = z.union([Rich, z.strictObject({ ...Rich.shape, ...Thumbnail.shape })])

const maybe = (name: string, data: string) =>
  `<optional><element name="${name}"><data type="${data}"/></element></optional>`
const positive = (name: string) => `<element name="${name}"><data type="positiveInteger"/></element>`

/** The same for XML, in whichever order the elements stand (RELAX NG). */
const RELAX_NG = `<element name="oembed" xmlns="http://relaxng.org/ns/structure/1.0"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<interleave>
  <element name="version"><value type="string">1.0</value></element>
  <element name="type"><value type="string">rich</value></element>
  <element name="html"><data type="string"><param name="pattern">&lt;iframe [^&lt;&gt;]*&gt;&lt;/iframe&gt;</param></data></element>
  ${positive('width')}${positive('height')}
  ${['title', 'author_name', 'provider_name'].map((name) => maybe(name, 'string')).join('')}
  ${['author_url', 'provider_url'].map((name) => maybe(name, 'anyURI')).join('')}
  ${maybe('cache_age', 'nonNegativeInteger')}
  <optional><group>
    <element name="thumbnail_url"><data type="anyURI"/></element>
    ${positive('thumbnail_width')}${positive('thumbnail_height')}
  </group></optional>
</interleave>
</element>`

/** What is wrong with an answer in JSON; nothing when it is right. */
export function faultsInJson(text: string): string[] {
  const { error } = Answer.safeParse(JSON.parse(text))
  return error ? z.prettifyError(error).split('\n') : []
}

/** What libxml2 finds wrong with an answer in XML. */
export async function faultsInXml(contents: string): Promise<string[]> {
  const xml = { fileName: 'oembed.xml', contents }
  const { errors } = await validateXML({ xml, schema: RELAX_NG, extension: 'relaxng' })
  return errors.map(({ message }) => message)
}
