import type { Report, RequirementResult } from '../../src/report/report.ts'
import { counted, groupBy } from '../text/wording.ts'
import { causeLink, filterLink } from './links.ts'
import { html, type Markup } from './markup.ts'

/** The requirements by operation: must and should apart, violated ones first, unverified ones with their reasons. */
export function requirementMatrix({ requirements: given, causes }: Pick<Report, 'requirements' | 'causes'>): Markup {
  const requirements = byWeight(given, causes)
  const operations = operationsOf(requirements)
  const stated = requirements.filter(({ status }) => status !== 'excluded')
  const excluded = requirements.filter(({ status }) => status === 'excluded')
  return html`<section id="requirements" aria-labelledby="requirements-title">
    <h2 id="requirements-title">Requirements by operation</h2>
    <p class="legend">
      <span class="violated"><i aria-hidden="true">✗</i> violated</span>
      <span class="verified"><i aria-hidden="true">✓</i> verified</span>
      <span class="unverified"><i aria-hidden="true">?</i> not verified</span>
      <span><i aria-hidden="true">·</i> not judged there: no case looks, or its earlier answer had failed</span>
    </p>
    ${TITLES.map(([level, title]) =>
      levelTable(
        title,
        stated.filter((one) => one.level === level),
        { operations, causes },
      ),
    )}${
      excluded.length === 0
        ? ''
        : html`<details class="apart">
            <summary><h3>${counted(excluded.length, 'requirement')} excluded</h3></summary>
            <dl class="facts">
              ${excluded.map(
                ({ id, reason }) =>
                  html`<div>
                    <dt class="id">${id}</dt>
                    <dd>${reason}</dd>
                  </div> `,
              )}
            </dl>
          </details> `
    }
  </section> `
}

/** Violated requirements in the order of the causes, then the others in the order of the contract. */
function byWeight(requirements: readonly RequirementResult[], causes: Report['causes']): readonly RequirementResult[] {
  const order = [...new Set(causes.flatMap(({ requirement, also }) => [requirement, ...also]))]
  const weight = ({ id }: RequirementResult): number => (order.includes(id) ? order.indexOf(id) : order.length)
  return requirements.toSorted((a, b) => weight(a) - weight(b))
}

const TITLES = [
  ['must', 'Must'],
  ['should', 'Should'],
  ['observe', 'Observed, never judged'],
] as const

/** The operations that any requirement was judged in, in the order of the contract. */
function operationsOf(requirements: readonly RequirementResult[]): readonly string[] {
  const rows = requirements.map(({ operations = {} }) => Object.keys(operations))
  const [longest = []] = rows.toSorted((a, b) => b.length - a.length)
  return [...new Set([...longest, ...rows.flat()])]
}

const ORDER = ['violated', 'coming', 'unverified', 'verified', 'observed', 'excluded']

interface Frame extends Pick<Report, 'causes'> {
  readonly operations: readonly string[]
}

function levelTable(title: string, requirements: readonly RequirementResult[], frame: Frame): Markup | string {
  if (requirements.length === 0) return ''
  const sorted = requirements.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status))
  return html`<table class="matrix">
    <caption>
      ${title}
      <small>${tally(requirements)}</small>
    </caption>
    <thead>
      <tr>
        <th scope="col">Requirement</th>
        ${frame.operations.map((name) => html`<th scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${reasonsTogether(sorted).map(([one, rows]) => row(one, rows, frame))}
    </tbody>
  </table> `
}

/**
 * Each requirement with the count of rows that its reason stands beside. Requirements that share a reason follow each other. The first has
 * their count, and the others have 0. A run that ends early leaves dozens with the same reason.
 */
function reasonsTogether(
  sorted: readonly RequirementResult[],
): readonly (readonly [requirement: RequirementResult, rows: number])[] {
  const groups = groupBy(sorted, (one) => (isOpen(one) ? `? ${one.reason ?? ''}` : one.id))
  return groups.flatMap(([, group]) => group.map((one, index) => [one, index === 0 ? group.length : 0] as const))
}

/** True for a requirement that no answer was judged by, which has a reason in place of its operations. */
function isOpen({ status, operations }: RequirementResult): boolean {
  return status === 'unverified' && operations === undefined
}

/** `2 violated, 3 unverified, 40 verified` */
function tally(requirements: readonly RequirementResult[]): string {
  return ORDER.flatMap((status) => {
    const count = requirements.filter((one) => one.status === status).length
    return count === 0 ? [] : [`${count} ${status === 'unverified' ? 'not verified' : status}`]
  }).join(', ')
}

/** `rows`: the rows that the reason of an open requirement stands beside; 0 where it stands already. */
function row(requirement: RequirementResult, rows: number, { operations, causes }: Frame): Markup {
  const { id, text, status, reason, operations: judged } = requirement
  const isVerified = status === 'verified' || status === 'observed'
  const sentence = html`<span class="sentence">${text}</span>`
  const cells = isOpen(requirement)
    ? rows === 0
      ? ''
      : html`<td class="unverified" colspan="${Math.max(1, operations.length)}" rowspan="${rows}">
          <i aria-hidden="true">?</i> not verified: ${reason}
        </td>`
    : operations.map((operation) => cell(judged?.[operation]))
  return html`<tr class="${isVerified ? 'quiet' : status}" id="requirement-${id}">
    <th scope="row"><span class="id">${nameOf(requirement, causes)}</span>${sentence}</th>
    ${cells}
  </tr> `
}

/** The id of a requirement, with a link to the weightiest cause that violates it, or else to its cases. */
function nameOf({ id, cases }: RequirementResult, causes: Report['causes']): Markup {
  const cause = causes.find(({ requirement }) => requirement === id) ?? causes.find(({ also }) => also.includes(id))
  if (cause !== undefined) return causeLink(cause.id, id)
  return cases.length === 0 ? html`${id}` : filterLink({ requirement: id }, id)
}

const SIGNS = { verified: '✓', violated: '✗', observed: '•' }

function cell(status: keyof typeof SIGNS | undefined): Markup {
  if (status === undefined) return html`<td><i aria-hidden="true">·</i><span class="unseen">not judged</span></td>`
  return html`<td class="${status}">
    <i aria-hidden="true">${SIGNS[status]}</i><span class="unseen">${status}</span>
  </td>`
}
