import { variantOf } from '../../contract/keys.ts'
import { type Contract, operationOf } from '../../contract/contract.ts'
import { KINDS } from '../../judge/kinds.ts'
import type { Expectation } from '../../judge/judge.ts'
import { valueAt, withValueAt } from '../../json/pointer.ts'
import { bindValue, escape, referencesIn, resolveReferences } from '../../json/references.ts'
import { drawnWithZeros } from '../../secrets/with-zeros.ts'
import type { Forall, SendTemplate, StepTemplate } from '../../suite/suite.ts'
import { planningOf } from '../draw/draw-case.ts'
import { mendRequest } from '../draw/mend-request.ts'
import { drawnPart, nameOf, planStep, type StepPlanning } from '../draw/plan-step.ts'
import type { PlannedCase, PlannedGiven } from '../planned-case.ts'
import type { Broken, Example } from '../../draw/property-source.ts'
import { chosenOf, varyTemplate } from '../draw/vary-request.ts'
import { writeYaml } from './write-yaml.ts'

/** One example of a property as a declared case in YAML, for use under `cases:`. The declared case sends the same requests. */
export async function declareCase(planned: PlannedCase, example: Example, contract: Contract): Promise<string> {
  const { given, property, template, title, needs, payload } = planned
  if (property === undefined) throw new Error(`${planned.id} is not a property`)
  const id = `found.${template.replaceAll('.', '-')}`
  const { forall } = property
  if (forall === undefined) {
    const { declareHistory } = await import('./declare-history.ts')
    return writeYaml([{ id, title, ...declareHistory(planned, example, contract) }])
  }
  const declaring = { ...planningOf(planned, contract), forall, example, anySecrets: forall.secrets === 'any' }
  const steps = planned.steps.map((step) => declareStep(step, declaring))
  const [first, ...others] = steps
  return writeYaml([
    {
      id,
      title,
      ...(needs.length === 0 ? {} : { needs }),
      ...declareGiven(given, payload),
      ...(others.length === 0 && first !== undefined ? first : { steps }),
    },
  ])
}

function declareGiven({ absent, configured, beside, otherAbsent }: PlannedGiven, payload: string): object {
  const listed = Object.entries({ absent, configured, beside, otherAbsent })
    .filter(([, keys]) => keys.length > 0)
    .map(([word, keys]) => [word, keys.length === 1 ? keys[0] : keys] as const)
  if (listed.length === 0) return {}
  return { given: { ...Object.fromEntries(listed), ...(payload === 'full' ? {} : { payload }) } }
}

/** The inputs for declaring a step. */
export interface DeclaringStep extends StepPlanning {
  readonly forall: Forall
  readonly example: Example
  /** True if secrets were drawn in any form, so that only their lengths are declared. */
  readonly anySecrets: boolean
}

/** A step of a property with its drawn value, in the case language. */
export function declareStep(step: StepTemplate, declaring: DeclaringStep): object {
  const { values } = declaring
  const twin = declareTwin(step, declaring)
  const then = [...twin, ...step.then.map((branch) => declareStep(branch, declaring))]
  return {
    ...(step.when === undefined ? {} : { when: resolveReferences(step.when, values) }),
    ...(step.send === undefined ? {} : { send: declareVaried(step.send, declaring) }),
    ...(step.walk === undefined ? {} : { walk: resolveReferences(step.walk, values) }),
    expect: declareExpectations(step.expect, declaring),
    ...declareMended(step, declaring),
    ...(Object.keys(step.save).length === 0 ? {} : { save: step.save }),
    ...(then.length === 0 ? {} : { then }),
  }
}

/** A twin of the case itself, with the drawn value in its place. */
function declareMended({ send, mended, twin }: StepTemplate, declaring: DeclaringStep): object {
  if (send === undefined || mended === undefined) return {}
  const words = declareSend(mendRequest(send, mended), declaring, declaring.example.value)
  const declared = Object.keys(mended).map((word) => [word, words[word as keyof SendTemplate] ?? null])
  return { mended: Object.fromEntries(declared) as object, twin: declareExpectations(twin, declaring) }
}

/** The expectations of the mended request, which follows the refused request. */
function declareTwin(step: StepTemplate, declaring: DeclaringStep): readonly object[] {
  const { contract, example } = declaring
  const part = example.broken?.part
  if (step.twin.length === 0 || step.send === undefined || part === undefined) return []
  const planned = planStep(step, declaring).twin?.request
  const { scope: _, ...send } = { ...declareSend(step.send, declaring, example.twin ?? example.value) }
  const path = part !== 'path' || planned?.key === undefined ? {} : { key: planned.key }
  return [
    {
      when: { status: refusalOf(part, contract) },
      send: {
        ...send,
        ...(step.send.scope === '$path' || step.send.scope === undefined ? {} : { scope: step.send.scope }),
        ...path,
      },
      expect: declareExpectations(step.twin, declaring),
    },
  ]
}

/** The request with the variations of the example, if it holds the drawn value. */
function declareVaried(send: SendTemplate, declaring: DeclaringStep): SendTemplate {
  const declared = declareSend(send, declaring, declaring.example.value)
  const { forall, example, contract } = declaring
  if (drawnPart(send) === undefined) return declared
  return varyTemplate(declared, chosenOf(forall.variations, example.variations), contract)
}

function declareSend(send: SendTemplate, declaring: DeclaringStep, value: unknown): SendTemplate {
  const { values } = declaring
  const secretless = withoutSecrets(value, send, declaring)
  const { forall } = declaring
  const subject = String(resolveReferences(forall.subject, values))
  const names = new Map<string, unknown>([
    ...values,
    [forall.part, forall.part === 'query' ? { [subject]: secretless } : secretless],
  ])
  const bound = resolveReferences({ ...send, body: undefined }, names) as SendTemplate
  const { body: _, ...rest } = withoutUnusedKey(bound, declaring)
  if (send.body === undefined || !hasBody(bound, declaring)) return rest
  const body = send.body === '$body' ? declareBody(secretless, send, declaring) : resolveReferences(send.body, names)
  return { ...rest, body: body as NonNullable<SendTemplate['body']> }
}

/** The words of a request without a key that the path of its operation does not hold. Products of operations name one for all. */
function withoutUnusedKey(send: SendTemplate, { contract }: DeclaringStep): SendTemplate {
  const { key: _, ...rest } = send
  const { parameter } = contract.resource.key
  return operationOf(contract, send.operation).path.includes(`{${parameter}}`) ? send : rest
}

/** True if the request has a body: its operation declares a body, or the case names a method. */
function hasBody({ method, operation }: SendTemplate, { contract }: DeclaringStep): boolean {
  return method !== undefined || operationOf(contract, operation).body !== undefined
}

/** A body that is not JSON, as text or as base64. Letters and digits of its secrets are replaced by zeros. */
function declareBody(value: unknown, send: SendTemplate, { values, contract, example }: DeclaringStep): object {
  const { value: drawn, bytes, twin } = example
  if (bytes === undefined || value !== escape(drawn)) return { json: value }
  const key = String(resolveReferences(send.key ?? '', values))
  let text = Buffer.from(bytes).toString('latin1')
  for (const pointer of Object.keys(variantOf(contract, key)?.redactions ?? {})) {
    const secret = valueAt(twin, pointer)
    if (typeof secret === 'string') text = text.replaceAll(within(secret), within(drawnWithZeros(secret)))
  }
  const harmless = Buffer.from(text, 'latin1')
  const isText = Buffer.from(harmless.toString()).equals(harmless)
  return isText ? { raw: escape(harmless.toString()) } : { base64: harmless.toString('base64') }
}

/** The text as part of a JSON string, with one character per byte. */
function within(text: string): string {
  return Buffer.from(JSON.stringify(text).slice(1, -1)).toString('latin1')
}

/** The drawn value in the case language, with `$secret` for each secret. */
function withoutSecrets(
  value: unknown,
  send: SendTemplate,
  { values, contract, example: { broken, value: drawn }, anySecrets }: DeclaringStep,
): unknown {
  const written = escape(value)
  const key = String(resolveReferences(send.key ?? '', values))
  const redactions = Object.keys(variantOf(contract, key)?.redactions ?? {})
  if (send.body !== '$body') return written
  return redactions.reduce((body: unknown, pointer) => {
    const secret = valueAt(value, pointer)
    // The twin has a valid secret in the place of the broken one.
    const isBroken = broken?.instancePath === pointer && secret === valueAt(drawn, pointer)
    if (typeof secret !== 'string' || secret === '' || isBroken) return body
    return withValueAt(body, pointer, anySecrets ? `$secret${Array.from(secret).length}` : '$secret')
  }, written)
}

/** Expectations by requirement, in the case language. The kind `refused` becomes the refusal statuses. */
export function declareExpectations(
  expectations: readonly Expectation[],
  { values, contract, example }: DeclaringStep,
): object {
  const { broken } = example
  const place = broken === undefined ? '' : nameOf(broken)
  const names = new Map<string, unknown>([...values, ['place', place]])
  const declared: Record<string, Record<string, unknown>> = {}
  for (const { requirement, kind, value } of expectations) {
    // An expectation about the broken place has no meaning without a broken place.
    const lacksPlace = place === '' && referencesIn(value).some(({ name }) => name === 'place')
    const { declare } = KINDS[kind] ?? {}
    const entry =
      declare === undefined
        ? { [kind]: bindValue(value, names).value }
        : broken && declare(value, { rule: broken.rule, refusals: refusalOf(broken.part, contract) })
    if (entry !== undefined && !lacksPlace) declared[requirement] = { ...declared[requirement], ...entry }
  }
  return declared
}

/** The refusal statuses for a part of a request, in the case language. Source: the contract's `refusals`. */
function refusalOf(part: Broken['part'], { refusals }: Contract): number | readonly number[] {
  const statuses = refusals[part === 'property' ? 'body' : part]
  return statuses.length === 1 ? (statuses[0] ?? statuses) : statuses
}
