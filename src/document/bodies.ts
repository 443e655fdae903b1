import type { ApiContent, ApiHeader, ApiRequestBody, ApiResponse } from './api-document.ts'
import type { View } from './schema/conversion.ts'
import { described } from './file/described.ts'
import { type Part, partAt, partsOf } from './file/document-file.ts'
import type { Reading } from './reading.ts'
import { quoted } from '../source/quoted.ts'
import { formatPointer } from '../json/pointer.ts'
import { orderSaid } from './says/says-order.ts'

/**
 * The request body of an operation; undefined where there is none.
 * @param isSearch true for a POST that is called a search
 */
export function requestBodyOf(reading: Reading, operation: Part, isSearch = false): ApiRequestBody | undefined {
  const written = partAt(operation, 'requestBody')
  const body = written.value === undefined ? undefined : reading.follow.follow(written)
  if (body === undefined) return undefined
  return {
    required: partAt(body, 'required').value === true,
    content: contentOf(reading, body, { view: 'request', isSearch }),
  }
}

/** The responses of an operation by status, by class such as `4XX`, or `default`. */
export function responsesOf(reading: Reading, operation: Part): Readonly<Record<string, ApiResponse>> {
  return Object.fromEntries(
    partsOf(partAt(operation, 'responses')).flatMap((written): [string, ApiResponse][] => {
      if (written.token.startsWith('x-')) return []
      const status = written.token === 'default' ? 'default' : written.token.toUpperCase()
      if (status !== 'default' && !/^[1-5](\d\d|XX)$/.test(status)) {
        reading.remarks.add(written, `${quoted(written.token)} is no status, no class such as 4XX and not default`)
        return []
      }
      const response = reading.follow.follow(written)
      return response === undefined
        ? []
        : [
            [
              status,
              {
                ...responseOf(reading, response),
                ...(status.startsWith('4') ? described(response, 'description') : {}),
                ...(status.startsWith('2') ? orderOf(response) : {}),
              },
            ],
          ]
    }),
  )
}

function orderOf(response: Part): Pick<ApiResponse, 'order'> {
  const order = orderSaid(partAt(response, 'description').value)
  return order === undefined ? {} : { order }
}

function responseOf(reading: Reading, response: Part): ApiResponse {
  const headers = partsOf(partAt(response, 'headers')).flatMap((written): [string, ApiHeader][] => {
    const header = reading.follow.follow(written)
    const name = written.token.toLowerCase()
    // OpenAPI, "Response Object": a Content-Type among the headers is ignored.
    if (header === undefined || name === 'content-type') return []
    return [
      [
        name,
        {
          required: partAt(header, 'required').value === true,
          schema: schemaAt(reading, header, 'answer'),
          ...described(header, 'description'),
        },
      ],
    ]
  })
  return { content: contentOf(reading, response, { view: 'answer' }), headers: Object.fromEntries(headers) }
}

/** The schema of a header or parameter: `schema`, or that of its only media type. Without one, any value conforms. */
export function schemaAt(reading: Reading, part: Part, view: View): ApiHeader['schema'] {
  const schema = partAt(part, 'schema')
  if (schema.value !== undefined) return reading.library.schemaOf(schema, view)
  const [media] = partsOf(partAt(part, 'content'))
  const nested = media === undefined ? undefined : partAt(media, 'schema')
  return nested?.value === undefined ? true : reading.library.schemaOf(nested, view)
}

/** The view of a body, and whether it is that of a search, whose words are kept. */
interface Viewing {
  readonly view: View
  readonly isSearch?: boolean
}

function contentOf(
  reading: Reading,
  part: Part,
  { view, isSearch = false }: Viewing,
): Readonly<Record<string, ApiContent>> {
  return Object.fromEntries(
    partsOf(partAt(part, 'content')).map((media) => {
      const schema = partAt(media, 'schema')
      const [example, ...others] = examplesOf(reading, media)
      const words = isSearch ? wordsOf(reading, schema) : []
      const deep = partsOf(partAt(media, 'encoding')).filter((one) => partAt(one, 'style').value === 'deepObject')
      return [
        media.token,
        {
          ...(schema.value === undefined ? {} : { schema: reading.library.schemaOf(schema, view) }),
          ...(example === undefined ? {} : { example: example.value }),
          ...(others.length === 0 ? {} : { otherExamples: others.map(({ value }) => value) }),
          ...(words.length === 0 ? {} : { words: Object.fromEntries(words) }),
          ...(deep.length === 0 ? {} : { deep: deep.map(({ token }) => token) }),
        },
      ]
    }),
  )
}

/** The descriptions of the properties of a schema and of its objects, by their places. */
function wordsOf(reading: Reading, schema: Part, above = ''): readonly (readonly [string, string])[] {
  const followed = schema.value === undefined ? undefined : reading.follow.follow(schema)
  if (followed === undefined) return []
  return partsOf(partAt(followed, 'properties')).flatMap((written): readonly (readonly [string, string])[] => {
    const property = reading.follow.follow(written)
    if (property === undefined) return []
    const at = `${above}${formatPointer([written.token])}`
    const { description } = described(property, 'description')
    return [
      ...(description === undefined ? [] : [[at, description] as const]),
      ...(above === '' ? wordsOf(reading, property, at) : []),
    ]
  })
}

/** The example of a media type or parameter: `example`, else the first of `examples`. */
export function exampleOf(reading: Reading, part: Part): Part | undefined {
  return examplesOf(reading, part)[0]
}

/** The example of a media type or parameter, or all of its `examples`. */
function examplesOf(reading: Reading, part: Part): readonly Part[] {
  const example = partAt(part, 'example')
  if (example.value !== undefined) return [example]
  return partsOf(partAt(part, 'examples')).flatMap((one) => {
    const followed = reading.follow.follow(one)
    const value = followed === undefined ? undefined : partAt(followed, 'value')
    return value?.value === undefined ? [] : [value]
  })
}
