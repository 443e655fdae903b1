import type { Follow } from './file/follow.ts'
import type { Remarks } from './file/remarks.ts'
import type { SchemaLibrary } from './schema/schema-library.ts'

/** The data that all parts of a document are read with. */
export interface Reading {
  readonly follow: Follow
  readonly remarks: Remarks
  readonly library: SchemaLibrary
}
