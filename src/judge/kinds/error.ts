import { STATUS_CODES } from 'node:http'
import { valueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { brief } from '../assertion-kind.ts'
import { notJson } from '../reading/not-json.ts'
import type { Observation } from '../observation.ts'

/** The expected content of an error body. An empty map expects the documented shape and the status only. */
export interface ErrorExpectation {
  /** The exact code, or `upper_snake` for any code in that form. */
  readonly code?: string
  /** Expects the reason phrase of the status, or no reason. */
  readonly reason?: 'phrase'
}

/** An error body with the contract's shape and the status of the answer. Code and reason may be in the envelope that was asked for. */
export const error: AssertionKind<ErrorExpectation> = {
  name: 'error',
  schema: {
    type: 'object',
    additionalProperties: false,
    description: 'a map of code and reason, or an empty one',
    properties: {
      code: { type: 'string', description: 'an error code, or upper_snake for any in that form' },
      reason: { enum: ['phrase'] },
    },
  },
  applies({ code, reason }, { contract, response }) {
    if (code === undefined && reason === undefined) return true
    if (!response.json.ok || response.status < 400) return false
    const { document } = response
    const told = valueAt(document, contract.error.reason)
    return (
      (code !== undefined && (code !== 'upper_snake' || typeof valueAt(document, contract.error.code) === 'string')) ||
      (reason !== undefined && told !== undefined && told !== null && STATUS_CODES[response.status] !== undefined)
    )
  },
  check(expected, observation) {
    const { code, reason } = expected
    if (code === undefined && reason === undefined) return checkShape(observation)
    if (!observation.response.json.ok || observation.response.status < 400) return []
    return [
      ...(code === undefined ? [] : checkCode(code, observation)),
      ...(reason === undefined ? [] : checkReason(observation)),
    ]
  },
  explain({ code, reason }) {
    if (code !== undefined)
      return code === 'upper_snake' ? 'an error code of capitals, digits and underscores' : `the error code ${code}`
    return reason === undefined ? 'an error body whose status is that of the answer' : 'the reason phrase of the status'
  },
}

function checkShape({ contract, validators, response }: Observation): readonly Problem[] {
  if (!response.json.ok) return [notJson(response, response.json.reason)]
  const expected = `an error body (${contract.error.schema})`
  const problems: Problem[] = validators(contract.error.schema)(response.json.value).map((broken) => ({
    signature: 'not-an-error-body',
    message: `expected ${expected}; ${broken.instancePath === '' ? 'the body' : broken.instancePath} ${broken.message ?? 'is invalid'}`,
    at: `body#${broken.instancePath}`,
    expected,
    actual: valueAt(response.json.ok ? response.json.value : undefined, broken.instancePath),
  }))
  const said = valueAt(response.json.value, contract.error.status)
  if (problems.length > 0 || said === response.status) return problems
  return [
    {
      signature: 'status-in-error-body-differs',
      message: `expected the status of the answer, ${response.status}; the error body has ${brief(said)} at ${contract.error.status}`,
      at: `body#${contract.error.status}`,
      expected: response.status,
      actual: said,
    },
  ]
}

function checkCode(code: string, { contract, response }: Observation): readonly Problem[] {
  const said = valueAt(response.document, contract.error.code)
  const any = code === 'upper_snake'
  if (any ? typeof said !== 'string' || /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(said) : said === code) return []
  const expected = any ? 'capitals, digits and underscores' : code
  return [
    {
      signature: 'wrong-error-code',
      message: `expected ${any ? `an error code of ${expected}` : `the error code ${code}`}; the error code is ${brief(said)}`,
      at: `body#${response.documentAt}${contract.error.code}`,
      expected,
      actual: said ?? 'nothing',
    },
  ]
}

function checkReason({ contract, response }: Observation): readonly Problem[] {
  const said = valueAt(response.document, contract.error.reason)
  const phrase = STATUS_CODES[response.status]
  if (said === undefined || said === null || phrase === undefined || said === phrase) return []
  return [
    {
      signature: 'wrong-reason',
      message: `expected the reason ${phrase}; the reason is ${brief(said)}`,
      at: `body#${response.documentAt}${contract.error.reason}`,
      expected: phrase,
      actual: said,
    },
  ]
}
