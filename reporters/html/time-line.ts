import type { Report, Result, Span } from '../../src/report/report.ts'
import { counted, duration } from '../text/wording.ts'
import { html, type Markup } from './markup.ts'

/** The run from left to right, a strip for each lane. A slot has the colour of its worst case. */
export function timeLine({ results, durationMs }: Pick<Report, 'results' | 'durationMs'>): Markup | string {
  const lanes = lanesOf(results)
  if (lanes.length === 0) return ''
  const end = Math.max(durationMs, 1)
  return html`<section aria-labelledby="time-title">
    <h2 id="time-title">Time line</h2>
    <div class="lanes">
      ${lanes.map(([lane, placed]) => laneStrip(lane, placed, end))}
      <p class="ticks">${[0, 0.25, 0.5, 0.75, 1].map((share) => html`<span>${duration(share * end)}</span>`)}</p>
    </div>
  </section> `
}

/** A result at one of its times. */
interface Placed extends Span {
  readonly result: Result
}

type Lanes = readonly (readonly [lane: number, placed: readonly Placed[]])[]

function lanesOf(results: readonly Result[]): Lanes {
  const lanes = new Map<number, Placed[]>()
  for (const result of results) {
    const { lane, startMs, durationMs, portions } = result
    if (lane === undefined || startMs === undefined) continue
    const placed = (portions ?? [{ startMs, durationMs }]).map((span) => ({ ...span, result }))
    const known = lanes.get(lane)
    if (known === undefined) lanes.set(lane, placed)
    else known.push(...placed)
  }
  return [...lanes].toSorted(([a], [b]) => a - b)
}

/** The slots of a strip: a page of 5,000 cases draws no more than these. */
const SLOTS = 300

const WORST: readonly Result['status'][] = ['fail', 'inconclusive', 'warn', 'skip', 'pass']

interface Slot {
  readonly from: number
  to: number
  readonly status: Result['status']
  readonly first: string
  cases: number
}

function laneStrip(lane: number, placed: readonly Placed[], end: number): Markup {
  const failed = new Set(placed.flatMap(({ result }) => (result.status === 'fail' ? [result.id] : []))).size
  const cases = new Set(placed.map(({ result }) => result.id)).size
  const label = `Lane ${lane}: ${counted(cases, 'case')}, ${failed} failed`
  return html`<figure>
    <figcaption>${label}</figcaption>
    <svg viewBox="0 0 ${SLOTS} 24" preserveAspectRatio="none" role="img" aria-label="${label}">
      ${slotsOf(placed, end).map(
        ({ from, to, status, first, cases: count }) =>
          html`<rect class="${status}" x="${from}" width="${to - from}" height="24"
            ><title>${titleOf(first, count, status)} at ${duration((from / SLOTS) * end)}</title></rect
          >`,
      )}
    </svg>
  </figure> `
}

function titleOf(first: string, cases: number, status: string): string {
  return `${status}: ${first}${cases > 1 ? ` and ${cases - 1} more` : ''}`
}

/** The worst status of each slot. Neighbours with the same status are one. */
function slotsOf(placed: readonly Placed[], end: number): readonly Slot[] {
  const cells = new Map<number, { status: Result['status']; first: string; cases: number }>()
  for (const { startMs, durationMs, result } of placed) {
    const from = Math.min(SLOTS - 1, Math.floor((startMs / end) * SLOTS))
    const to = Math.min(SLOTS - 1, Math.max(from, Math.ceil(((startMs + durationMs) / end) * SLOTS) - 1))
    for (let slot = from; slot <= to; slot += 1) {
      const known = cells.get(slot)
      const isWorse = known === undefined || WORST.indexOf(result.status) < WORST.indexOf(known.status)
      if (isWorse) cells.set(slot, { status: result.status, first: result.id, cases: 1 })
      else if (known.status === result.status) known.cases += 1
    }
  }
  const slots: Slot[] = []
  for (const [at, { status, first, cases }] of [...cells].toSorted(([a], [b]) => a - b)) {
    const last = slots.at(-1)
    if (last?.to === at && last.status === status) {
      last.to = at + 1
      last.cases += cases
    } else slots.push({ from: at, to: at + 1, status, first, cases })
  }
  return slots
}
