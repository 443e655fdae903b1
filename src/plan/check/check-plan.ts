import { isKey } from '../../contract/keys.ts'
import { hasPart, lacksPart } from '../../contract/optional-parts.ts'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import type { Contract } from '../../contract/contract.ts'
import type { Expectation } from '../../judge/judge.ts'
import { KINDS } from '../../judge/kinds.ts'
import { compileFileSchema, wrongValue } from '../../source/check-schema.ts'
import { type Mistake, UserError } from '../../source/mistake.ts'
import { suggestion } from '../../source/suggestion.ts'
import { referencesIn, resolveReferences } from '../../json/references.ts'
import type { CaseTemplate, SendTemplate, StepTemplate, Suite } from '../../suite/suite.ts'
import { hasPayload } from '../../draw/body/payload.ts'
import { bindGiven, typesOf } from '../draw/bind-given.ts'
import { checkSend } from './check-send.ts'
import { keysOf } from '../draw/plan-history.ts'
import { expandRows } from '../draw/expand.ts'
import { type Row, sharedSuffix } from '../../suite/rows.ts'
import { mendRequest } from '../draw/mend-request.ts'

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
  const duplicate = sharedSuffix(rows)
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
  const given = bindGiven(template.given, { values: row.values, contract })
  const payload = String(resolveReferences(template.given.payload, row.values))
  const claimed = new Set([...given.absent, ...given.configured])
  const created = [...given.configured, ...given.beside]
  const ofHistory =
    template.history === undefined ? [] : keysOf(template.history, new Map([['types', []], ...row.values]))
  const unknown = [...claimed, ...created, ...ofHistory].filter((key) => !isKey(contract, key))
  return [
    ...unknown.map((key) => ({
      message: `"${key}" under "${ofHistory.includes(key) ? 'history' : 'given'}" is not a key of the collection${suggestion(key, contract.resource.key.values)}`,
      at: template.location,
    })),
    ...created
      .filter((key) => !unknown.includes(key) && !hasPayload(contract, key, payload))
      .map((key) => ({
        message: `"${key}" has no payload "${payload}", so the set-up cannot create ${key}`,
        at: template.location,
      })),
    ...template.steps.flatMap((step) =>
      checkStep(step, { ...checking, ...boundTo(template, row, { claimed, contract }) }),
    ),
  ]
}

/** The row and the claimed keys of steps. A move is checked with one of the keys of its history, which are all claimed. */
function boundTo(
  { history }: CaseTemplate,
  row: Row,
  { claimed, contract }: { readonly claimed: ReadonlySet<string>; readonly contract: Contract },
): Pick<StepChecking, 'row' | 'claimed'> {
  if (history === undefined) return { row, claimed }
  const keys = keysOf(history, new Map([['types', typesOf(contract)], ...row.values]))
  return { row: { ...row, values: new Map([...row.values, ['key', keys[0]]]) }, claimed: new Set(keys) }
}

interface StepChecking extends Checking {
  readonly row: Row
  readonly claimed: ReadonlySet<string>
}

function checkStep(step: StepTemplate, checking: StepChecking): readonly Mistake[] {
  const { absent = [], present = [] } = step.inState ?? {}
  const ofRequests = (step.together ?? []).flatMap(({ expect }) => expect)
  const expectations = [...ofRequests, ...step.expect, ...absent, ...present, ...step.twin].flatMap((one) =>
    checkExpectation(
      { ...one, value: resolveReferences(one.value, checking.row.values) },
      checking.row.suffix,
      checking,
    ),
  )
  return [
    ...checkWalk(step, checking),
    ...requestsOf(step).flatMap((send) => checkSend(send, { ...checking, location: step.location })),
    ...checkTwin(step, checking),
    ...expectations,
    ...step.then.flatMap((branch) => checkStep(branch, checking)),
  ]
}

/** A walk follows links, or counts page numbers. */
function checkWalk({ walk, location }: StepTemplate, { contract }: Checking): readonly Mistake[] {
  if (walk === undefined) return []
  const part = walk.by === 'next' ? 'page.links' : 'page.parameters'
  return hasPart(contract, part) ? [] : [{ message: lacksPart(`a walk by ${walk.by}`, part), at: location }]
}

/** The requests of a step, and the mended request. */
function requestsOf({ send, mended, together = [] }: StepTemplate): readonly SendTemplate[] {
  if (send === undefined) return together.map((one) => one.send)
  return mended === undefined ? [send] : [send, mendRequest(send, mended)]
}

/** A twin is sent after a refusal that is due: something has to ask for it. */
function checkTwin({ mended, expect, location }: StepTemplate, { contract }: Checking): readonly Mistake[] {
  const asks = ({ kind, requirement }: Expectation): boolean =>
    KINDS[kind]?.refuses !== undefined && contract.requirements[requirement]?.level !== 'observe'
  if (mended === undefined || expect.some(asks)) return []
  return [{ message: 'the twin is never sent; "expect" needs a "status" under a must or a should', at: location }]
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
  const lacking = (KINDS[kind]?.relies?.(value) ?? []).filter((part) => !hasPart(contract, part))
  if (lacking.length > 0) return lacking.map((part) => ({ message: lacksPart(`"${kind}"`, part), at: location }))
  const unknown = referencesIn(value).length > 0 ? [] : (KINDS[kind]?.verify?.(value, contract) ?? [])
  return unknown.map((name) => ({
    message: `"${name}" is not a schema of the contract${suggestion(name, Object.keys(contract.schemas))}`,
    at: location,
  }))
}
