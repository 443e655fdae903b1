import { ALL_SCHEMES } from '../http/auth/find-scheme.ts'
import { object, text } from '../suite/schema-parts.ts'
import { PRINCIPALS } from '../suite/suite.ts'

// `specs/serve.schema.json` is the published copy of this schema.

const texts = { type: ['string', 'array'], minLength: 1, items: text, description: 'a text or a list of texts' }

/** The schemes that the mock knows. */
const SERVED: ReadonlySet<string> = new Set(['bearer', 'oauth2', 'digest'])

const schemes = ALL_SCHEMES.filter(({ name }) => SERVED.has(name))
const names = schemes.map(({ name }) => name)
const credentials = object(Object.fromEntries(schemes.map(({ name, schema }) => [name, schema])), {
  minProperties: 1,
  maxProperties: 1,
  description: `exactly one of ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`,
})
const principal = {
  if: { type: 'array' },
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  then: { type: 'array', minItems: 1, items: credentials },
  else: credentials,
}

const body = { type: 'object', description: 'the body of a create' }
const bodies = { type: 'array', items: body, description: 'a list of bodies' }

/** The JSON Schema of seeded members: a list for the first group, or a map of lists by group. */
export const membersSchema = {
  if: { type: 'object' },
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  then: { type: 'object', additionalProperties: bodies },
  else: bodies,
}

/** The JSON Schema of a configuration file of `conform serve`, draft 2020-12. */
export const serveSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Configuration of conform serve: groups, credentials, members and limits of the mock',
  ...object({
    port: { type: ['integer', 'string'], description: 'a port from 0 to 65535' },
    host: { ...text, description: 'an address to listen on' },
    basePath: { ...text, pattern: '^/', description: 'a path prefix such as /base' },
    groupId: { ...texts, description: 'a group id or a list of group ids' },
    principals: object(Object.fromEntries(PRINCIPALS.map((name) => [name, principal]))),
    digestAlgorithms: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { enum: ['MD5', 'SHA-256'] },
      description: 'a list of MD5 and SHA-256',
    },
    nonceTime: { type: ['string', 'number'], description: 'a time such as 5m' },
    tokenTime: { type: ['string', 'number'], description: 'a time such as 60m' },
    members: membersSchema,
    latency: { type: ['string', 'number'], description: 'a time such as 200ms, or a range such as 50ms-300ms' },
    rateLimit: { type: 'string', description: 'a rate such as 100/m' },
    maxBody: { type: ['string', 'number'], description: 'a size such as 1MB' },
    faults: texts,
    variants: texts,
  }),
}
