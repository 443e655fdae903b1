import type { ApiOperation } from '../../document/api-document.ts'
import { saysStoresNothing } from '../../document/says/says-stores-nothing.ts'
import { documents } from './body-schema.ts'
import { lastLiteral, pathShape } from './path-shape.ts'
import { wordsOf } from '../../words/words.ts'

const QUESTIONS: ReadonlySet<string> = new Set([
  'search',
  'query',
  'lookup',
  'filter',
  'find',
  'validate',
  'preview',
  'calculate',
  'estimate',
])

/** True for a POST that only asks, such as `POST /notes/search`: its path, its id or its description says so, and its success is a 200. */
export function asksOnly(operation: ApiOperation): boolean {
  const said = [lastLiteral(pathShape(operation.path).parts) ?? '', operation.id].map((text) => wordsOf(text)[0] ?? '')
  const isMade = documents(operation, 201) || documents(operation, 202)
  return (
    operation.method === 'POST' &&
    !isMade &&
    (said.some((word) => QUESTIONS.has(word)) || saysStoresNothing(operation.description))
  )
}
