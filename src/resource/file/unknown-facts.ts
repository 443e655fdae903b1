import { isAction } from '../is-action.ts'
import { FACTS } from './model-file.ts'
import type { Resource } from '../model.ts'

/** Facts that only some resources have, and that are not told as unknown. */
const RARE = new Set(['key.in', 'key.link', 'create.idAt', 'list.total'])

/** The unknown facts of a resource, such as `create.again`. What hangs on them is not verified. */
export function unknownFacts(resource: Resource): readonly string[] {
  if (resource.singleton === true || isAction(resource)) return []
  const parts = (['key', 'list', 'create', 'delete'] as const).flatMap((part) => {
    const stated = resource[part] as Readonly<Record<string, unknown>> | undefined
    if (stated === undefined) return []
    return FACTS[part].filter((name) => stated[name] === undefined).map((name) => `${part}.${name}`)
  })
  const updates = resource.updates.some(({ unknown }) => unknown === undefined) ? ['updates.unknown'] : []
  return [...parts, ...updates].filter((name) => !RARE.has(name) && isMissed(resource, name))
}

/** True if a missing fact matters. `key.chosen` matters to a create alone, and `delete.leaves` to a read. */
function isMissed({ key, create, read }: Resource, name: string): boolean {
  if (name === 'key.address') return key.link === undefined
  if (name === 'key.chosen') return create !== undefined
  return name !== 'delete.leaves' || read !== undefined
}
