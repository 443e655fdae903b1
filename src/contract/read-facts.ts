import { isObject } from '../json/pointer.ts'
import type { Model, Resource } from '../resource/model.ts'
import { toModel } from '../resource/file/read-model.ts'
import { checkSource, compileFileSchema } from '../source/check-schema.ts'
import { type Location, type Mistake, UserError } from '../source/mistake.ts'
import { suggestion } from '../source/suggestion.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import type { ContractFile } from './assemble-contract.ts'
import type { EnvironmentRoles } from './contract.ts'
import { contractSchema } from './contract-schema.ts'
import { type CaseResource, type CasesSection, factsOfModel, pageOf } from './facts-of-model.ts'
import { modelWithCasesSchema } from './model-with-cases-schema.ts'

type Tokens = readonly (string | number)[]

/** The facts that a `contract.yaml` of either form states, with their places. */
export interface StatedFacts {
  readonly facts: ContractFile
  /** The place of a fact, by its tokens in the older form. */
  readonly locate: (tokens: Tokens) => Location
}

/**
 * Reads the facts for the engine of cases from a file of either form.
 * @throws UserError with every mistake, each with file:line:column.
 */
export function readFacts(main: YamlSource, roles: EnvironmentRoles): StatedFacts {
  if (isObject(main.value) && Object.hasOwn(main.value, 'model')) return readModelFacts(main, roles)
  const mistakes = checkSource(main, compileFileSchema(contractSchema(roles)))
  if (mistakes.length > 0) throw new UserError(mistakes)
  return { facts: main.value as ContractFile, locate: (tokens) => main.locate(tokens) }
}

function readModelFacts(main: YamlSource, roles: EnvironmentRoles): StatedFacts {
  if (!Object.hasOwn(main.value as object, 'cases')) {
    const message = 'this is a contract of resources; this command takes a contract with cases'
    throw new UserError([{ message, at: main.locate(['model'], 'key') }])
  }
  const model = toModel(main, modelWithCasesSchema(roles))
  const section = (main.value as { readonly cases: CasesSection }).cases
  const known = Object.keys(model.resources)
  const resource = known.includes(section.resource) ? model.resources[section.resource] : undefined
  if (resource === undefined) {
    const message = `"${section.resource}" is no resource of this file${suggestion(section.resource, known)}`
    throw new UserError([{ message, at: main.locate(['cases', 'resource']) }])
  }
  const lacking = whatLacks(main, { model, resource, section })
  if (lacking.length > 0) throw new UserError(lacking)
  return {
    facts: factsOfModel(model, section, caseResource(model, resource, section)),
    locate: (tokens) => main.locate(inModel(tokens, resource.name)),
  }
}

/** The tokens of a fact of the older form in a file of model 2. */
function inModel([first, ...others]: Tokens, resource: string): Tokens {
  if (first === 'version' || first === undefined) return ['version']
  if (first !== 'resource') return ['cases', first, ...others]
  const [part, role] = others
  if (part !== 'operations') return ['cases', ...others]
  const at = ['resources', resource]
  if (role === 'update') return [...at, 'updates', 0, 'operation']
  return role === 'read' ? [...at, 'read'] : [...at, String(role), 'operation']
}

interface Cases {
  readonly model: Model
  readonly resource: Resource
  readonly section: CasesSection
}

/** Returns a mistake for each fact that the engine of cases needs and the file lacks. */
function whatLacks(main: YamlSource, { model, resource, section }: Cases): readonly Mistake[] {
  const at = ['resources', resource.name]
  const { list, create, read, updates, delete: remove, key, within } = resource
  const [scope, ...others] = within
  const missing = (name: string, tokens: Tokens, value: unknown): readonly Mistake[] =>
    value === undefined ? [{ message: `"${name}" is missing here; cases need it`, at: main.locate(tokens, 'key') }] : []
  const wrong = (message: string, tokens: Tokens, isWrong: boolean): readonly Mistake[] =>
    isWrong ? [{ message, at: main.locate(tokens, 'key') }] : []
  const isScoped = scope !== undefined && 'scope' in scope && others.length === 0
  const { parameters } = pageOf(resource, 1) ?? {}
  return [
    ...missing('list', at, list),
    ...missing('create', at, create),
    ...missing('read', at, read),
    ...missing('updates', at, updates[0]),
    ...missing('delete', at, remove),
    ...wrong('cases need a resource that stands in one scope and in no other resource', [...at, 'within'], !isScoped),
    ...(isScoped ? missing('unknown', ['scopes', scope.scope], model.scopes[scope.scope]?.unknown) : []),
    ...wrong('cases need a key of one path parameter', [...at, 'key', 'parameters'], key.parameters.length !== 1),
    ...missing('address', [...at, 'key'], key.address),
    ...wrong('cases know no member in a wrap', [...at, 'wrap'], resource.wrap !== undefined),
    ...missing('schema', ['errors'], model.errors?.schema),
    ...missing('status', ['errors'], model.errors?.status),
    ...(parameters === undefined ? [] : missing('pageSize', ['cases'], section.pageSize)),
    ...wrong(
      'no page style of "list" has a "size" and counts from 1',
      ['cases', 'pageSize'],
      parameters === undefined && section.pageSize !== undefined,
    ),
  ]
}

/** The resource in the shape of cases. */
function caseResource({ scopes }: Model, resource: Resource, { pageSize }: CasesSection): CaseResource {
  const { within, key, list, create, read, updates, delete: remove } = resource
  const [first] = within
  const { scope, parameter } = first !== undefined && 'scope' in first ? first : { scope: '', parameter: '' }
  const { unknown = '', from } = scopes[scope] ?? {}
  const [name = ''] = key.parameters
  return {
    scope: { parameter, unknown, ...(from === undefined ? {} : { from }) },
    key: { parameter: name, pointer: key.address?.value[name] ?? '' },
    operations: {
      list: list?.operation ?? '',
      create: create?.operation ?? '',
      read: read?.operation ?? '',
      update: updates[0]?.operation ?? '',
      delete: remove?.operation ?? '',
    },
    page: pageOf(resource, pageSize),
  }
}
