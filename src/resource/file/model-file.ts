import type { Envelope, ErrorFacts, Fact, Model, Resource, Scope } from '../model.ts'

/** The content of `contract.yaml`: the model with the bare values of its facts, and the sources of those that are not sure. */
export interface ModelFile {
  readonly model: 2
  readonly name: string
  readonly version: string
  readonly document: string
  readonly suites?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly errors?: Bare
  readonly envelope?: Envelope
  readonly scopes?: Readonly<Record<string, Scope>>
  readonly resources: Readonly<Record<string, ResourceFile>>
  readonly guesses?: Readonly<Record<string, string>> | null
  readonly calibrated?: Readonly<Record<string, string>> | null
  readonly remarks?: readonly string[]
  /** The section that only the engine of cases needs. */
  readonly cases?: Bare
}

/** A part of the file, some of whose values are facts. */
export type Bare = Readonly<Record<string, unknown>>

/** A resource in the file. */
export interface ResourceFile {
  readonly within?: readonly WithinFile[]
  readonly key: Bare
  readonly list?: Bare
  readonly create?: Bare
  readonly read?: string
  readonly updates?: readonly UpdateFile[]
  readonly delete?: Bare
  readonly singleton?: boolean
  readonly wrap?: unknown
  readonly server?: readonly string[]
  readonly hidden?: readonly string[]
  readonly once?: readonly string[]
  readonly masked?: readonly string[]
  readonly unique?: readonly string[]
  readonly refers?: Readonly<Record<string, string>>
  readonly open?: Readonly<Record<string, string>>
  readonly version?: unknown
  readonly job?: unknown
}

/** A scope or resource that a resource stands in. Parameters that have the names of the scope or the parent are left out. */
export type WithinFile =
  | { readonly scope: string; readonly parameter?: string }
  | { readonly resource: string; readonly parameters?: Readonly<Record<string, string>> }

export type UpdateFile = Bare & { readonly operation: string; readonly media: string }

/** The keys of each part whose values are facts. */
export const FACTS = {
  errors: ['schema', 'status'],
  key: ['address', 'link', 'chosen', 'in'],
  list: ['items', 'total', 'pages'],
  create: ['answers', 'idAt', 'again'],
  updates: ['effect', 'unknown'],
  delete: ['again', 'leaves'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** Facts about a resource as a whole, and lists of facts about its properties. */
export const OWN_FACTS = ['wrap', 'version', 'job'] as const
export const PROPERTY_FACTS = ['hidden', 'once', 'masked', 'unique'] as const

/** A fact with its name under `guesses`, such as `user.create.again`, and its place in the file. */
export interface NamedFact {
  readonly name: string
  readonly tokens: readonly (string | number)[]
  readonly fact: Fact<unknown>
}

/** All facts of a model. */
export function namedFacts(model: Model): readonly NamedFact[] {
  return [
    ...partFacts(model.errors, { name: 'errors', tokens: ['errors'] }, FACTS.errors),
    ...Object.values(model.resources).flatMap(resourceFacts),
  ]
}

type Named = Omit<NamedFact, 'fact'>

function partFacts(part: Part, at: Named, names: readonly string[]): readonly NamedFact[] {
  const values = (part ?? {}) as Readonly<Record<string, Fact<unknown> | undefined>>
  return names.flatMap((name) => {
    const fact = values[name]
    return fact === undefined ? [] : [{ name: `${at.name}.${name}`, tokens: [...at.tokens, name], fact }]
  })
}

type Part =
  | ErrorFacts
  | Resource
  | Resource['key']
  | Resource['refers']
  | Resource['list' | 'create' | 'delete']
  | Resource['updates'][number]

function resourceFacts(resource: Resource): readonly NamedFact[] {
  const tokens = ['resources', resource.name]
  const inPart = (part: 'key' | 'list' | 'create' | 'delete'): readonly NamedFact[] =>
    partFacts(resource[part], { name: `${resource.name}.${part}`, tokens: [...tokens, part] }, FACTS[part])
  return [
    ...inPart('key'),
    ...inPart('list'),
    ...inPart('create'),
    ...resource.updates.flatMap((update, index) => {
      const name = `${resource.name}.updates.${updateName(resource.updates, index)}`
      return partFacts(update, { name, tokens: [...tokens, 'updates', index] }, FACTS.updates)
    }),
    ...inPart('delete'),
    ...partFacts(resource, { name: resource.name, tokens }, OWN_FACTS),
    ...PROPERTY_FACTS.flatMap((list) =>
      resource[list].map((fact, index) => ({
        name: `${resource.name}.${list}.${fact.value}`,
        tokens: [...tokens, list, index],
        fact,
      })),
    ),
    ...partFacts(
      resource.refers,
      { name: `${resource.name}.refers`, tokens: [...tokens, 'refers'] },
      Object.keys(resource.refers),
    ),
  ]
}

/** An update is named by its operation, and by its media type where the operation has several. */
export function updateName(
  updates: readonly { readonly operation: string; readonly media: string }[],
  index: number,
): string {
  const { operation = '', media = '' } = updates[index] ?? {}
  const isOnly = updates.filter((other) => other.operation === operation).length === 1
  return isOnly ? operation : `${operation} ${media}`
}
