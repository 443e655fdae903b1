import { formatPointer } from '../../json/pointer.ts'
import type { UpdateFacts } from '../../resource/model.ts'

/** A change of a JSON Patch (RFC 6902). */
export type PatchChange =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }

/** The changes that set properties at the top of a member: `add` sets a property that is there too (RFC 6902, section 4.1). */
function changesOf(properties: Readonly<Record<string, unknown>>): readonly PatchChange[] {
  return Object.entries(properties).map(([name, value]) => ({ op: 'add', path: formatPointer([name]), value }))
}

/** The changes of a PATCH of SCIM, whose paths are names (RFC 7644, section 3.5.2). `add` would append to a list. */
function scimPatchOf(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return scimPatch(Object.entries(properties).map(([path, value]) => ({ op: 'replace', path, value })))
}

/** The body of a PATCH of SCIM. */
export function scimPatch(operations: readonly unknown[]): Readonly<Record<string, unknown>> {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations }
}

/** The body that sets properties at the top of a member, for an update that takes a list of changes. */
export function changesFor(facts: Pick<UpdateFacts, 'effect'>, properties: Readonly<Record<string, unknown>>): unknown {
  return facts.effect?.value === 'scim-patch' ? scimPatchOf(properties) : changesOf(properties)
}
