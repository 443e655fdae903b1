import { isDeepStrictEqual } from 'node:util'
import type { Fact, Model, Resource } from '../model.ts'
import { FACTS, PROPERTY_FACTS, updateName } from './model-file.ts'
import type { Observed, SeenFact } from '../observed.ts'
import { scalarText } from '../../source/scalar.ts'

/**
 * The model after a look at a target. Observations make unknown and guessed facts calibrated. An observation against a sure fact is a remark:
 * the fact stays, because the document or a person states it.
 */
export function calibrate(model: Model, observed: ReadonlyMap<string, Observed>): Model {
  const remarks: string[] = []
  const resources = Object.entries(model.resources).map(([name, resource]) => {
    const found = observed.get(name)
    if (found === undefined) return [name, resource] as const
    remarks.push(...found.remarks.map((remark) => `${name}: ${remark}`))
    return [name, calibrateResource(resource, found.seen, remarks)] as const
  })
  return { ...model, resources: Object.fromEntries(resources), remarks: [...model.remarks, ...remarks] }
}

function calibrateResource(resource: Resource, seen: readonly SeenFact[], remarks: string[]): Resource {
  const within = <T extends object>(part: T, names: readonly string[], at: string): T => {
    const found = names.flatMap((name) => {
      const one = seen.find(({ fact }) => fact === `${at}.${name}`)
      const known = (part as Readonly<Record<string, Fact<unknown> | undefined>>)[name]
      return one === undefined ? [] : [[name, held(known, one, { resource: resource.name, remarks })] as const]
    })
    return { ...part, ...Object.fromEntries(found) }
  }
  const { key, list, create, updates, delete: remove } = resource
  const properties = PROPERTY_FACTS.map((name) => [
    name,
    resource[name].map((known) => {
      const one = seen.find(({ fact }) => fact === `${name}.${known.value}`)
      return one === undefined ? known : held(known, one, { resource: resource.name, remarks })
    }),
  ])
  return {
    ...resource,
    ...Object.fromEntries(properties),
    key: within(key, FACTS.key, 'key'),
    ...(list === undefined ? {} : { list: within(list, FACTS.list, 'list') }),
    ...(create === undefined ? {} : { create: within(create, FACTS.create, 'create') }),
    updates: updates.map((update, index) => within(update, FACTS.updates, `updates.${updateName(updates, index)}`)),
    ...(remove === undefined ? {} : { delete: within(remove, FACTS.delete, 'delete') }),
  }
}

interface Holding {
  readonly resource: string
  readonly remarks: string[]
}

function held(
  known: Fact<unknown> | undefined,
  { fact, value, because }: SeenFact,
  { resource, remarks }: Holding,
): Fact<unknown> {
  // A target that accepts does not remove a refusal that the document states, not even a guessed one.
  const isOpen =
    known === undefined ||
    (known.certainty !== 'sure' && (typeof known.value !== 'number' || typeof value === 'number'))
  if (isOpen) return { value, certainty: 'calibrated', because }
  if (!isDeepStrictEqual(known.value, value) && !(isGone(known.value) && isGone(value)))
    remarks.push(`${resource}: ${fact} is ${scalarText(known.value)} (${known.because}), but ${because}`)
  return known
}

/** The status of a member that is gone: 404 or 410, by the choice of the server. */
function isGone(value: unknown): boolean {
  return value === 404 || value === 410
}
