import type { ApiOperation } from '../../document/api-document.ts'
import type { PathPart } from './path-shape.ts'

/** The operations on one path. Paths of one shape are one path. */
export interface PathNode {
  readonly parts: readonly PathPart[]
  readonly shape: string
  readonly methods: ReadonlyMap<string, ApiOperation>
}

/** A collection and its item, or a path alone that may be a singleton. */
export interface Candidate {
  /** The name of a member, after the last literal part of the path. */
  readonly name: string
  /** The parts of the collection's path, or of the singleton's. */
  readonly parts: readonly PathPart[]
  /** The names of the path parameters that follow. */
  readonly keys: readonly string[]
  /** The words of another name than that of the path. */
  readonly title?: string
  readonly collection?: PathNode
  readonly item?: PathNode
}
