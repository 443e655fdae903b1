import { listOf } from '../../json/list-of.ts'
import type { ApiContent, ApiDocument, ApiOperation, ApiResponse, DocumentSchema } from '../../document/api-document.ts'
import { schemaShape, type SchemaShape } from './schema-shape.ts'

/** A documented success: its status as written, such as `201`, `2XX` or `default`. */
export interface Success {
  readonly status: string
  readonly response: ApiResponse
}

/** The lowest documented success of an operation. A `default` counts only where no status below 400 is documented. */
export function successOf({ responses }: ApiOperation): Success | undefined {
  const statuses = Object.keys(responses).toSorted()
  const status = statuses.find((each) => each.startsWith('2'))
  const chosen = status ?? (statuses.some((each) => /^[13]/.test(each)) ? undefined : statuses.find(isDefault))
  const response = chosen === undefined ? undefined : responses[chosen]
  return chosen === undefined || response === undefined ? undefined : { status: chosen, response }
}

function isDefault(status: string): boolean {
  return status === 'default'
}

/** The JSON media type of a body, the plain one first. */
export function jsonOf(content: Readonly<Record<string, ApiContent>>): readonly [string, ApiContent] | undefined {
  const entries = Object.entries(content)
  return (
    entries.find(([media]) => /^application\/json\b/i.test(media)) ??
    entries.find(([media]) => isJson(media)) ??
    entries.find(([media]) => media === '*/*')
  )
}

/** True for `application/json` and each `+json` type. */
export function isJson(media: string): boolean {
  return /^[^;]*[/+]json\s*(?:;|$)/i.test(media)
}

/** The media type of a request that is sent: JSON, else a form, else the first. */
export function requestMedia({ body }: ApiOperation): string | undefined {
  if (body === undefined) return undefined
  const [json] = jsonOf(body.content) ?? []
  const all = Object.keys(body.content)
  return json ?? all.find((media) => media === 'application/x-www-form-urlencoded') ?? all[0]
}

/** Returns the shape of the body that an operation takes. */
export function requestShape(document: ApiDocument, operation: ApiOperation | undefined): SchemaShape {
  const media = operation === undefined ? undefined : requestMedia(operation)
  return schemaShape(document, media === undefined ? undefined : operation?.body?.content[media]?.schema)
}

/** Returns the shape of the answer of an operation that succeeds. */
export function answerShape(document: ApiDocument, operation: ApiOperation | undefined): SchemaShape {
  const success = operation === undefined ? undefined : successOf(operation)
  const [, content] = success === undefined ? [] : (jsonOf(success.response.content) ?? [])
  return schemaShape(document, content?.several === undefined ? content?.schema : firstOf(content.schema))
}

/** The first alternative, which shows one member where an answer shows one or several. */
function firstOf(schema: DocumentSchema | undefined): DocumentSchema | undefined {
  const { oneOf, anyOf } = typeof schema === 'object' ? schema : {}
  return (listOf(oneOf)[0] ?? listOf(anyOf)[0] ?? schema) as DocumentSchema | undefined
}

/** True if the operation documents the status by itself: its class, such as `4XX`, does not tell. */
export function documents(operation: ApiOperation | undefined, status: number): boolean {
  return operation?.responses[String(status)] !== undefined
}
