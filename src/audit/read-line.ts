import { FlawFound, type DocumentPart, partOf } from './fields.ts'
import { readExchange, type RecordingFormat } from './read-exchange.ts'
import type { ReadExchange } from './recorded.ts'

/**
 * Reads a line of NDJSON: `{ request: { method, url, headers?, body? }, response?: { status, headers?, body? }, startedAt?, durationMs? }`.
 * Bodies are texts.
 */
export function readLine(line: DocumentPart): ReadExchange {
  return readExchange(line, NDJSON)
}

const NDJSON: RecordingFormat = {
  hasResponse: false,
  startedAt: 'startedAt',
  durationMs: 'durationMs',
  sentBody: bodyOf,
  answeredBody: (response) => new TextEncoder().encode(bodyOf(response) ?? ''),
}

function bodyOf(message: DocumentPart): string | undefined {
  const { value, path } = partOf(message, 'body')
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  throw new FlawFound({ path, problem: 'must be a text, with the body as it was on the wire' })
}
