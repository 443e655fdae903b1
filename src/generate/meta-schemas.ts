import { createRequire } from 'node:module'

const DIALECT = 'https://json-schema.org/draft/2020-12/'
const VOCABULARIES = new Set([
  'core',
  'applicator',
  'unevaluated',
  'validation',
  'meta-data',
  'format-annotation',
  'content',
])

const require = createRequire(import.meta.url)

/** A metaschema of 2020-12, from ajv's package; undefined for other URIs. */
export function metaSchema(uri: string): unknown {
  if (uri === `${DIALECT}schema`) return require('ajv/dist/refs/json-schema-2020-12/schema.json')
  const name = uri.startsWith(`${DIALECT}meta/`) ? uri.slice(`${DIALECT}meta/`.length) : ''
  return VOCABULARIES.has(name) ? require(`ajv/dist/refs/json-schema-2020-12/meta/${name}.json`) : undefined
}
