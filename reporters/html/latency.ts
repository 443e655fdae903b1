import type { Report } from '../../src/report/report.ts'
import { grouped, preciseDuration } from '../text/wording.ts'
import { caseLink } from './links.ts'
import { html, type Markup } from './markup.ts'

/** The times of answers by operation, and the slowest cases. */
export function latencyPart({ times = {}, results }: Pick<Report, 'times' | 'results'>): Markup | string {
  const operations = Object.entries(times)
  const slowest = results.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, SLOWEST)
  if (operations.length + slowest.length === 0) return ''
  const end = Math.max(0.001, ...operations.map(([, { p95Ms }]) => p95Ms))
  return html`<section aria-labelledby="latency-title">
    <h2 id="latency-title">Times of answers</h2>
    <div class="pair">
      <table class="latency">
        <caption class="unseen">
          Times of answers by operation
        </caption>
        <thead>
          <tr>
            <th scope="col">Operation</th>
            <th scope="col">Answers</th>
            <th scope="col">Median</th>
            <th scope="col">95th percentile</th>
            <th scope="col">Longest</th>
            <td></td>
          </tr>
        </thead>
        <tbody>
          ${operations.map(
            ([name, { count, medianMs, p95Ms, longestMs }]) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${grouped(count)}</td>
                <td>${preciseDuration(medianMs)}</td>
                <td>${preciseDuration(p95Ms)}</td>
                <td>${preciseDuration(longestMs)}</td>
                <td>
                  <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="p95" width="${((p95Ms / end) * 100).toFixed(1)}" height="8" />
                    <rect class="median" width="${((medianMs / end) * 100).toFixed(1)}" height="8" />
                  </svg>
                </td>
              </tr> `,
          )}
        </tbody>
      </table>
      <div>
        <h3>Slowest cases</h3>
        <ol class="slowest">
          ${slowest.map(({ id, durationMs }) => html`<li><span>${preciseDuration(durationMs)}</span> ${caseLink(id)}</li> `)}
        </ol>
      </div>
    </div>
  </section> `
}

const SLOWEST = 5
