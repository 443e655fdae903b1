import { isObject } from '../json/pointer.ts'
import type { ApiOperation, ApiSecurity } from './api-document.ts'
import { requestBodyOf, responsesOf } from './bodies.ts'
import { formatPointer } from '../json/pointer.ts'
import { type Part, partAt, partsOf, tokensOf } from './document-file.ts'
import { referenceOf } from './follow.ts'
import { type OperationPart, parametersOf } from './parameters.ts'
import type { Reading } from './reading.ts'
import { quoted } from './remarks.ts'
import { securityOf } from './security.ts'
import { serversOf } from './servers.ts'

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** The operations of a document. Each has an id that no other has. */
export function operationsOf(reading: Reading, document: Part): readonly ApiOperation[] {
  const global = securityOf(document, reading.remarks) ?? []
  const ids = new Set<string>()
  return operationParts(reading, document).map((source) => {
    const read = operationOf(reading, source, global)
    const id = ids.has(read.id) ? `${read.method} ${read.path}` : read.id
    if (id !== read.id)
      reading.remarks.add(
        source.operation,
        `the operationId ${quoted(read.id)} is not unique; the operation is called ${quoted(id)}`,
      )
    ids.add(id)
    return { ...read, id }
  })
}

function operationParts(reading: Reading, document: Part): readonly OperationPart[] {
  return partsOf(partAt(document, 'paths')).flatMap((written): readonly OperationPart[] => {
    const path = written.token
    if (path.startsWith('x-')) return []
    if (!path.startsWith('/')) {
      reading.remarks.add(written, `the path ${quoted(path)} does not begin with a slash, and is left out`)
      return []
    }
    const item = pathItem(reading, written)
    if (item === undefined) return []
    return METHODS.map((method) => partAt(item, method))
      .filter((operation) => isObject(operation.value))
      .map((operation) => ({ operation, item, path }))
  })
}

/** A path item; one with a reference has the parts of both. */
function pathItem(reading: Reading, written: Part): Part | undefined {
  if (referenceOf(written) === undefined) return written
  const target = reading.follow.follow(written)
  if (target === undefined || !isObject(target.value)) return undefined
  return target
}

function operationOf(reading: Reading, source: OperationPart, global: readonly ApiSecurity[]): ApiOperation {
  const { operation, item, path } = source
  const { file } = operation
  const tokens = tokensOf(operation)
  const { line, column } = file.locate(tokens)
  const method = operation.token.toUpperCase()
  const id = partAt(operation, 'operationId').value
  const body = requestBodyOf(reading, operation)
  const own = serversOf(operation, reading.remarks)
  const servers = own.length > 0 ? own : serversOf(item, reading.remarks)
  return {
    id: typeof id === 'string' && id !== '' ? id : `${method} ${path}`,
    method,
    path,
    parameters: parametersOf(reading, source),
    ...(body === undefined ? {} : { body }),
    responses: responsesOf(reading, operation),
    security: securityOf(operation, reading.remarks) ?? global,
    tags: partsOf(partAt(operation, 'tags')).flatMap(({ value }) => (typeof value === 'string' ? [value] : [])),
    ...(servers.length === 0 ? {} : { servers }),
    place: { file: file.name, line, column, pointer: formatPointer(tokens) },
  }
}
