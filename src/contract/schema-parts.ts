import type { EnvironmentRoles } from './contract.ts'

/** A text that is not empty. */
export const text = { type: 'string', minLength: 1 }
/** A JSON Pointer. */
export const pointer = { type: 'string', pattern: '^(/.*)?$', description: 'a JSON Pointer such as /results' }
/** A map of these keys alone, of which some may be missing. */
export const map = (properties: Record<string, object>, optional: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
})
/** The id of a requirement. */
export const requirementId = {
  type: 'string',
  pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
  description: 'an id such as second-create-conflicts',
}
/** A version of a contract. */
export const version = { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$', description: 'a version such as 1.0.0' }
const statuses = {
  type: 'array',
  items: { type: 'integer', minimum: 100, maximum: 599 },
  description: 'a list of statuses',
}

/** The name of a contract, as a flag gives it. */
export const contractName = {
  type: 'string',
  pattern: '^[a-z][a-z0-9-]*$',
  description: 'a name in lower case',
}

/** The keys of either form of `contract.yaml` that the engine of cases reads. */
export const commonKeys = {
  earlierVersions: { type: 'array', items: version, description: 'a list of versions, the oldest first' },
  requirements: text,
  suites: text,
  payloads: text,
  refusals: map({ body: statuses, query: statuses, path: statuses }),
  portableText: map({
    minLength: { type: 'integer', minimum: 0 },
    maxLength: { type: 'integer', minimum: 1 },
    pattern: { type: 'string', format: 'regex', description: 'a regular expression' },
  }),
  redaction: {
    type: 'string',
    pattern: '^x-',
    description: 'the name of an OpenAPI extension, which starts with x-',
  },
  credentials: map({ tokenPath: text }),
}

/** The names of environment variables for the target, and for credentials by auth scheme. */
export const variables = (roles: EnvironmentRoles): Record<string, object> => ({
  target: { type: 'array', items: text },
  ...Object.fromEntries(Object.entries(roles).map(([scheme, names]) => [scheme, textsOf(names)])),
})

const textsOf = (names: readonly string[]): object => map(Object.fromEntries(names.map((name) => [name, text])))
