import type { ApiResponse, DocumentSchema } from '../../document/api-document.ts'
import { valueAt } from '../../json/pointer.ts'
import { short } from '../compare/compare-member.ts'
import { documentedResponse } from '../send/documented-response.ts'
import type { AnswerLaw } from '../session/answer-law.ts'
import type { Problem } from '../session/problem.ts'
import { isJson } from '../../resource/shape/body-schema.ts'
import { tellingErrors } from '../body/telling-errors.ts'
import type { SchemaError } from '../body/validators.ts'

/** The most errors of one answer that are told, as a count. */
const MOST = 5

/** A body keeps to the schema that the document states for its status. */
export const answerKeepsToSchema: AnswerLaw = {
  id: 'answer-keeps-to-schema',
  level: 'must',
  text: 'The body of an answer keeps to the schema that the document states for its status.',
  source: 'OpenAPI 3.1, section 4.8.17 (Response Object)',
  judge({ operation, answer, method, validators, isEnveloped }) {
    const found = documentedResponse(operation, answer.status)
    const schema = found === undefined ? undefined : schemaOf(found.response, answer.header('content-type'))
    // A gateway in front of the API often checks credentials. An envelope around a refusal is in no schema.
    if ((answer.status === 401 && answer.text === '') || (isEnveloped && answer.status >= 400)) return undefined
    // A `default` that describes errors says nothing of a success.
    if (found === undefined || schema === undefined || method === 'HEAD' || answer.status === 304) return undefined
    if (
      found.by === 'default' &&
      answer.status < 400 &&
      Object.keys(operation.responses).some((status) => status.startsWith('2'))
    )
      return undefined
    const validate = validators(schema)
    if (validate === undefined) return undefined
    if (!answer.parsed.ok) return [notJson(answer.parsed.reason, answer.asked)]
    const value = answer.parsed.value
    return tellingErrors(validate(value), value, validators)
      .filter((error) => !isReferenceOfProblem(error, answer.status))
      .slice(0, MOST)
      .map((error) => (isOptionalNull(error, value) ? nullProblem(error) : toProblem(error, value)))
      .map((problem) => ({ ...problem, ...aboutOf(schema, answer.status) }))
  },
}

/** The schema of JSON in a response; undefined for an answer of another documented type. */
export function schemaOf({ content }: ApiResponse, type: string | undefined): DocumentSchema | undefined {
  const json = Object.entries(content).filter(([media]) => isJson(media) || media === '*/*')
  const exact = json.find(([media]) => type !== undefined && media.split(';')[0] === type.split(';')[0]?.trim())
  if (exact === undefined && type !== undefined && !isJson(type) && Object.keys(content).length > json.length)
    return undefined
  return (exact ?? json[0])?.[1].schema
}

/** Refusals of all operations often have one schema, and break it in one way. */
function aboutOf(schema: DocumentSchema, status: number): Pick<Problem, 'about'> {
  const name = typeof schema === 'object' ? schema['$ref'] : undefined
  return status >= 400 && typeof name === 'string' ? { about: name.replace(/^answer:/, '') } : {}
}

function notJson(reason: string, asked: string): Problem {
  return {
    signature: 'not-json',
    message: `expected JSON, but ${reason} (${asked})`,
    at: 'body#',
    expected: 'JSON',
    actual: reason,
  }
}

/** Servers often show an optional property without a value as null, whatever the schema says: only a warning. */
function isOptionalNull({ instancePath, keyword }: SchemaError, value: unknown): boolean {
  return (
    instancePath !== '' &&
    ['type', 'enum', 'const', 'format', 'pattern'].includes(keyword) &&
    valueAt(value, instancePath) === null
  )
}

/** The type and instance of a problem may be relative (RFC 9457, section 3.1). Generators of documents do not know that. */
function isReferenceOfProblem({ instancePath, keyword, params }: SchemaError, status: number): boolean {
  const isUri = keyword === 'format' && (params as { format?: string }).format === 'uri'
  return isUri && status >= 400 && /^\/(?:type|instance)$/.test(instancePath)
}

/**
 * Some generators of documents write an object without properties for a type that they do not know. NestJS does so for `string | null`. So
 * another value there only warns.
 */
function isUnknownType({ instancePath, keyword, parentSchema = {} }: SchemaError): boolean {
  const types: unknown = parentSchema['type']
  const isObject = types === 'object' || (Array.isArray(types) && types.includes('object') && types.length === 2)
  return instancePath !== '' && keyword === 'type' && isObject && DETAILS.every((detail) => !(detail in parentSchema))
}

/** Keywords that say what an object has. */
const DETAILS = [
  'properties',
  'patternProperties',
  'additionalProperties',
  'required',
  '$ref',
  'allOf',
  'oneOf',
  'anyOf',
]

function toProblem(error: SchemaError, value: unknown): Problem {
  const { instancePath, keyword, message = 'is invalid', params } = error
  const actual = valueAt(value, instancePath)
  const where = instancePath === '' ? 'the body' : instancePath
  const missing = (params as { missingProperty?: string }).missingProperty
  return {
    signature: `breaks-${keyword}`,
    message: `expected ${where} to keep to the schema (${missing === undefined ? message : `it must have ${missing}`}), got ${short(actual)}`,
    at: `body#${instancePath}`,
    expected: message,
    actual,
    // Formats are annotations by default, and closed objects grow.
    ...(['format', 'additionalProperties', 'unevaluatedProperties'].includes(keyword) || isUnknownType(error)
      ? { level: 'should' as const }
      : {}),
  }
}

function nullProblem({ instancePath }: SchemaError): Problem {
  return {
    signature: 'null-not-nullable',
    message: `expected a value or nothing at ${instancePath}, got null, which the schema does not take`,
    at: `body#${instancePath}`,
    expected: 'not null',
    actual: null,
    level: 'should',
  }
}
