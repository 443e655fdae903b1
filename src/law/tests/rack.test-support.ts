import type { ApiDocument } from '../../document/api-document.ts'
import { readWritten } from '../../document/written.test-support.ts'
import type { Clock } from '../../send/clock.ts'
import type { Report } from '../../report/report.ts'
import { fireAt, quickClock, told } from './fire-at.test-support.ts'

/** Parts of the document of a list of parts, in YAML. */
export interface RackParts {
  /** The description of the list. */
  readonly says?: string
  /** The description of the success of the list. */
  readonly answered?: string
  /** Query parameters of the list. */
  readonly parameters?: string
  /** The property that names a part. Default: `name`. */
  readonly named?: string
  /** Properties of a part beside its id, its name and its size. */
  readonly properties?: string
  /** Keywords of the array of the list. */
  readonly array?: string
  /** Properties beside the array. */
  readonly beside?: string
  /** Other paths. */
  readonly paths?: string
}

/** Parts that the server names, in a list that queries ask for. */
export function rackDocument({ says = '', parameters = '', named = 'name', ...parts }: RackParts): ApiDocument {
  const { answered = 'ok', properties, array, beside, paths } = parts
  const { document } = readWritten({
    'rack.yaml': `openapi: 3.0.3
info: { title: Rack, version: '1' }
paths:
  /parts:
    get:
      operationId: listParts
      description: ${JSON.stringify(says)}
      parameters: [ ${parameters} ]
      responses: { '200': { description: ${JSON.stringify(answered)}, content: { application/json: { schema: { type: object, required: [ parts ], properties: { parts: { type: array, items: { $ref: '#/components/schemas/Part' }${array === undefined ? '' : `, ${array}`} }${beside === undefined ? '' : `, ${beside}`} } } } } }, '400': { description: no } }
    post:
      operationId: createPart
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Part' } } } }
      responses: { '201': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Part' } } } }, '400': { description: no } }
  /parts/{partId}:
    parameters: [ { name: partId, in: path, required: true, schema: { type: integer } } ]
    get: { operationId: readPart, responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Part' } } } }, '404': { description: none } } }
    delete: { operationId: deletePart, responses: { '204': { description: gone }, '404': { description: none } } }
${paths ?? ''}
components:
  schemas:
    Part:
      type: object
      required: [ ${named}, size ]
      properties:
        id: { type: integer, readOnly: true }
        ${named}: { type: string }
        size: { type: integer, minimum: 1, maximum: 100000 }
        ${properties ?? ''}
`,
  })
  return document
}

export interface Part extends Readonly<Record<string, unknown>> {
  readonly id: number
  readonly name: string
  readonly size: number
}

export interface Shelf {
  /** The body of the list, or a refusal. */
  readonly list: (parts: readonly Part[], query: URLSearchParams) => unknown
  /** The values that the server sets. */
  readonly sets?: (id: number) => object
  /** The clock of the run; default: one whose waits take no time. */
  readonly clock?: Clock
  /** Answers of other paths. */
  readonly other?: (path: string, parts: readonly Part[], query: URLSearchParams) => unknown
}

/** A server of parts, in the order of their ids. */
export function serveRack({ list, sets, other }: Shelf): (request: Request) => Promise<Response> {
  const kept = new Map<number, Part>()
  let last = 0
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    const [, , id] = pathname.split('/')
    const elsewhere = other?.(pathname, [...kept.values()], searchParams)
    if (elsewhere !== undefined) return elsewhere instanceof Response ? elsewhere : Response.json(elsewhere)
    if (id === undefined && request.method === 'POST') {
      const body: unknown = await request.json().catch(() => undefined)
      const { name, title, size } = (typeof body === 'object' && body !== null ? body : {}) as Partial<Part>
      if (typeof (name ?? title) !== 'string' || !Number.isInteger(size)) return Response.json({}, { status: 400 })
      last += 1
      const part = { ...(body as Part), ...sets?.(last), id: last }
      kept.set(part.id, part)
      return Response.json(part, { status: 201 })
    }
    if (id === undefined) {
      const body = list([...kept.values()], searchParams)
      return body instanceof Response ? body : Response.json(body)
    }
    const part = kept.get(Number(id))
    if (part === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'DELETE') kept.delete(part.id)
    return request.method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json(part)
  }
}

/** The report of one law about the parts. */
function fireRack(law: string, document: ApiDocument, shelf: Shelf): Promise<Report> {
  const { clock = quickClock() } = shelf
  return fireAt(document, serveRack(shelf), { clock, selects: (id) => id.startsWith(`law.${law}[`) })
}

/** The status of one law about the parts: `fail`, `warn`, `pass` or `skip`, with the reason of a skip. */
export async function statusAt(law: string, document: ApiDocument, shelf: Shelf): Promise<string> {
  const report = await fireRack(law, document, shelf)
  const [found] = told(report)
  const [result] = report.results
  return (
    found?.split(' ')[0] ?? (result?.status === 'skip' ? `skip: ${result.reason ?? ''}` : (result?.status ?? 'no case'))
  )
}
