import type { DocumentedResponse, Operation } from './contract.ts'

/** The response that an operation documents for a status: by the status, else by its class such as `4XX`, else `default`. */
export function responseFor(
  { responses }: Pick<Operation, 'responses'>,
  status: number,
): DocumentedResponse | undefined {
  const ofClass = `${Math.trunc(status / 100)}XX`
  return responses[String(status)] ?? responses[ofClass] ?? responses[ofClass.toLowerCase()] ?? responses['default']
}
