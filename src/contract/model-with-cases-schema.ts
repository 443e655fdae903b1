import { modelSchemaWith } from '../resource/file/model-schema.ts'
import type { EnvironmentRoles } from './contract.ts'
import { commonKeys, contractName, map, pointer, text, variables, version } from './schema-parts.ts'

/**
 * The JSON Schema of a `contract.yaml` of model 2, published in `specs/`. Under `cases` the file has what only the engine of cases needs.
 * Reports name such a contract, and compare its versions.
 */
export const modelWithCasesSchema = (roles: EnvironmentRoles): object => ({
  ...modelSchemaWith(
    map(
      {
        ...commonKeys,
        resource: text,
        identity: pointer,
        notFound: text,
        setup: text,
        cleanup: text,
        removal: text,
        error: map({ code: pointer, reason: pointer }),
        pageSize: { type: 'integer', minimum: 1 },
        environment: map(variables(roles), Object.keys(variables(roles))),
      },
      OPTIONAL,
    ),
  ),
  dependentSchemas: { cases: { properties: { name: contractName, version } } },
})

const OPTIONAL = [
  'earlierVersions',
  'notFound',
  'cleanup',
  'removal',
  'pageSize',
  'redaction',
  'credentials',
  'environment',
]
