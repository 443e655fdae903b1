import { ALL_SCHEMES } from '../http/auth/find-scheme.ts'
import { MOST_IN_FLIGHT } from './units.ts'
import { object, text } from '../suite/schema-parts.ts'
import { PRINCIPALS } from '../suite/suite.ts'

// `specs/config.schema.json` is the published copy of this schema.

const texts = { type: ['string', 'array'], minLength: 1, items: text, description: 'a text or a list of texts' }
const group = { type: ['string', 'array'], minLength: 1, items: text, description: 'a group id or a list of group ids' }

const names = ALL_SCHEMES.map(({ name }) => name)
const principal = object(Object.fromEntries(ALL_SCHEMES.map(({ name, schema }) => [name, schema])), {
  minProperties: 1,
  maxProperties: 1,
  description: `exactly one of ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`,
})

/** The JSON Schema of a configuration file, draft 2020-12. */
export const configSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Configuration of conform: target, groups, credentials and limits',
  ...object({
    target: { ...text, description: 'a URL' },
    groupId: group,
    otherGroupId: text,
    principals: object(Object.fromEntries(PRINCIPALS.map((name) => [name, principal]))),
    headers: { type: 'object', additionalProperties: { type: 'string' }, description: 'a map of headers' },
    rate: { type: ['string', 'number'], description: 'a rate such as 10/s' },
    inFlight: {
      type: 'integer',
      minimum: 1,
      maximum: MOST_IN_FLIGHT,
      description: `a whole number from 1 to ${MOST_IN_FLIGHT}`,
    },
    concurrency: { type: 'boolean' },
    budget: { ...text, description: 'requests such as 2000r, or a time such as 60s' },
    timeout: { type: ['string', 'number'], description: 'a time such as 10s' },
    limits: object({
      body: { type: ['string', 'number'], description: 'a size such as 10MB' },
      headers: { type: ['string', 'number'], description: 'a size such as 64KB' },
    }),
    start: { ...text, description: 'a shell command that starts the server' },
    wait: { type: ['string', 'number'], description: 'a time such as 30s' },
    tls: object({ ca: text, insecure: { type: 'boolean' } }),
    contract: text,
    asOf: { ...text, description: 'a version of the contract such as 1.0.0' },
    suites: texts,
    baseline: text,
    write: texts,
    leave: texts,
  }),
}
