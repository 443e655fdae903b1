import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import type { Resource } from '../../resource/model.ts'
import { schemaShape } from '../../resource/shape/schema-shape.ts'
import { isSameSchema, shareOf } from '../../resource/shape/similarity.ts'
import { schemaAt } from '../body/schema-at.ts'
import { acceptedSchema } from '../send/operation-told.ts'
import type { Answer } from '../session/exchange.ts'
import { answerSchema } from './answer-schema.ts'

interface Place {
  readonly document: ApiDocument
  readonly resource: Resource
}

/** True for a 202 whose documented body is no member: it has few of its properties, and others beside. Its `id` is that of the operation. */
export function tellsOperation(
  { status }: Pick<Answer, 'status'>,
  operation: ApiOperation,
  { document, resource }: Place,
): boolean {
  const schema = acceptedSchema(operation)
  if (status !== 202 || schema === undefined) return false
  const told = schemaShape(document, schemaAt(schema, resource.wrap?.value.answer ?? '', document.schemas) ?? schema)
  const member = schemaShape(document, answerSchema({ resource, document }))
  if (isSameSchema(told, member)) return false
  return (shareOf(member, told) ?? 1) < FEW && (shareOf(told, member) ?? 1) < 1
}

/** The share of the properties of a member below which a body is no member. */
const FEW = 0.5
