import type { ApiOperation } from '../../document/api-document.ts'
import type { ArrayIn } from './array-in.ts'
import type { Key } from '../model.ts'
import type { SchemaShape } from './schema-shape.ts'
import type { Subject } from './subject.ts'

/** The list whose pages are looked for. */
export interface Listed {
  readonly subject: Subject
  readonly list: ApiOperation
  readonly answer: SchemaShape
  readonly array: ArrayIn
  readonly key: Key
}
