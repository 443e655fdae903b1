import type { Resource } from '../../resource/model.ts'
import type { Learned } from './learned.ts'
import type { Makings } from './makings.ts'

/** The knowledge of a run about making members of a resource, which grows in place. */
export function makingsOf({ name }: Pick<Resource, 'name'>, { makings }: Learned): Makings {
  const known = makings.get(name) ?? {}
  makings.set(name, known)
  return known
}
