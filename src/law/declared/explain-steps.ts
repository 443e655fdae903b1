import type { Contract } from '../../contract/contract.ts'
import { formatPointer, parsePointer } from '../../json/pointer.ts'
import { unescape } from '../../json/references.ts'
import type { Expectation } from '../../judge/judge.ts'
import { explainExpectation, explainSender } from '../../plan/explain/explain.ts'
import { scalarText } from '../../source/scalar.ts'
import { addressed, type CaseSubject } from './addressed.ts'
import type { DeclaredBody, DeclaredCase, DeclaredSend, DeclaredStep } from '../world/declared-case.ts'
import { OWN_KIND } from './judge-step.ts'

/** Says in English what must be there before the first step of a case. */
export function explainThere({ there }: DeclaredCase): readonly string[] {
  return there.length === 0 ? ['no preconditions'] : there.map((name) => `${name} exists, a fresh member`)
}

/** The steps of a case at a resource in English, as numbered lines. */
export function explainSteps(
  { steps }: DeclaredCase,
  subject: CaseSubject,
  contract: Pick<Contract, 'requirements'>,
): readonly string[] {
  return steps.flatMap((step, index) => explainStep(step, subject, contract).map((line, at) => label(line, at, index)))
}

function label(line: string, at: number, step: number): string {
  return at === 0 ? `${step + 1}. ${line}` : `   ${line}`
}

function explainStep(
  { send, expect, save }: DeclaredStep,
  subject: CaseSubject,
  contract: Pick<Contract, 'requirements'>,
): readonly string[] {
  return [
    explainSend(send, subject),
    ...expect.map((one) => `expect ${explainDemand(one, contract)}`),
    ...Object.entries(save).map(([name, from]) => `keep ${explainSaved(from)} as ${name}`),
  ]
}

function explainDemand(one: Expectation, contract: Pick<Contract, 'requirements'>): string {
  const text = explainExpectation(one, contract)
  return one.kind === OWN_KIND ? text.replace(OWN_KIND, 'the member as this case has written it') : text
}

function explainSaved(from: string): string {
  if (from === 'member') return 'the created member'
  return from.startsWith('header:') ? `the header ${from.slice('header:'.length)}` : from
}

function explainSend({ operation, of, key, query, headers, as, body }: DeclaredSend, subject: CaseSubject): string {
  const to = addressed(operation, subject)?.operation
  return [
    to === undefined ? `send ${operation}` : `send ${to.method} ${to.path}`,
    ...(of === undefined ? [] : [of === 'unknown' ? 'for a member that was never there' : `for ${of}`]),
    ...Object.entries(key ?? {}).map(([name, value]) => `with {${name}} ${JSON.stringify(value)}`),
    ...Object.entries(query ?? {}).map(([name, value]) => `with ${name}=${scalarText(value)}`),
    ...Object.entries(headers ?? {}).map(([name, value]) =>
      value === null ? `without the header ${name}` : `with ${name}: ${scalarText(value)}`,
    ),
    ...(as === undefined || as === 'owner' ? [] : [`as ${explainSender(as)}`]),
    ...(body === undefined ? [] : [`with ${explainBody(body)}`]),
  ].join(', ')
}

function explainBody({ whole, part, set = [], drop = [], raw, ...rest }: DeclaredBody): string {
  if (raw !== undefined) return raw === '' ? 'an empty body' : `the bytes ${JSON.stringify(unescape(raw))}`
  if ('json' in rest) return `the member ${JSON.stringify(unescape(rest.json))}`
  if (part !== undefined) return 'one property, changed'
  const changes = [
    ...set.map(({ at, to }) => `${place(at)} set to ${JSON.stringify(unescape(to))}`),
    ...drop.map((at) => `${place(at)} left out`),
  ]
  const body = whole === 'valid' ? 'a generated body' : `the body of ${whole ?? 'it'}`
  return [body, ...changes].join(', ')
}

function place(pointer: string): string {
  return formatPointer(parsePointer(pointer))
}
