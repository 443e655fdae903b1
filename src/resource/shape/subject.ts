import type { ApiDocument } from '../../document/api-document.ts'
import type { Candidate } from './candidate.ts'
import type { Roles } from './roles.ts'
import type { SchemaShape } from './schema-shape.ts'

/** A resource whose facts are looked for. */
export interface Subject {
  readonly document: ApiDocument
  readonly candidate: Candidate
  readonly roles: Roles
  /** A member as answers show it, without its wrap. */
  readonly member: SchemaShape
  /** A member as the create takes it, without its wrap. */
  readonly request: SchemaShape
}
