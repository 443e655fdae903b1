import { openParts } from './bind-saved.ts'
import { type Contract, operationOf } from '../../contract/contract.ts'
import { bindExpectation } from '../../judge/bind-expectation.ts'
import type { Expectation } from '../../judge/judge.ts'
import { KINDS } from '../../judge/kinds.ts'
import { parsePointer } from '../../json/pointer.ts'
import { escape, referencesIn, resolveReferences, unescape } from '../../json/references.ts'
import type {
  ByState,
  DrawnPart,
  Forall,
  SendTemplate,
  StepTemplate,
  TogetherTemplate,
  WalkTemplate,
} from '../../suite/suite.ts'
import { currentSender } from '../../suite/former-words.ts'
import { buildBody } from './build-body.ts'
import { bodyOf } from './body-of.ts'
import { mendRequest } from './mend-request.ts'
import { chosenOf, varyDrawn } from './vary-request.ts'
import type {
  PlannedBody,
  PlannedGiven,
  PlannedRequest,
  PlannedStep,
  PlannedTogether,
  PlannedTwin,
  PlannedWalk,
} from '../planned-case.ts'
import type { Broken, Example } from '../../draw/property-source.ts'

/** The inputs for planning a step. */
export interface StepPlanning {
  /** The columns of the row. */
  readonly values: ReadonlyMap<string, unknown>
  readonly contract: Contract
  readonly seed: string
  /** The index of the step in its case; 0 by default. */
  readonly index?: number
  readonly given: PlannedGiven
  readonly forall?: Forall
  /** For a property: the drawn value. */
  readonly example?: Example
}

/** A step with all values bound except values of earlier answers. */
export function planStep(template: StepTemplate, planning: StepPlanning): PlannedStep {
  const { values } = planning
  const names = namesIn(planning)
  const expect = bindExpectations(template.expect, names)
  const inState = template.inState === undefined ? undefined : bindByState(template.inState, names)
  const all = [...expect, ...(inState?.absent ?? []), ...(inState?.present ?? [])]
  return {
    ...(template.send === undefined ? {} : { request: planRequest(template.send, planning) }),
    ...(template.walk === undefined
      ? {}
      : { walk: planWalk(resolveReferences(template.walk, values) as WalkTemplate) }),
    ...(template.together === undefined ? {} : { together: planTogether(template.together, planning) }),
    ...(template.when === undefined
      ? {}
      : { when: resolveReferences(template.when, values) as NonNullable<StepTemplate['when']> }),
    ...planTwin(template, planning),
    expect,
    ...(inState === undefined ? {} : { inState }),
    save: resolveReferences(template.save, values) as PlannedStep['save'],
    then: template.then.map((branch) => planStep(branch, planning)),
    snapshots: all.some(({ kind }) => KINDS[kind]?.gathers === 'snapshots'),
    location: template.location,
  }
}

/** Each request has secrets of its own, so that an answer tells which of them it shows. */
function planTogether(entries: readonly TogetherTemplate[], planning: StepPlanning): readonly PlannedTogether[] {
  const each = entries.flatMap((entry) => Array.from({ length: entry.times }, () => entry))
  return each.map(({ send, expect }, index) => {
    const own = { ...planning, seed: `${planning.seed}/${index + 1}` }
    return { request: planRequest(send, own), expect: bindExpectations(expect, namesIn(own)) }
  })
}

function bindExpectations(expectations: readonly Expectation[], names: Names): readonly Expectation[] {
  return expectations.map((expectation) => bindExpectation(expectation, names))
}

function bindByState({ absent, present }: ByState, names: Names): ByState {
  return { absent: bindExpectations(absent, names), present: bindExpectations(present, names) }
}

/** The names that a case may refer to: columns, and for a property the drawn value and the name of the broken place. */
function namesIn({ values, forall, example }: Pick<StepPlanning, 'values' | 'forall' | 'example'>): Names {
  if (example === undefined || forall === undefined) return values
  const { value, broken } = example
  const drawn = escape(value)
  const parameter = String(resolveReferences(forall.subject, values))
  return new Map<string, unknown>([
    ...values,
    [forall.part, forall.part === 'query' ? { [parameter]: drawn } : drawn],
    ['place', broken === undefined ? '' : escape(nameOf(broken))],
  ])
}

type Names = ReadonlyMap<string, unknown>

/** The name of the broken property; empty for the whole body, or for a rule whose message need not name the property. */
export function nameOf({ instancePath, property, unnamed }: Broken): string {
  if (unnamed) return ''
  return property ?? parsePointer(instancePath).findLast((token) => !/^\d+$/.test(token)) ?? ''
}

function planRequest(template: SendTemplate, planning: StepPlanning): PlannedRequest {
  const { example, values, forall } = planning
  const part = forall === undefined ? undefined : drawnPart(template)
  const names = part === undefined ? values : namesIn(planning)
  const bound = resolveReferences({ ...template, body: undefined }, names) as SendTemplate
  const body = planBody(template.body, { ...planning, names, send: bound })
  const request = { ...withoutBody(bound), ...(body === undefined ? {} : { body }) }
  if (part === undefined) return request
  const drawn = { part, ...(example?.broken === undefined ? {} : { broken: example.broken }) }
  return varyDrawn({ ...request, drawn }, chosenOf(forall?.variations, example?.variations), planning.contract)
}

/** The drawn part of the request. */
export function drawnPart(send: SendTemplate): DrawnPart | undefined {
  const names = new Set(referencesIn(send).map(({ name }) => name))
  return (['body', 'property', 'query', 'path'] as const).find((part) => names.has(part))
}

function withoutBody({ operation, rawKey, key = rawKey, scope, as = 'owner', ...rest }: SendTemplate) {
  const { method, rawQuery, headers, query, transfer } = rest
  const open = openParts({ key, scope, rawQuery, headers, query: query === '$query' ? undefined : query })
  return {
    ...(open === undefined ? {} : { open }),
    operation,
    as: currentSender(as),
    query: query === '$query' ? {} : textual(query),
    headers: unescape(headers ?? {}) as PlannedRequest['headers'],
    ...(key === undefined ? {} : { key: String(unescape(key)) }),
    ...(rawKey === undefined ? {} : { rawKey: String(unescape(rawKey)) }),
    ...(scope === undefined ? {} : { scope: String(unescape(scope)) }),
    ...(method === undefined ? {} : { method }),
    ...(rawQuery === undefined ? {} : { rawQuery }),
    ...(transfer === undefined ? {} : { transfer }),
  }
}

interface BodyPlanning extends StepPlanning {
  readonly names: Names
  readonly send: SendTemplate
}

/** The body; omitted for operations without a body, in a product of operations. */
function planBody(
  template: SendTemplate['body'],
  { contract, seed, names, send, example, index = 0 }: BodyPlanning,
): PlannedBody | undefined {
  const { method, operation, key } = send
  if (template === undefined || (method === undefined && operationOf(contract, operation).body === undefined))
    return undefined
  if (template === '$body') return example === undefined ? { drawn: 'body' } : bodyOf(example)
  const bound = resolveReferences(template, names) as typeof template
  return buildBody(bound, contract, { seed, step: index, ...(key === undefined ? {} : { key }) })
}

function planTwin({ send, mended, twin }: StepTemplate, planning: StepPlanning): { readonly twin?: PlannedTwin } {
  if (send === undefined || twin.length === 0) return {}
  const expect = bindExpectations(twin, namesIn(planning))
  const plain = withoutVariations(planning)
  if (mended === undefined) return { twin: { request: planDrawnTwin(send, plain), expect } }
  return { twin: { request: planRequest(mendRequest(send, mended), plain), expect, declared: true } }
}

/** A twin has no variations: examples with other variations then have the same twin, which is sent once for all of them. */
function withoutVariations({ example, ...planning }: StepPlanning): StepPlanning {
  if (example === undefined) return planning
  const { variations: _, ...plain } = example
  return { ...planning, example: plain }
}

/** The mended request. A mended path has the group of the lane, or a key that the case claims. */
function planDrawnTwin(template: SendTemplate, planning: StepPlanning): PlannedRequest {
  const { example, given } = planning
  if (drawnPart(template) === 'path') {
    const { scope, key, ...rest } = template
    const claimed = given.configured[0] ?? given.absent[0]
    const own = key === '$path' ? claimed : key
    return planRequest(
      {
        ...rest,
        ...(own === undefined ? {} : { key: own }),
        ...(scope === undefined || scope === '$path' ? {} : { scope }),
      },
      planning,
    )
  }
  if (example === undefined) return planRequest(template, planning)
  const { broken: _, ...mended } = { ...example, value: example.twin }
  return planRequest(template, { ...planning, example: mended })
}

function planWalk({ operation, by, query }: WalkTemplate): PlannedWalk {
  const open = openParts({ query })
  return { operation, by, query: textual(query), ...(open === undefined ? {} : { open }) }
}

function textual(query: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(query ?? {}).map(([name, value]) => [name, String(unescape(value))]))
}
