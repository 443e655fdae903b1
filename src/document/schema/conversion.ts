import type { Part } from '../file/document-file.ts'
import type { Families } from './families.ts'
import type { Follow } from '../file/follow.ts'
import type { Remarks } from '../file/remarks.ts'

/** The side of a schema. A request leaves readOnly properties out, an answer writeOnly ones. */
export type View = 'request' | 'answer'

/** The data by which a schema of the document becomes a schema of JSON Schema 2020-12. */
export interface Conversion {
  readonly view: View
  readonly openapi: '3.0' | '3.1'
  readonly remarks: Remarks
  readonly follow: Follow
  readonly families: Families
  /** Keywords for what the description of the API says of each property of a name. */
  readonly said: (name: string, schema: Readonly<SchemaDraft>) => SchemaDraft
  /** Keywords for what a description says of its value. A text is read once: both views ask for it. */
  readonly facts: (description: unknown) => SchemaDraft
  /** The URI of a schema that is referred to. */
  uriOf(target: Part, variant?: SchemaForm): string
  /** False once the whole document has become too large; the schema is then left open. */
  mayGrow(): boolean
}

/** A form of a schema that others inherit from. */
export interface SchemaForm {
  /** Without the choice among the schemas that inherit from it. */
  readonly plain?: boolean
  /** Without the refusal of properties that are not its own. */
  readonly open?: boolean
}

/** A schema that is being built. */
export type SchemaDraft = Record<string, unknown>
