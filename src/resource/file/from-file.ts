import type { Fact, Key, Model, Resource, Within } from '../model.ts'
import {
  type Bare,
  FACTS,
  type ModelFile,
  OWN_FACTS,
  PROPERTY_FACTS,
  type ResourceFile,
  updateName,
  type WithinFile,
} from './model-file.ts'

/** Says how a fact of the file is known, by its name such as `user.create.again` and its place in the file. */
export type CertaintyOf = (name: string, tokens: readonly (string | number)[]) => Omit<Fact<unknown>, 'value'>

/** The model that a checked `contract.yaml` holds. */
export function fromFile(file: ModelFile, certaintyOf: CertaintyOf): Model {
  const { errors, envelope } = file
  return {
    model: 2,
    name: file.name,
    version: file.version,
    document: file.document,
    ...(file.suites === undefined ? {} : { suites: file.suites }),
    scopes: file.scopes ?? {},
    ...(errors === undefined ? {} : { errors: withFacts(errors, { part: 'errors', at: ['errors'], certaintyOf }) }),
    ...(envelope === undefined ? {} : { envelope }),
    headers: file.headers ?? {},
    resources: Object.fromEntries(
      Object.keys(file.resources).map((name) => [name, toResource(name, file, certaintyOf)]),
    ),
    remarks: file.remarks ?? [],
  }
}

function toResource(name: string, file: ModelFile, certaintyOf: CertaintyOf): Resource {
  const stated = file.resources[name] ?? { key: { parameters: [] } }
  const { within = [], updates = [], read, singleton, server = [], open = {} } = stated
  const inPart = <K extends 'key' | 'list' | 'create' | 'delete'>(part: K): Pick<Resource, K> =>
    (stated[part] === undefined
      ? {}
      : { [part]: withFacts(stated[part], { part, at: [name, part], certaintyOf }) }) as unknown as Pick<Resource, K>
  return {
    name,
    within: within.map((each) => toWithin(each, file)),
    ...inPart('key'),
    ...inPart('list'),
    ...inPart('create'),
    ...(read === undefined ? {} : { read: { operation: read } }),
    updates: updates.map((update, index) =>
      withFacts(update, {
        part: 'updates',
        at: [name, 'updates', index],
        as: `${name}.updates.${updateName(updates, index)}`,
        certaintyOf,
      }),
    ) as unknown as Resource['updates'],
    ...inPart('delete'),
    ...(singleton === undefined ? {} : { singleton }),
    server,
    open,
    ...ownFacts(name, stated, certaintyOf),
  }
}

/** Facts about the whole resource, and about its properties. */
function ownFacts(
  name: string,
  stated: ResourceFile,
  certaintyOf: CertaintyOf,
): Pick<Resource, (typeof OWN_FACTS)[number] | (typeof PROPERTY_FACTS)[number] | 'refers'> {
  const at = (...tokens: readonly (string | number)[]): readonly (string | number)[] => ['resources', name, ...tokens]
  const own = OWN_FACTS.filter((each) => stated[each] !== undefined).map(
    (each) => [each, { value: stated[each], ...certaintyOf(`${name}.${each}`, at(each)) }] as const,
  )
  const lists = PROPERTY_FACTS.map(
    (list) =>
      [
        list,
        (stated[list] ?? []).map((value, index) => ({
          value,
          ...certaintyOf(`${name}.${list}.${value}`, at(list, index)),
        })),
      ] as const,
  )
  const refers = Object.entries(stated.refers ?? {}).map(([place, value]) => [
    place,
    { value, ...certaintyOf(`${name}.refers.${place}`, at('refers', place)) },
  ])
  return Object.fromEntries([...own, ...lists, ['refers', Object.fromEntries(refers)]]) as ReturnType<typeof ownFacts>
}

interface Place {
  readonly part: keyof typeof FACTS
  /** The tokens below `resources`, or those of `errors`. */
  readonly at: readonly (string | number)[]
  /** The name of the part, where the tokens do not give it. */
  readonly as?: string
  readonly certaintyOf: CertaintyOf
}

/** The part with facts in the place of bare values. The schema of the file has checked the values. */
function withFacts(stated: Bare, { part, at, as = at.join('.'), certaintyOf }: Place): Bare {
  const names: readonly string[] = FACTS[part]
  const tokens = part === 'errors' ? at : ['resources', ...at]
  return Object.fromEntries(
    Object.entries(stated).map(([name, value]) => [
      name,
      names.includes(name) ? { value, ...certaintyOf(`${as}.${name}`, [...tokens, name]) } : value,
    ]),
  )
}

function toWithin(within: WithinFile, { scopes = {}, resources }: ModelFile): Within {
  if ('scope' in within) {
    return { scope: within.scope, parameter: within.parameter ?? scopes[within.scope]?.parameter ?? '' }
  }
  const own = (resources[within.resource]?.key as Key | undefined)?.parameters ?? []
  return {
    resource: within.resource,
    parameters: within.parameters ?? Object.fromEntries(own.map((each) => [each, each])),
  }
}
