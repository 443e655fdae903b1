import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { checkSource, compileFileSchema } from '../source/check-schema.ts'
import { type Mistake, UserError } from '../source/mistake.ts'
import { isObject } from '../json/pointer.ts'
import { readYaml } from '../source/read-yaml.ts'
import { suggestion } from '../source/suggestion.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import type { Contract, Environment, EnvironmentRoles, Level, Requirement } from './contract.ts'
import { contractSchema, requirementsSchema } from './contract-schema.ts'
import { type OpenApi, readOpenApi } from './openapi.ts'
import { readVariants } from './variants.ts'

/** A contract, the folder of the suites, and all files that were read. */
export interface LoadedContract {
  readonly contract: Contract
  readonly suites: string
  readonly files: readonly string[]
}

/**
 * Reads the contract in a folder: `contract.yaml` and the files named there.
 * @throws UserError with every mistake, each with file:line:column.
 */
export function loadContract(folder: string, roles: EnvironmentRoles): LoadedContract {
  const main = readYaml(join(folder, 'contract.yaml'))
  const mistakes = checkSource(main, compileFileSchema(contractSchema(roles)))
  if (mistakes.length > 0) throw new UserError(mistakes)
  const facts = main.value as ContractFile
  const requirements = readYaml(join(folder, facts.requirements))
  const openapi = readYaml(join(folder, facts.openapi))
  const payloads = readPayloads(join(folder, facts.payloads))
  const wrong = [...checkSource(requirements, compileFileSchema(requirementsSchema)), ...openapi.mistakes]
  if (wrong.length > 0) throw new UserError(wrong)
  const api = readOpenApi(openapi.value)
  const inconsistent = [...checkFacts(main, api), ...checkRequirements(requirements, main)]
  if (inconsistent.length > 0) throw new UserError(inconsistent)
  return {
    contract: assemble(facts, { api, requirements: readRequirements(requirements), payloads: payloads.bodies }),
    suites: resolve(folder, facts.suites),
    files: [main, requirements, openapi, ...payloads.sources].map(({ file }) => file),
  }
}

/** The content of `contract.yaml`: facts that the contract takes over, and paths of other files. */
type ContractFile = Pick<
  Contract,
  'name' | 'version' | 'error' | 'page' | 'envelope' | 'headers' | 'refusals' | 'portableText' | 'credentials'
> & {
  /** The variables of credentials stand beside those of the target, by auth scheme. */
  readonly environment: Pick<Environment, 'target' | 'scope'> & Readonly<Record<string, unknown>>
  readonly openapi: string
  readonly requirements: string
  readonly suites: string
  readonly payloads: string
  readonly redaction: string
  readonly resource: Omit<Contract['resource'], 'variants' | 'key'> & {
    readonly key: { parameter: string; pointer: string }
  }
}

interface Parts {
  readonly api: OpenApi
  readonly requirements: Readonly<Record<string, Requirement>>
  readonly payloads: Readonly<Record<string, Record<string, Record<string, unknown>>>>
}

function assemble(facts: ContractFile, { api, requirements, payloads }: Parts): Contract {
  const {
    openapi: _openapi,
    requirements: _requirements,
    suites: _suites,
    payloads: _payloads,
    redaction,
    resource,
    environment: { target, scope, ...credentials },
    ...rest
  } = facts
  const read = api.operations[resource.operations.read]
  const create = api.operations[resource.operations.create]
  const key = read?.parameters.find(({ name }) => name === resource.key.parameter)?.schema
  return {
    ...rest,
    environment: { target, scope, credentials: credentials as Environment['credentials'] },
    operations: api.operations,
    schemas: api.schemas,
    requirements,
    resource: {
      ...resource,
      key: { ...resource.key, values: isObject(key) && Array.isArray(key['enum']) ? key['enum'].map(String) : [] },
      variants: readVariants(api, {
        requests: api.branches[create?.body ?? ''] ?? {},
        responses: api.branches[read?.responses['200']?.schema ?? ''] ?? {},
        redaction,
        payloads,
      }),
    },
  }
}

function checkFacts(main: YamlSource, api: OpenApi): readonly Mistake[] {
  const { resource } = main.value as ContractFile
  const known = Object.keys(api.operations)
  return Object.entries(resource.operations)
    .filter(([, id]) => !known.includes(id))
    .map(([role, id]) => ({
      message: `"${id}" is no operation of the OpenAPI document${suggestion(id, known)}`,
      at: main.locate(['resource', 'operations', role]),
    }))
}

interface RequirementsFile {
  readonly documents: Readonly<Record<string, string>>
  readonly requirements: readonly (Omit<Requirement, 'level' | 'location'> & { readonly level?: Level })[]
}

function checkRequirements(source: YamlSource, main: YamlSource): readonly Mistake[] {
  const { documents, requirements } = source.value as RequirementsFile
  const mistakes: Mistake[] = []
  const seen = new Set<string>()
  for (const [index, { id, source: cited }] of requirements.entries()) {
    if (seen.has(id))
      mistakes.push({
        message: `"${id}" is the id of another requirement above`,
        at: source.locate(['requirements', index, 'id']),
      })
    seen.add(id)
    if (!Object.hasOwn(documents, cited.document)) {
      mistakes.push({
        message: `"${cited.document}" is none of the documents above${suggestion(cited.document, Object.keys(documents))}`,
        at: source.locate(['requirements', index, 'source', 'document']),
      })
    }
  }
  const { setup } = (main.value as ContractFile).resource
  if (!seen.has(setup))
    mistakes.push({
      message: `"${setup}" is no requirement${suggestion(setup, seen)}`,
      at: main.locate(['resource', 'setup']),
    })
  return mistakes
}

function readRequirements(source: YamlSource): Record<string, Requirement> {
  const { requirements } = source.value as RequirementsFile
  return Object.fromEntries(
    requirements.map((requirement, index) => [
      requirement.id,
      { level: 'observe' as const, ...requirement, location: source.locate(['requirements', index, 'id']) },
    ]),
  )
}

function readPayloads(folder: string): { sources: readonly YamlSource[]; bodies: Parts['payloads'] } {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted((a, b) => (a < b ? -1 : 1))
  const sources = names.map((name) => readYaml(join(folder, name)))
  const mistakes = sources.flatMap((source) => source.mistakes)
  if (mistakes.length > 0) throw new UserError(mistakes)
  const bodies = sources.map((source, index) => [(names[index] ?? '').replace(/\.yaml$/, ''), source.value] as const)
  return { sources, bodies: Object.fromEntries(bodies) as Parts['payloads'] }
}
