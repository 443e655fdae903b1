import type { ApiOperation, ApiSecurity } from './api-document.ts'
import { requestBodyOf, responsesOf } from './bodies.ts'
import { described } from './file/described.ts'
import { type Part, partAt, partsOf, tokensOf } from './file/document-file.ts'
import { type OperationPart, operationParts } from './operation-parts.ts'
import { parametersOf } from './parameters.ts'
import type { Reading } from './reading.ts'
import { quoted } from '../source/quoted.ts'
import { securityOf } from './security.ts'
import { serversOf } from './servers.ts'

/** The operations of a document. Each has an id that no other has. */
export function operationsOf(reading: Reading, document: Part): readonly ApiOperation[] {
  const global = securityOf(document, reading.remarks) ?? []
  const ids = new Set<string>()
  remarkPaths(reading, document)
  return operationParts(document, reading.follow).map((source) => {
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

function remarkPaths({ follow, remarks }: Reading, document: Part): void {
  for (const written of follow.entries(document, 'paths'))
    if (!written.token.startsWith('/') && !written.token.startsWith('x-'))
      remarks.add(written, `the path ${quoted(written.token)} does not begin with a slash, and is left out`)
}

/** Words of a search in a path or an id. */
const SEARCH = /search|query|find|filter|lookup/i

function operationOf(reading: Reading, source: OperationPart, global: readonly ApiSecurity[]): ApiOperation {
  const { operation, item, path, method } = source
  const { file } = operation
  const { line, column } = file.locate(tokensOf(operation))
  const id = partAt(operation, 'operationId').value
  const isSearch = method === 'POST' && SEARCH.test(`${path} ${String(id)}`)
  const body = requestBodyOf(reading, operation, isSearch)
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
    ...described(operation, 'summary', 'description'),
    ...(servers.length === 0 ? {} : { servers }),
    place: { file: file.name, line, column },
  }
}
