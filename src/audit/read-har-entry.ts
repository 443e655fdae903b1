import { isObject, valueAt } from '../json/pointer.ts'
import { FlawFound, type DocumentPart, partOf } from './fields.ts'
import { readExchange, type RecordingFormat } from './read-exchange.ts'
import type { ReadExchange } from './recorded.ts'

/** Reads an entry of HAR 1.2. Source: http://www.softwareishard.com/blog/har-12-spec/ */
export function readHarEntry(entry: DocumentPart): ReadExchange {
  return readExchange(entry, HAR)
}

// An entry without an answer has a response with the status 0.
const HAR: RecordingFormat = {
  hasResponse: true,
  startedAt: 'startedDateTime',
  durationMs: 'time',
  sentBody,
  answeredBody,
}

function sentBody(request: DocumentPart): string | undefined {
  const text = valueAt(request.value, '/postData/text')
  return typeof text === 'string' ? text : undefined
}

function answeredBody(response: DocumentPart): Uint8Array | undefined {
  const { value: content, path } = partOf(response, 'content')
  if (!isObject(content)) throw new FlawFound({ path, problem: 'must be an object' })
  const { text, encoding, size } = content
  if (typeof text === 'string')
    return encoding === 'base64' ? Buffer.from(text, 'base64') : new TextEncoder().encode(text)
  // A recorder that leaves out a body states its size.
  const sizes = [size, valueAt(response.value, '/bodySize')]
  return sizes.some((one) => typeof one === 'number' && one > 0) ? undefined : new Uint8Array()
}
