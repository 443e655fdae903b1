import { isObject, valueAt } from '../json/pointer.ts'
import {
  FlawFound,
  headersOf,
  methodOf,
  millisecondsOf,
  type Part,
  partOf,
  startOf,
  statusOf,
  urlOf,
} from './fields.ts'
import type { ReadExchange, Recorded } from './recorded.ts'

/** Reads an entry of HAR 1.2. Source: http://www.softwareishard.com/blog/har-12-spec/ */
export function readHarEntry(entry: Part): ReadExchange {
  try {
    const [request, response] = [partOf(entry, 'request'), partOf(entry, 'response')]
    const status = statusOf(partOf(response, 'status'))
    return {
      request: {
        method: methodOf(partOf(request, 'method')),
        url: urlOf(partOf(request, 'url')),
        headers: headersOf(partOf(request, 'headers')),
        ...sentBody(request),
      },
      ...(status === 0
        ? {}
        : { response: { status, headers: headersOf(partOf(response, 'headers')), body: answeredBody(response) } }),
      ...startOf(partOf(entry, 'startedDateTime')),
      durationMs: millisecondsOf(partOf(entry, 'time')),
    }
  } catch (error) {
    if (error instanceof FlawFound) return error.flaw
    throw error
  }
}

function sentBody(request: Part): Pick<Recorded['request'], 'body'> {
  const text = valueAt(request.value, '/postData/text')
  return typeof text === 'string' ? { body: text } : {}
}

/** Undefined for a body that the recorder left out: its size is stated, and no text. */
function answeredBody(response: Part): Uint8Array | undefined {
  const { value: content, path } = partOf(response, 'content')
  if (!isObject(content)) throw new FlawFound({ path, problem: 'must be an object' })
  const { text, encoding, size } = content
  if (typeof text === 'string')
    return encoding === 'base64' ? Buffer.from(text, 'base64') : new TextEncoder().encode(text)
  const sizes = [size, valueAt(response.value, '/bodySize')]
  return sizes.some((one) => typeof one === 'number' && one > 0) ? undefined : new Uint8Array()
}
