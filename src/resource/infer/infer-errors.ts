import type { ApiDocument } from '../../document/api-document.ts'
import { jsonOf } from '../shape/body-schema.ts'
import { guess, sureIf } from '../fact.ts'
import type { ErrorFacts } from '../model.ts'
import { schemaShape } from '../shape/schema-shape.ts'

/** The schema that most documented refusals have. */
export function inferErrors(document: ApiDocument): ErrorFacts | undefined {
  const bodies = document.operations
    .flatMap(({ responses }) => Object.entries(responses).filter(([status]) => /^[45]/.test(status)))
    .flatMap(([, { content }]) => {
      const found = jsonOf(content)
      return found === undefined ? [] : [{ media: found[0], shape: schemaShape(document, found[1].schema) }]
    })
  const counts = new Map<string, number>()
  for (const { shape } of bodies)
    if (shape.reference !== undefined) counts.set(shape.reference, (counts.get(shape.reference) ?? 0) + 1)
  const [schema, count = 0] = [...counts].toSorted(([, left], [, right]) => right - left)[0] ?? []
  if (schema === undefined || count * 2 < bodies.length) return undefined
  const shape = schemaShape(document, { $ref: schema })
  const isProblem = bodies.some(({ media }) => /problem\+json/.test(media))
  const hasStatus = shape.properties.has('status')
  return {
    schema: guess(schema, `${count} of ${bodies.length} documented refusals have it`),
    ...(hasStatus
      ? { status: sureIf(isProblem, '/status', isProblem ? 'RFC 9457, section 3.1.2' : 'by its name') }
      : {}),
  }
}
