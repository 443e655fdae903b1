import type { Follow } from './follow.ts'
import type { Remarks } from './remarks.ts'
import type { SchemaLibrary } from './schema-library.ts'

/** The data that all parts of a document are read with. */
export interface Reading {
  readonly follow: Follow
  readonly remarks: Remarks
  readonly library: SchemaLibrary
}
