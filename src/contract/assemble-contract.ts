import { isDeepStrictEqual } from 'node:util'
import { isObject } from '../json/pointer.ts'
import type { Contract, Environment, Operation, Requirement, Role } from './contract.ts'
import type { OpenApi } from './openapi.ts'
import type { Payloads } from './read-payloads.ts'
import { readVariant, readVariants } from './variants.ts'

/** The content of `contract.yaml`: facts that the contract takes over, and paths of other files. */
export type ContractFile = Omit<
  Contract,
  'operations' | 'schemas' | 'requirements' | 'resource' | 'environment' | 'versions' | 'asOf'
> & {
  readonly earlierVersions?: readonly string[]
  /** The variables of credentials stand beside those of the target, by auth scheme. */
  readonly environment?: Partial<Pick<Environment, 'target' | 'scope'>> & Readonly<Record<string, unknown>>
  readonly openapi: string
  readonly requirements: string
  readonly suites: string
  readonly payloads: string
  readonly resource: Omit<Contract['resource'], 'variants' | 'anyVariant' | 'key' | 'single'> & {
    readonly key: { parameter: string; pointer: string }
  }
}

/** The contents of the other files of a contract. */
export interface Parts {
  readonly api: OpenApi
  readonly requirements: Readonly<Record<string, Requirement>>
  readonly payloads: Payloads
}

/** The contract of a file and the files that it names. */
export function assemble(facts: ContractFile, { api, requirements, payloads }: Parts): Contract {
  const { openapi: _o, requirements: _r, suites: _s, payloads: _p, resource, environment = {}, ...rest } = facts
  const { target = [], scope, ...credentials } = environment
  const { earlierVersions: _e, ...own } = rest
  const key = { ...resource.key, values: keysIn(facts, api) }
  return {
    ...own,
    versions: versionsOf(facts),
    environment: {
      target,
      ...(scope === undefined ? {} : { scope }),
      credentials: credentials as Environment['credentials'],
    },
    operations: api.operations,
    schemas: api.schemas,
    requirements,
    resource: {
      ...resource,
      key,
      single: singleRoles(facts, api),
      ...variantsOf(facts, { api, payloads, keys: key.values }),
    },
  }
}

/** The versions that a contract names, the oldest first. */
export function versionsOf({ earlierVersions = [], version }: ContractFile): readonly string[] {
  return [...earlierVersions, version]
}

/** The keys that the path parameter lists; empty for a free key. */
function keysIn({ resource }: ContractFile, { operations }: OpenApi): readonly string[] {
  const parameters = operations[resource.operations.read]?.parameters ?? []
  const schema = parameters.find(({ name }) => name === resource.key.parameter)?.schema
  return isObject(schema) && Array.isArray(schema['enum']) ? schema['enum'].map(String) : []
}

/** The operations that answer with a body of the schema that a read answers with. */
function singleRoles({ resource }: ContractFile, api: OpenApi): readonly Role[] {
  const answer = (role: Role): unknown => api.schemas[successOf(api.operations[resource.operations[role]]) ?? '']
  const member = answer('read')
  const others = (['create', 'update'] as const).filter(
    (role) => member !== undefined && isDeepStrictEqual(answer(role), member),
  )
  return ['read', ...others]
}

/** The name of the schema of a successful answer. */
function successOf(operation: Operation | undefined): string | undefined {
  const documented = Object.entries(operation?.responses ?? {}).filter(([status]) => /^2(\d\d|XX)$/i.test(status))
  return (
    documented.find(([, { schema }]) => schema !== undefined)?.[1].schema ?? operation?.responses['default']?.schema
  )
}

type Sources = Pick<Parts, 'api' | 'payloads'> & { readonly keys: readonly string[] }

/** The variants by the discriminators of the bodies; without a discriminator, all keys have the same schemas. */
function variantsOf(
  { resource, redaction }: ContractFile,
  { api, payloads, keys }: Sources,
): Pick<Contract['resource'], 'variants' | 'anyVariant'> {
  const request = api.operations[resource.operations.create]?.body ?? ''
  const response = successOf(api.operations[resource.operations.read]) ?? ''
  const requests = api.branches[request] ?? {}
  const parts = { redaction, payloads }
  if (Object.keys(requests).length > 0)
    return { variants: readVariants(api, { ...parts, requests, responses: api.branches[response] ?? {} }) }
  if (api.schemas[request] === undefined) return { variants: {} }
  const own = keys.length > 0 ? keys : Object.keys(payloads)
  const same = (schema: string): Record<string, string> => Object.fromEntries(own.map((key) => [key, schema]))
  return {
    variants: readVariants(api, { ...parts, requests: same(request), responses: same(response) }),
    ...(keys.length > 0 ? {} : { anyVariant: readVariant(api, { ...parts, request, response }, {}) }),
  }
}
