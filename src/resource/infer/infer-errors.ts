import type { ApiDocument } from '../../document/api-document.ts'
import { jsonOf } from '../shape/body-schema.ts'
import { guess, sure } from '../fact.ts'
import type { ErrorFacts, Fact, Pointer } from '../model.ts'
import { schemaShape, type SchemaShape } from '../shape/schema-shape.ts'
import { shapeAt } from '../shape/shape-at.ts'

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
  const isScim = bodies.some(({ media }) => /scim\+json/.test(media))
  const hasStatus = shape.properties.has('status')
  const status =
    isProblem && hasStatus
      ? sure('/status', 'RFC 9457, section 3.1.2')
      : isScim && hasStatus
        ? sure('/status', 'RFC 7644, section 3.12')
        : statusIn(shape, document)
  return {
    schema: guess(schema, `${count} of ${bodies.length} documented refusals have it`),
    ...(status === undefined ? {} : { status }),
  }
}

/** The usual places of the status, by falling weight. */
const STATUSES: readonly Pointer[] = [
  '/status',
  '/statusCode',
  '/error/status',
  '/error/statusCode',
  '/code',
  '/error/code',
]

/** The place of the status: a number, else a text, that is one by its example or its description, else one that is named so. */
function statusIn(shape: SchemaShape, document: ApiDocument): Fact<Pointer> | undefined {
  const found = STATUSES.flatMap((at) => {
    const known = shapeAt(document, shape, at)
    return known === undefined ? [] : [{ at, ...known }]
  })
  const [texts, numbers] = [true, false].map((isText) =>
    found.filter(({ types }) => types.includes('string') === isText).flatMap(statusOf),
  )
  for (const facts of [numbers, texts]) {
    const best = facts?.find(({ certainty }) => certainty === 'sure') ?? facts?.[0]
    if (best !== undefined) return best
  }
  return inErrors(shape, document)
}

function statusOf({
  at,
  keywords,
}: Pick<SchemaShape, 'keywords'> & { readonly at: Pointer }): readonly Fact<Pointer>[] {
  const examples = Array.isArray(keywords['examples']) ? (keywords['examples'] as unknown[]) : []
  if (examples.length > 0 && examples.every(isStatus)) return [sure(at, 'by its example')]
  if (keywords['x-http-status'] === true) return [sure(at, 'by its description')]
  return at.endsWith('/code') ? [] : [guess(at, 'by its name')]
}

function isStatus(value: unknown): boolean {
  return (typeof value === 'number' || typeof value === 'string') && /^[45]\d\d$/.test(String(value))
}

/** The status in the errors of JSON:API. Several errors may have several statuses. */
function inErrors(shape: SchemaShape, document: ApiDocument): Fact<Pointer> | undefined {
  const errors = shapeAt(document, shape, '/errors')
  const item = schemaShape(document, errors?.items ?? true)
  return item.properties.has('status') ? guess('/errors/0/status', 'JSON:API, "Error Objects"') : undefined
}
