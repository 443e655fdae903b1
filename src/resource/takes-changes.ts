import type { UpdateFacts } from './model.ts'

/** True for an update that takes a list of changes: a JSON Patch (RFC 6902), or a PATCH of SCIM (RFC 7644, section 3.5.2). */
export function takesChanges({ effect }: Pick<UpdateFacts, 'effect'>): boolean {
  return effect?.value === 'json-patch' || effect?.value === 'scim-patch'
}
