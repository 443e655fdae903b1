import type { ApiDocument } from '../../document/api-document.ts'
import { readWritten } from '../../document/written.test-support.ts'

const PATCH = `
    patch:
      requestBody: { content: { application/merge-patch+json: { schema: { type: object, properties: { name: { type: string }, room: { type: string } } } } } }
      responses: { '200': *one }`

/**
 * Lamps that are created, listed, read and deleted. `words` describes the API, and `isPatched` adds an update by a merge, and `refuses` the refusal of a create. Without `needsName`, a
 * lamp has no required property.
 */
export function lampsDocument({
  words = 'Lamps of a house.',
  isPatched = false,
  refuses = false,
  needsName = true,
} = {}): ApiDocument {
  return readWritten({
    'lamps.yaml': `
openapi: 3.1.0
info: { title: Lamps, version: 1.0.0, description: '${words}' }
paths:
  /lamps:
    get: { responses: { '200': { content: { application/json: { schema: { type: array, items: &lamp { $ref: '#/components/schemas/Lamp' } } } } } } }
    post:
      requestBody: { content: { application/json: { schema: *lamp } } }
      responses: { '201': &one { content: { application/json: { schema: *lamp } } }${refuses ? ", '400': {}" : ''} }
  /lamps/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get: { responses: { '200': *one } }${isPatched ? PATCH : ''}
    delete: { responses: { '204': {} } }
components:
  schemas:
    Lamp: { type: object, required: [${needsName ? 'name' : ''}], properties: { id: { type: integer, readOnly: true }, name: { type: string }${isPatched ? ', room: { type: string }' : ''} } }
`,
  }).document
}
