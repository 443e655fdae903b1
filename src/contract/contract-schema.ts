import { type EnvironmentRoles, LEVELS } from './contract.ts'
import { commonKeys, contractName, map, pointer, requirementId, text, variables, version } from './schema-parts.ts'

const pageSchema = {
  ...map(
    {
      items: pointer,
      total: pointer,
      links: pointer,
      link: map({ relation: pointer, target: pointer }),
      parameters: map({ size: text, number: text }),
      size: { type: 'integer', minimum: 1 },
    },
    ['total', 'links', 'link', 'parameters', 'size'],
  ),
  dependentRequired: { links: ['link'], link: ['links'], parameters: ['size'], size: ['parameters'] },
}

/** The JSON Schema of the older form of `contract.yaml`, published in `specs/`. The file names an environment variable for each of the roles. */
export const contractSchema = (roles: EnvironmentRoles): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Facts about an API that the OpenAPI document does not state',
  ...map(
    {
      name: contractName,
      version,
      openapi: text,
      ...commonKeys,
      resource: map(
        {
          scope: map({ parameter: text, unknown: text, notFound: text }, ['notFound']),
          key: map({ parameter: text, pointer }),
          identity: pointer,
          operations: map({ list: text, create: text, read: text, update: text, delete: text }),
          setup: text,
          cleanup: text,
          removal: text,
        },
        ['cleanup', 'removal'],
      ),
      error: map({ schema: text, status: pointer, code: pointer, reason: pointer }),
      page: pageSchema,
      envelope: map({ parameter: text, status: pointer, content: pointer }),
      headers: { type: 'object', additionalProperties: { type: 'string' } },
      environment: environmentSchema(roles),
    },
    ['earlierVersions', 'page', 'envelope', 'redaction', 'credentials', 'environment'],
  ),
})

const environmentSchema = (roles: EnvironmentRoles): object =>
  map({ scope: text, ...variables(roles) }, ['scope', ...Object.keys(variables(roles))])

/** The JSON Schema of `requirements.yaml`, published in `specs/`. */
export const requirementsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'The sentences of a contract, each with a level and a source',
  ...map({
    documents: { type: 'object', additionalProperties: text },
    requirements: {
      type: 'array',
      items: {
        ...map(
          {
            id: requirementId,
            level: { enum: LEVELS },
            since: { ...version, description: 'the version of the contract that made it a must, such as 1.1.0' },
            excluded: { ...text, description: 'a reason why nothing checks this' },
            text,
            source: map({ document: text, pointer: { type: 'string' } }),
          },
          ['level', 'since', 'excluded'],
        ),
        dependentSchemas: { since: { properties: { level: { const: 'must', description: 'must beside "since"' } } } },
        if: { not: { required: ['excluded'] } },
        then: { required: ['level'] },
      },
    },
  }),
}
