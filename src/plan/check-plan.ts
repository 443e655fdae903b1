import type { ValidateFunction } from 'ajv/dist/2020.js'
import type { Contract } from '../contract/contract.ts'
import type { Expectation } from '../judge/judge.ts'
import { KINDS } from '../judge/kinds.ts'
import { compileFileSchema, wrongValue } from '../source/check-schema.ts'
import { type Location, type Mistake, UserError } from '../source/mistake.ts'
import { valueAt } from '../json/pointer.ts'
import { suggestion } from '../source/suggestion.ts'
import { referencesIn, resolveReferences } from '../json/references.ts'
import { type BodyTemplate, type CaseTemplate, SENDERS, type StepTemplate, type Suite } from '../suite/suite.ts'
import { hasPayload } from '../draw/body/payload.ts'
import { bindGiven } from './bind-given.ts'
import { expandRows, type Row } from './expand.ts'

/**
 * Checks what only shows once the columns have their values.
 * @throws UserError with every mistake, each once, at the line that leads to it.
 */
export function checkPlan(suites: readonly Suite[], contract: Contract): void {
  const kinds = new Map(Object.values(KINDS).map((kind) => [kind.name, compileFileSchema(kind.schema)]))
  const mistakes = suites.flatMap((suite) => [
    ...suite.cases.flatMap((template) => checkCase(template, { contract, kinds })),
    ...suite.invariants.flatMap(({ expect }) =>
      expect.flatMap((one) => checkExpectation(one, '', { contract, kinds })),
    ),
  ])
  if (mistakes.length > 0) throw new UserError(unique(mistakes))
}

interface Checking {
  readonly contract: Contract
  readonly kinds: ReadonlyMap<string, ValidateFunction>
}

function unique(mistakes: readonly Mistake[]): readonly Mistake[] {
  return [...new Map(mistakes.map((mistake) => [JSON.stringify(mistake), mistake])).values()]
}

function checkCase(template: CaseTemplate, checking: Checking): readonly Mistake[] {
  const rows = expandRows(template, checking.contract)
  const ids = rows.map(({ suffix }) => suffix)
  const seen = new Set<string>()
  const twice = ids.find((id) => seen.size === seen.add(id).size)
  const mistakes = rows.flatMap((row) => checkRow(template, row, checking))
  return twice === undefined
    ? mistakes
    : [
        {
          message: `two rows of "${template.id}" have the id ${twice}; give them a column "name"`,
          at: template.location,
        },
        ...mistakes,
      ]
}

function checkRow(template: CaseTemplate, row: Row, checking: Checking): readonly Mistake[] {
  const { contract } = checking
  const given = bindGiven(template.given, { values: row.values, contract })
  const payload = String(resolveReferences(template.given.payload, row.values))
  const claimed = new Set([...given.absent, ...given.configured])
  const created = [...given.configured, ...given.beside]
  const unknown = [...claimed, ...created].filter((key) => !contract.resource.key.values.includes(key))
  return [
    ...unknown.map((key) => ({
      message: `"${key}" under "given" is no key of the collection${suggestion(key, contract.resource.key.values)}`,
      at: template.location,
    })),
    ...created
      .filter((key) => !unknown.includes(key) && !hasPayload(contract, key, payload))
      .map((key) => ({
        message: `"${key}" has no payload "${payload}", so it cannot be configured`,
        at: template.location,
      })),
    ...template.steps.flatMap((step) => checkStep(step, { ...checking, row, claimed })),
  ]
}

interface StepChecking extends Checking {
  readonly row: Row
  readonly claimed: ReadonlySet<string>
}

function checkStep(step: StepTemplate, checking: StepChecking): readonly Mistake[] {
  const expectations = [...step.expect, ...step.twin].flatMap((one) =>
    checkExpectation(
      { ...one, value: resolveReferences(one.value, checking.row.values) },
      checking.row.suffix,
      checking,
    ),
  )
  return [...checkSend(step, checking), ...expectations, ...step.then.flatMap((branch) => checkStep(branch, checking))]
}

/** A write names its key, and what it names is claimed beforehand: so nothing that was there is ever touched. */
function checkSend({ send, location }: StepTemplate, { row, claimed, contract }: StepChecking): readonly Mistake[] {
  if (send === undefined) return []
  const { operation, key, as, body, scope, method } = resolveReferences(send, row.values) as NonNullable<
    StepTemplate['send']
  >
  const mistakes: Mistake[] = []
  const roles: readonly string[] = [...Object.keys(contract.resource.operations), 'token']
  if (!roles.includes(operation)) {
    return [
      {
        message: `"${operation}" is no operation${suggestion(operation, roles)}; there are ${roles.join(', ')}`,
        at: location,
      },
    ]
  }
  const senders: readonly string[] = SENDERS
  if (as !== undefined && !senders.includes(as))
    mistakes.push({
      message: `"${as}" is no sender${suggestion(as, senders)}; there are ${senders.join(', ')}`,
      at: location,
    })
  if (operation !== 'list' && operation !== 'token' && key === undefined)
    mistakes.push({ message: `"${operation}" needs a "key"`, at: location })
  const writes =
    ['create', 'update', 'delete'].includes(operation) || !['GET', 'HEAD', 'OPTIONS'].includes(method ?? 'GET')
  const payload = typeof body === 'object' && 'payload' in body ? body : undefined
  const touched = [key, payload?.of]
  for (const one of writes && scope === undefined ? touched : []) {
    if (one === undefined || claimed.has(one) || !contract.resource.key.values.includes(one)) continue
    mistakes.push({
      message: `this case writes ${one} and does not claim it; put it under "given", as absent or configured`,
      at: location,
    })
  }
  if (payload !== undefined && !hasPayload(contract, payload.of, payload.payload)) {
    const known = Object.keys(contract.resource.variants[payload.of]?.payloads ?? {})
    mistakes.push({
      message: `"${payload.of}" has no payload "${payload.payload}"${suggestion(payload.payload, known)}`,
      at: location,
    })
  }
  return [...mistakes, ...checkDrops(payload, location, contract)]
}

/** What is dropped is there: else the payload would go out whole, under a sentence about what it lacks. */
function checkDrops(
  body: Extract<BodyTemplate, { payload: string }> | undefined,
  at: Location,
  contract: Contract,
): readonly Mistake[] {
  if (body === undefined) return []
  const payload = contract.resource.variants[body.of]?.payloads[body.payload]
  if (payload === undefined) return []
  const known = Object.keys(payload).map((name) => `/${name}`)
  return [body.drop ?? []]
    .flat()
    .filter((pointer) => valueAt(payload, pointer) === undefined)
    .map((pointer) => ({
      message: `the payload "${body.payload}" of ${body.of} has no ${pointer} to drop${suggestion(pointer, known)}`,
      at,
    }))
}

/** The value with its columns in place is one that the kind takes; what it names is the contract's. */
function checkExpectation(
  { kind, value, location }: Expectation,
  row: string,
  { contract, kinds }: Checking,
): readonly Mistake[] {
  const validate = kinds.get(kind)
  if (validate !== undefined && !validate(value)) {
    const [error] = validate.errors ?? []
    const where = row === '' ? '' : ` in row ${row}`
    return [
      {
        message: `"${kind}" cannot be ${JSON.stringify(value)}${where}: ${error === undefined ? 'it is not valid' : wrongValue(error)}`,
        at: location,
      },
    ]
  }
  const unknown = referencesIn(value).length > 0 ? [] : (KINDS[kind]?.verify?.(value, contract) ?? [])
  return unknown.map((name) => ({
    message: `"${name}" is no schema of this contract${suggestion(name, Object.keys(contract.schemas))}`,
    at: location,
  }))
}
