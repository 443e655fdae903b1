import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import { objectOf } from '../../json/list-of.ts'
import { flatten } from './flatten-schema.ts'

/** True for an operation whose bodies have no properties, such as the empty object of an action: a server has nothing to read in them. */
export function takesNothing({ body }: Pick<ApiOperation, 'body'>, { schemas }: ApiDocument): boolean {
  const contents = Object.values(body?.content ?? {})
  return (
    contents.length > 0 &&
    contents.every(({ schema }) => {
      const { type, properties, additionalProperties } = flatten(schema ?? true, schemas)
      const isOpen = additionalProperties === undefined || additionalProperties === true
      return type === 'object' && isOpen && Object.keys(objectOf(properties)).length === 0
    })
  )
}
