import type { ApiContent, ApiHeader, ApiRequestBody, ApiResponse } from './api-document.ts'
import type { View } from './schema/conversion.ts'
import { described } from './file/described.ts'
import { type Part, partAt, partsOf } from './file/document-file.ts'
import type { Reading } from './reading.ts'
import { quoted } from '../source/quoted.ts'
import { orderSaid } from './says/says-order.ts'

/** The request body of an operation; undefined where there is none. */
export function requestBodyOf(reading: Reading, operation: Part): ApiRequestBody | undefined {
  const written = partAt(operation, 'requestBody')
  const body = written.value === undefined ? undefined : reading.follow.follow(written)
  if (body === undefined) return undefined
  return { required: partAt(body, 'required').value === true, content: contentOf(reading, body, 'request') }
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
  return { content: contentOf(reading, response, 'answer'), headers: Object.fromEntries(headers) }
}

/** The schema of a header or parameter: `schema`, or that of its only media type. Without one, any value conforms. */
export function schemaAt(reading: Reading, part: Part, view: View): ApiHeader['schema'] {
  const schema = partAt(part, 'schema')
  if (schema.value !== undefined) return reading.library.schemaOf(schema, view)
  const [media] = partsOf(partAt(part, 'content'))
  const nested = media === undefined ? undefined : partAt(media, 'schema')
  return nested?.value === undefined ? true : reading.library.schemaOf(nested, view)
}

function contentOf(reading: Reading, part: Part, view: View): Readonly<Record<string, ApiContent>> {
  return Object.fromEntries(
    partsOf(partAt(part, 'content')).map((media) => {
      const schema = partAt(media, 'schema')
      const [example, ...others] = examplesOf(reading, media)
      const deep = partsOf(partAt(media, 'encoding')).filter((one) => partAt(one, 'style').value === 'deepObject')
      return [
        media.token,
        {
          ...(schema.value === undefined ? {} : { schema: reading.library.schemaOf(schema, view) }),
          ...(example === undefined ? {} : { example: example.value }),
          ...(others.length === 0 ? {} : { otherExamples: others.map(({ value }) => value) }),
          ...(deep.length === 0 ? {} : { deep: deep.map(({ token }) => token) }),
        },
      ]
    }),
  )
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
