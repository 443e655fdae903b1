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
import { expandRows, type Row } from './expand.ts'

/**
 * Checks cases with the values of their columns.
 * @throws UserError with all mistakes, each once, at its place in the suite.
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
  const distinct = new Set<string>()
  const duplicate = ids.find((id) => distinct.size === distinct.add(id).size)
  const mistakes = rows.flatMap((row) => checkRow(template, row, checking))
  return duplicate === undefined
    ? mistakes
    : [
        {
          message: `two rows of "${template.id}" have the id ${duplicate}; give each row a column "name"`,
          at: template.location,
        },
        ...mistakes,
      ]
}

function checkRow(template: CaseTemplate, row: Row, checking: Checking): readonly Mistake[] {
  const { contract } = checking
  const given = resolveReferences(template.given, row.values) as CaseTemplate['given']
  const configured = [given.configured].flat(2)
  const claimed = new Set([...[given.absent].flat(2), ...configured])
  const created = [...configured, ...[given.beside].flat(2)]
  const unknown = [...claimed, ...created].filter((key) => !contract.resource.key.values.includes(key))
  return [
    ...unknown.map((key) => ({
      message: `"${key}" under "given" is not a key of the collection${suggestion(key, contract.resource.key.values)}`,
      at: template.location,
    })),
    ...created
      .filter((key) => !unknown.includes(key) && !hasPayload(contract, key, given.payload))
      .map((key) => ({
        message: `"${key}" has no payload "${given.payload}", so the set-up cannot create ${key}`,
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

/** Checks a request. A write names its key, and the case claims the key: existing members stay unchanged. */
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
        message: `"${operation}" is not an operation${suggestion(operation, roles)}; the operations are ${roles.join(', ')}`,
        at: location,
      },
    ]
  }
  const senders: readonly string[] = SENDERS
  if (as !== undefined && !senders.includes(as))
    mistakes.push({
      message: `"${as}" is not a sender${suggestion(as, senders)}; the senders are ${senders.join(', ')}`,
      at: location,
    })
  if (operation !== 'list' && operation !== 'token' && key === undefined)
    mistakes.push({ message: `"${operation}" needs a "key"`, at: location })
  const writes =
    ['create', 'update', 'delete'].includes(operation) || !['GET', 'HEAD', 'OPTIONS'].includes(method ?? 'GET')
  const payload = typeof body === 'object' && 'payload' in body ? body : undefined
  const written = [key, payload?.of]
  for (const name of writes && scope === undefined ? written : []) {
    if (name === undefined || claimed.has(name) || !contract.resource.key.values.includes(name)) continue
    mistakes.push({
      message: `the case writes ${name} without a claim; add ${name} under "given", as absent or configured`,
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

/** Checks dropped properties: a missing property would leave the payload complete, and the case without effect. */
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

/** Checks a value, with its columns bound, against the schema of its kind and the names of the contract. */
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
        message: `"${kind}" cannot be ${JSON.stringify(value)}${where}: ${error === undefined ? 'the value is invalid' : wrongValue(error)}`,
        at: location,
      },
    ]
  }
  const unknown = referencesIn(value).length > 0 ? [] : (KINDS[kind]?.verify?.(value, contract) ?? [])
  return unknown.map((name) => ({
    message: `"${name}" is not a schema of the contract${suggestion(name, Object.keys(contract.schemas))}`,
    at: location,
  }))
}
