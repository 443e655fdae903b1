import type { Result } from '../../src/report/report.ts'
import type { ReportedCounterexample } from '../../src/report/reported-counterexample.ts'
import type { Evidence } from '../../src/secrets/evidence.ts'

/** The most lines of the output of a server, as a count. */
const FEW_LINES = 8

/** The characters that a header of an answer has in any case: most are shorter. */
const SHORTEST_HEADER = 60

/** The headers of an answer that findings are often about. */
const TELLING = /^(content-.*|transfer-encoding|www-authenticate|allow|location|retry-after|\.\.\.)$/i

/**
 * The result with each body and each value of at most so many characters, and with few headers of answers. A cut value is a text with
 * the length of the whole.
 */
export function withShortValues(result: Result, longest: number): Result {
  const { findings, exchanges, counterexample } = result
  const short = (value: unknown): unknown => shortValue(value, longest)
  return {
    ...result,
    findings: findings.map((finding) => ({
      ...finding,
      expected: short(finding.expected),
      actual: short(finding.actual),
    })),
    exchanges: exchanges.map((exchange) => withFewHeaders(withShortBodies(exchange, longest), findings, longest)),
    ...(counterexample === undefined ? {} : { counterexample: shortCounterexample(counterexample, longest) }),
  }
}

function shortCounterexample(counterexample: ReportedCounterexample, longest: number): ReportedCounterexample {
  const { value, request, twin } = counterexample
  const short = (part: unknown): unknown => shortValue(part, longest)
  return {
    ...counterexample,
    value: short(value),
    ...(request === undefined ? {} : { request: withShortBody(request, longest) }),
    ...(twin === undefined
      ? {}
      : {
          twin: {
            value: short(twin.value),
            difference: twin.difference.map(({ from, to, ...rest }) => ({
              ...rest,
              ...(from === undefined ? {} : { from: short(from) }),
              ...(to === undefined ? {} : { to: short(to) }),
            })),
          },
        }),
  }
}

function withShortBodies(exchange: Evidence, longest: number): Evidence {
  const { request, response, output } = exchange
  return {
    ...exchange,
    request: withShortBody(request, longest),
    ...(output === undefined ? {} : { output: output.slice(0, FEW_LINES).map((line) => shortText(line, longest)) }),
    ...(response === undefined ? {} : { response: withShortBody(response, longest) }),
  }
}

/** The headers that findings name or are often about, and the count of the others. */
function withFewHeaders(exchange: Evidence, findings: Result['findings'], longest: number): Evidence {
  const { response } = exchange
  if (response === undefined) return exchange
  const named = new Set(findings.map(({ at }) => at.toLowerCase()))
  const headers = Object.entries(response.headers)
  const kept = headers.filter(([name]) => TELLING.test(name) || named.has(`header:${name.toLowerCase()}`))
  const rest = headers.length - kept.length
  const note = rest === 0 ? [] : [['...', `${rest} more`]]
  const short = kept.map(([name, value]) => [name, shortText(value, Math.max(longest, SHORTEST_HEADER))])
  return { ...exchange, response: { ...response, headers: Object.fromEntries([...short, ...note]) } }
}

function withShortBody<M extends { readonly body?: string }>(message: M, longest: number): M {
  return message.body === undefined ? message : { ...message, body: shortText(message.body, longest) }
}

function shortValue(value: unknown, longest: number): unknown {
  if (typeof value === 'string') return shortText(value, longest)
  if (typeof value !== 'object' || value === null) return value
  const text = JSON.stringify(value)
  const short = shortText(text, longest)
  return short === text ? value : short
}

function shortText(text: string, longest: number): string {
  const note = `... (cut from ${text.length} characters)`
  if (text.length <= longest + note.length) return text
  // The cut keeps the two halves of a character together.
  return `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}${note}`
}
