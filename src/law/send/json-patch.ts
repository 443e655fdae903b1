import { formatPointer } from '../../json/pointer.ts'

/** A change of a JSON Patch (RFC 6902). */
export type Change =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }

/** The changes that set properties at the top of a member: `add` sets a property that is there too (RFC 6902, section 4.1). */
export function changesOf(properties: Readonly<Record<string, unknown>>): readonly Change[] {
  return Object.entries(properties).map(([name, value]) => ({ op: 'add', path: formatPointer([name]), value }))
}
