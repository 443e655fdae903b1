import type { DocumentSchema } from '../api-document.ts'
import type { Conversion, SchemaDraft } from './conversion.ts'
import type { Part } from '../file/document-file.ts'
import { quoted } from '../../source/quoted.ts'

/** The conversions of the schemas within a schema. */
export interface Within {
  /** A schema for a part of the value. */
  inside(schema: Part): DocumentSchema
  /** A schema for the same value. */
  beside(schema: Part): DocumentSchema
  parents(list: Part): readonly DocumentSchema[]
  branches(list: Part): readonly DocumentSchema[]
  properties(map: Part): Readonly<Record<string, DocumentSchema>>
  isRequired(name: string): boolean
  /** True if properties that are not its own are not refused, because other schemas state them. */
  readonly isOpen: boolean
}

/** Converts a keyword of the document into keywords of JSON Schema. */
export type Convert = (part: Part, within: Within, conversion: Conversion) => SchemaDraft

/** A keyword whose value is of a kind; another value is left out with a remark. */
export function kept(kind: string, holds: (value: unknown) => boolean): Convert {
  return (part, _, { remarks }) => {
    if (holds(part.value)) return { [part.token]: part.value }
    remarks.add(part, `${part.token} is ${kind}, not ${quoted(part.value)}`)
    return {}
  }
}

/** A keyword whose value is a map of names. */
export function mapped(convert: Convert): Convert {
  return (part, within, conversion) => {
    if (typeof part.value === 'object' && part.value !== null && !Array.isArray(part.value))
      return convert(part, within, conversion)
    conversion.remarks.add(part, `${part.token} is a map, not ${quoted(part.value)}`)
    return {}
  }
}

/** A keyword whose value is a list of schemas, which is not empty. */
export function listed(convert: Convert): Convert {
  return (part, within, conversion) => {
    if (Array.isArray(part.value) && part.value.length > 0) return convert(part, within, conversion)
    conversion.remarks.add(part, `${part.token} is a list of at least one schema, not ${quoted(part.value)}`)
    return {}
  }
}
