import { type Contract, operationOf } from '../../contract/contract.ts'
import { explainCondition } from '../../judge/reading/condition.ts'
import type { Expectation } from '../../judge/judge.ts'
import { KINDS } from '../../judge/kinds.ts'
import { formatLocation } from '../../source/mistake.ts'
import { CONCURRENCY, type Sender } from '../../suite/suite.ts'
import { SCHEME_SENDERS } from '../../http/auth/find-scheme.ts'
import { isCutWithin } from '../../http/in-pieces.ts'
import type { Invariant } from '../../judge/invariant.ts'
import { drawCase } from '../draw/draw-case.ts'
import { requirementLine } from './explain-requirement.ts'
import type { Drawing } from '../../draw/drawing.ts'
import type { Mode } from '../../draw/mode.ts'
import type { PlannedBody, PlannedCase, PlannedProperty, PlannedRequest, PlannedStep } from '../planned-case.ts'

/** Further facts that an explanation names. */
interface Beside {
  /** The other cases of the same entry. */
  readonly others?: readonly PlannedCase[]
  /** The rules that the values of a property break. */
  readonly rules?: readonly string[]
}

/** A case in English: its preconditions, requests, expectations and requirements. Other cases of its entry are named. */
export function explainCase(
  planned: PlannedCase,
  contract: Contract,
  { others = [], rules = [] }: Beside = {},
): string {
  const { id, title, about, location, level } = planned
  const requirements = planned.requirements.map((one) => requirementLine(one, contract))
  return [
    id,
    `  ${title}`,
    ...(about === undefined ? [] : [`  ${about}`]),
    `  ${formatLocation(location)}; level ${level}`,
    '',
    ...(planned.property === undefined ? [] : ['For every', `  ${explainProperty(planned.property)}`, '']),
    ...(rules.length === 0 ? [] : ['The rules', ...rules.map((rule) => `  ${rule}`), '']),
    'Before',
    ...explainGiven(planned).map((line) => `  ${line}`),
    '',
    planned.rounds === undefined
      ? 'Then'
      : `Then, ${planned.rounds} times from the same state, until the first finding`,
    ...drawCase(planned, contract).steps.flatMap((step, index) =>
      explainStep(step, { contract, label: `${index + 1}.`, indent: '  ' }),
    ),
    '',
    'Because',
    ...requirements.map((line) => `  ${line}`),
    '',
    ...(others.length === 0 ? [] : ['The same, in the rows', ...others.map((row) => `  ${row.id}`), '']),
  ].join('\n')
}

/** An invariant in one line of English. */
export function explainInvariant({ title, on, except }: Invariant): string {
  const about = [
    on === undefined ? '' : `where ${explainCondition(on)}`,
    except === undefined ? '' : `unless ${explainCondition(except)}`,
  ]
  return [title, ...about.filter((part) => part !== '')].join(', ')
}

function explainGiven({ given, needs }: PlannedCase): readonly string[] {
  const lines = [
    ...given.absent.map((key) => `${key} does not exist`),
    ...given.configured.map((key) => `${key} exists, made by a create`),
    ...given.beside.map((key) => `${key} exists too, unless the group has another member`),
    ...given.otherAbsent.map((key) => `${key} does not exist in the other group`),
    ...needs.filter((need) => need !== CONCURRENCY).map((need) => `needs ${need}`),
  ]
  return lines.length === 0 ? ['no preconditions'] : lines
}

const DRAWN: Readonly<Record<Mode, string>> = {
  valid: 'that the contract allows',
  invalid: 'that breaks one rule of the contract, each rule in turn',
  malformed: 'that the contract allows, damaged to be invalid JSON',
  tricky: 'that the contract allows, with text that servers often change',
}

function explainProperty({ drawing, forall }: PlannedProperty): string {
  const count = forall?.variations?.length ?? 0
  const beside = count === 0 ? '' : `, beside any of ${count} changes that leave the outcome of the request as it is`
  return `${explainDrawing(drawing)}${beside}`
}

function explainDrawing(drawing: Drawing): string {
  if (drawing.part === 'history')
    return `sequence of ${drawing.length} of the requests below in any order, with the keys ${drawing.keys.join(', ')}${drawing.twoGroups ? ', in both groups' : ''}`
  const which = DRAWN[drawing.mode]
  switch (drawing.part) {
    case 'body':
      return `body of ${drawing.key} ${which}${drawing.secrets === 'any' ? ', its secrets in any form' : ''}`
    case 'property':
      return `value of ${drawing.at} in a body of ${drawing.key} ${which}`
    case 'query':
    case 'path':
      return `value of the ${drawing.part} parameter ${drawing.parameter} ${which}`
  }
}

interface Explaining {
  readonly contract: Contract
  readonly label: string
  readonly indent: string
}

function explainStep(step: PlannedStep, { contract, label, indent }: Explaining): readonly string[] {
  const deeper = `${indent}   `
  const together = (step.together ?? []).flatMap((one) => [
    `${deeper}- ${explainRequest(one.request, contract)}`,
    ...one.expect.map((each) => `${deeper}     expect ${explainExpectation(each, contract)}`),
  ])
  return [
    `${indent}${label} ${step.when === undefined ? '' : `when ${explainCondition(step.when)}: `}${explainAction(step, contract)}`,
    ...together,
    ...step.expect.map((one) => `${deeper}expect ${explainExpectation(one, contract)}`),
    ...explainByState(step, contract).map((line) => `${deeper}${line}`),
    ...explainTwin(step, contract).map((line) => `${deeper}${line}`),
    ...Object.entries(step.save).map(([name, from]) => `${deeper}keep ${from === '' ? 'the body' : from} as $${name}`),
    ...step.then.flatMap((branch) => explainStep(branch, { contract, label: '-', indent: deeper })),
  ]
}

function explainByState({ inState, request }: PlannedStep, contract: Contract): readonly string[] {
  if (inState === undefined) return []
  const key = request?.key === undefined || request.key.startsWith('$') ? 'the key' : request.key
  return [
    ...inState.absent.map((one) => `if ${key} does not exist, expect ${explainExpectation(one, contract)}`),
    ...inState.present.map((one) => `if ${key} exists, expect ${explainExpectation(one, contract)}`),
  ]
}

function explainTwin({ twin }: PlannedStep, contract: Contract): readonly string[] {
  if (twin === undefined) return []
  const expected = twin.expect.map((one) => explainExpectation(one, contract))
  if (twin.declared !== true) return expected.map((one) => `and of the same request with what is broken mended, ${one}`)
  return [
    `once that is refused, mend it: ${explainRequest(twin.request, contract)}`,
    ...expected.map((one) => `   expect ${one}`),
  ]
}

function explainAction({ request, walk, together }: PlannedStep, contract: Contract): string {
  if (together !== undefined)
    return `send ${together.length} requests at the same moment, then a list and a read of each written key`
  if (walk !== undefined) {
    const by = walk.by === 'next' ? 'their next links' : 'page number'
    return [`walk over the pages of ${walk.operation} by ${by}`, queryText(walk.query)].filter(Boolean).join(', ')
  }
  return request === undefined ? 'examine the answer' : explainRequest(request, contract)
}

/** A sender in English. */
export function explainSender(as: Sender): string {
  return SENDERS[as] ?? `the ${as}`
}

const SENDERS: Readonly<Partial<Record<Sender, string>>> = {
  nobody: 'a client without credentials',
  wrong: 'a client with wrong credentials',
  altered: 'the owner, with a character of the proof changed',
  'last-char-changed': 'the owner, with the last character of the proof changed',
  shortened: 'the owner, with half of the proof',
  emptied: 'the owner, with an empty proof',
  lengthened: 'the owner, with more behind the proof',
  'case-flipped': 'the owner, with the letters of the proof in the other case',
  'other-scheme': 'the owner, with another scheme before the proof',
  'without-scheme': 'the owner, with no scheme before the proof',
  ...Object.fromEntries(Object.entries(SCHEME_SENDERS).map(([name, { sender }]) => [name, sender.explain])),
}

function explainRequest(
  { operation, key, scope, as, method, query, rawQuery, headers, transfer, body }: PlannedRequest,
  contract: Contract,
): string {
  const documented = operationOf(contract, operation)
  const path = documented.path.replace(`{${contract.resource.key.parameter}}`, key ?? '')
  return [
    `send ${method ?? documented.method} ${path}`,
    rawQuery === undefined ? queryText(query) : rawQuery === '' ? '' : `with the query ${rawQuery}`,
    scope === undefined
      ? ''
      : scope === 'other' || scope === 'unknown'
        ? `in the ${scope} group`
        : `with the group id ${JSON.stringify(scope)}`,
    as === 'owner' ? '' : `as ${explainSender(as)}`,
    ...Object.entries(headers).map(([name, value]) =>
      value === null ? `without the header ${name}` : `with ${name}: ${value}`,
    ),
    body === undefined ? '' : `with ${bodyText(body)}`,
    transfer === undefined ? '' : TRANSFERS[transfer] + cutsText(body),
  ]
    .filter((part) => part !== '')
    .join(', ')
}

const TRANSFERS: Readonly<Record<NonNullable<PlannedRequest['transfer']>, string>> = {
  chunked: 'in chunks without its length',
  split: 'in several pieces with its length',
}

/** Says that pieces end within characters, where the body has, or may have, characters of several bytes. */
function cutsText(body: PlannedBody | undefined): string {
  if (body === undefined) return ''
  if ('drawn' in body) return ', cut within characters of several bytes where it has some'
  const bytes = 'bytes' in body ? body.bytes : Buffer.from(bodyText(body))
  return isCutWithin(bytes) ? ', cut within characters' : ''
}

/** The query in words; empty for none. */
function queryText(query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map((pair) => pair.join('='))
  return pairs.length === 0 ? '' : `with ${pairs.join(' and ')}`
}

function bodyText(body: PlannedBody): string {
  if ('drawn' in body) return 'the drawn body'
  if ('json' in body || 'value' in body) return `the body ${JSON.stringify('json' in body ? body.json : body.value)}`
  const text = Buffer.from(body.bytes).toString('utf8')
  return body.bytes.length === 0
    ? 'an empty body'
    : `the ${body.bytes.length} bytes ${JSON.stringify(text.length > 200 ? `${text.slice(0, 197)}...` : text)}`
}

/** An expectation in English, with its requirement and level. */
export function explainExpectation(
  { requirement, kind, value }: Expectation,
  contract: Pick<Contract, 'requirements'>,
): string {
  const level = contract.requirements[requirement]?.level ?? 'observe'
  return `${KINDS[kind]?.explain(value) ?? kind}  [${requirement}, ${level}]`
}
