import { isObject } from '../json/pointer.ts'
import { type Part, partAt } from './file/document-file.ts'
import type { Follow } from './file/follow.ts'

/** An operation with what stands around it. */
export interface OperationPart {
  readonly operation: Part
  readonly item: Part
  readonly path: string
  /** In upper case. */
  readonly method: string
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** The operations under the paths of a document, in the order of the paths. A path item or an operation may be a reference. */
export function operationParts(document: Part, follow: Follow): readonly OperationPart[] {
  return follow
    .entries(document, 'paths')
    .filter(({ token }) => token.startsWith('/'))
    .flatMap((written) => {
      const item = follow.follow(written)
      if (item === undefined) return []
      return METHODS.flatMap((method) => {
        const operation = follow.follow(partAt(item, method))
        return operation !== undefined && isObject(operation.value)
          ? [{ operation, item, path: written.token, method: method.toUpperCase() }]
          : []
      })
    })
}
