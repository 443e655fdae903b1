import { join, resolve } from 'node:path'
import { checkSource, compileFileSchema } from '../source/check-schema.ts'
import { type Mistake, UserError } from '../source/mistake.ts'
import { readYaml } from '../source/read-yaml.ts'
import { suggestion } from '../source/suggestion.ts'
import { assemble, versionsOf } from './assemble-contract.ts'
import type { Contract, EnvironmentRoles } from './contract.ts'
import { requirementsSchema } from './contract-schema.ts'
import { type OpenApi, readOpenApi } from './openapi.ts'
import { readFacts, type StatedFacts } from './read-facts.ts'
import { readPayloads } from './read-payloads.ts'
import { checkRequirements, readRequirements } from './read-requirements.ts'

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
  const stated = readFacts(main, roles)
  const { facts, locate } = stated
  const requirements = readYaml(join(folder, facts.requirements))
  const openapi = readYaml(join(folder, facts.openapi))
  const payloads = readPayloads(join(folder, facts.payloads), locate(['payloads']))
  const wrong = [...checkSource(requirements, compileFileSchema(requirementsSchema)), ...openapi.mistakes]
  if (wrong.length > 0) throw new UserError(wrong)
  const api = readOpenApi(openapi.value)
  const sentences = readRequirements(requirements)
  const inconsistent = [
    ...checkOperations(stated, api),
    ...checkVersions(stated),
    ...checkRequirements(requirements, versionsOf(facts)),
    ...checkNamed(stated, sentences),
  ]
  if (inconsistent.length > 0) throw new UserError(inconsistent)
  return {
    contract: assemble(facts, { api, requirements: sentences, payloads: payloads.bodies }),
    suites: resolve(folder, facts.suites),
    files: [main, requirements, openapi, ...payloads.sources].map(({ file }) => file),
  }
}

function checkOperations({ facts: { resource }, locate }: StatedFacts, api: OpenApi): readonly Mistake[] {
  const known = Object.keys(api.operations)
  return Object.entries(resource.operations)
    .filter(([, id]) => !known.includes(id))
    .map(([role, id]) => ({
      message: `"${id}" is no operation of the OpenAPI document${suggestion(id, known)}`,
      at: locate(['resource', 'operations', role]),
    }))
}

/** The versions rise, so that it is known which musts a version has. */
function checkVersions({ facts, locate }: StatedFacts): readonly Mistake[] {
  const versions = versionsOf(facts)
  const wrong = versions.findIndex((version, index) => index > 0 && !isAbove(version, versions[index - 1] ?? ''))
  if (wrong === -1) return []
  const at = wrong === versions.length - 1 ? locate(['version']) : locate(['earlierVersions', wrong])
  const message = `"${versions[wrong] ?? ''}" is not above "${versions[wrong - 1] ?? ''}"; versions stand in order, the oldest first`
  return [{ message, at }]
}

function isAbove(version: string, other: string): boolean {
  const others = other.split('.').map(Number)
  const differences = version.split('.').map((number, index) => Number(number) - (others[index] ?? 0))
  return (differences.find((difference) => difference !== 0) ?? 0) > 0
}

function checkNamed(
  { facts: { resource }, locate }: StatedFacts,
  requirements: Readonly<Record<string, unknown>>,
): readonly Mistake[] {
  return (['setup', 'cleanup', 'removal'] as const).flatMap((name) => {
    const id = resource[name]
    if (id === undefined || Object.hasOwn(requirements, id)) return []
    const near = suggestion(id, Object.keys(requirements))
    return [{ message: `"${id}" is no requirement${near}`, at: locate(['resource', name]) }]
  })
}
