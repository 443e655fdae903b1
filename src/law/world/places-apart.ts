import type { Pointer, Resource } from '../../resource/model.ts'
import { secretPointers } from '../send/secrets-of.ts'

/** The places of a member whose values a body does not choose freely: keys, secrets and what the server sets. */
export function placesApart(resource: Resource): ReadonlySet<Pointer> {
  return new Set([...resource.server, ...secretPointers(resource), ...Object.values(resource.key.address?.value ?? {})])
}
