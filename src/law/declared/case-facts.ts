import type { Fact, Resource } from '../../resource/model.ts'
import { missing } from '../world/facts.ts'
import type { LawNeeds } from '../world/law.ts'
import type { FactValues } from '../world/declared-case.ts'

type Reading = (resource: Resource, value: unknown) => Fact<unknown> | undefined

/** The facts that a case may ask for, each with the words of its values in `contract.yaml`, and where a resource has it. */
const FACTS: Readonly<Record<string, { readonly schema: object; readonly fact: Reading }>> = {
  'key.chosen': { schema: { enum: ['client', 'server', 'either'] }, fact: ({ key }) => key.chosen },
  'key.in': { schema: { enum: ['path', 'body'] }, fact: ({ key }) => key.in },
  'create.answers': {
    schema: { enum: ['member', 'page', 'id', 'location', 'nothing', 'job'] },
    fact: ({ create }) => create?.answers,
  },
  'create.again': { schema: statusOr('another', 'replaces'), fact: ({ create }) => create?.again },
  'update.effect': {
    schema: { enum: ['replace', 'merge', 'json-patch', 'scim-patch', 'replace-or-keep'] },
    // A resource may have several updates. The update of the case is the first with the value.
    fact: ({ updates }, value) => updates.map(({ effect }) => effect).toSorted(valueFirst(value))[0],
  },
  'update.unknown': {
    schema: statusOr('creates'),
    fact: ({ updates }, value) => updates.map(({ unknown }) => unknown).toSorted(valueFirst(value))[0],
  },
  'delete.again': { schema: statusOr(), fact: ({ delete: removal }) => removal?.again },
  'delete.leaves': {
    schema: { enum: ['nothing', 'tombstone', 'later'] },
    fact: ({ delete: removal }) => removal?.leaves,
  },
}

function statusOr(...words: readonly string[]): object {
  return {
    type: words.length === 0 ? 'integer' : ['integer', 'string'],
    minimum: 100,
    maximum: 599,
    ...(words.length === 0 ? {} : { pattern: `^(${words.join('|')})$` }),
    description: ['a status such as 409', ...words].join(', or '),
  }
}

function valueFirst(value: unknown): (one: Fact<unknown> | undefined, other: Fact<unknown> | undefined) => number {
  const rank = (fact: Fact<unknown> | undefined): number => (fact === undefined ? 2 : fact.value === value ? 0 : 1)
  return (one, other) => rank(one) - rank(other)
}

/** The JSON Schema of `where`. */
export const factsSchema = {
  type: 'object',
  minProperties: 1,
  additionalProperties: false,
  'x-keys': 'fact',
  description: 'a map of facts to values, such as { update.effect: merge }',
  properties: Object.fromEntries(Object.entries(FACTS).map(([name, { schema }]) => [name, schema])),
}

/** Returns what the facts of a case demand of a resource: `other` for a resource that has another value. */
export function factsOf(resource: Resource, wanted: FactValues): LawNeeds | 'other' {
  let certainty: 'sure' | 'guess' = 'sure'
  let lacking: string | undefined
  for (const [name, value] of Object.entries(wanted)) {
    const fact = FACTS[name]?.fact(resource, value)
    if (fact !== undefined && fact.value !== value) return 'other'
    if (fact === undefined) lacking ??= name
    if (fact?.certainty === 'guess') certainty = 'guess'
  }
  return lacking === undefined ? { holds: true, certainty } : missing(lacking)
}

/** The update with the facts of a case, else the first. */
export function updateOf({ updates }: Resource, wanted: FactValues): Resource['updates'][number] | undefined {
  const fits = (update: Resource['updates'][number]): boolean =>
    (wanted['update.effect'] ?? update.effect?.value) === update.effect?.value &&
    (wanted['update.unknown'] ?? update.unknown?.value) === update.unknown?.value
  return updates.find(fits) ?? updates[0]
}
