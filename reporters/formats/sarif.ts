import type { Level } from '../../src/contract/contract.ts'
import type { Cause, Report, RequirementResult } from '../../src/report/report.ts'
import type { Evidence } from '../../src/secrets/evidence.ts'
import { exchangeOf } from '../text/finding-detail.ts'
import { jsonPieces } from '../json/json-text.ts'
import { remarksOf } from '../text/known-reason.ts'
import { plainText } from '../text/plain-text.ts'
import { reportFormat } from '../report-format.ts'
import type { ReporterOptions } from '../reporter.ts'
import { replaysOf } from '../text/replay-of.ts'
import { repositoryPath } from '../text/repository-path.ts'
import { shownResults, type ShownResult } from '../text/shown-results.ts'
import { verdictSentence } from '../text/verdict-sentence.ts'
import { wellFormed } from '../text/well-formed.ts'

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
const LEVELS: Readonly<Record<Level, string>> = { must: 'error', should: 'warning', observe: 'note' }
/** The most cases that a result names. */
const CASES = 100

/**
 * SARIF 2.1.0, which code scanning services read. A requirement is a rule, and a cause is a result at the YAML line of its
 * expectation. The fingerprint is the id of the cause, so that a service follows a finding from run to run.
 */
export const sarif = reportFormat('sarif', (report, options) => jsonPieces(logOf(report, options), { depth: 4 }))

function logOf(report: Report, options: ReporterOptions): object {
  const { tool, contract, requirements } = report
  const indexes = new Map(requirements.map(({ id }, index) => [id, index]))
  const causes = report.causes.filter(({ level }) => level !== 'observe')
  const shown = shownResults(report)
  const replays = replaysOf(causes, report.results)
  const run = {
    tool: { driver: { name: tool.name, version: tool.version, rules: requirements.map(ruleOf) } },
    automationDetails: { id: `conformance/${contract.name}/` },
    invocations: [invocationOf(report)],
    columnKind: 'utf16CodeUnits',
    results: causes.map((cause) => ({
      ...resultOf(cause, {
        indexes,
        shown: shown.get(cause.id),
        replay: replays.get(cause.id)?.command,
        options,
      }),
      ...suppressionsOf(cause, report),
    })),
  }
  return { $schema: SCHEMA, version: '2.1.0', runs: [run] }
}

function ruleOf({ id, level, text, status, since }: RequirementResult): object {
  return {
    id,
    shortDescription: { text: messageText(text) },
    defaultConfiguration: { level: LEVELS[level] },
    properties: { level, status, ...(since === undefined ? {} : { since }), tags: ['conformance', level] },
  }
}

function invocationOf(report: Report): object {
  const { startedAt, durationMs, verdict } = report
  const failed = verdict === 'inconclusive'
  const notification = { level: 'error', message: { text: messageText(verdictSentence(report)) } }
  return {
    executionSuccessful: !failed,
    startTimeUtc: startedAt,
    endTimeUtc: new Date(Date.parse(startedAt) + durationMs).toISOString(),
    ...(failed ? { toolExecutionNotifications: [notification] } : {}),
    properties: { verdict, seed: report.seed, target: wellFormed(report.target) },
  }
}

interface CauseContext {
  /** The index of each rule, by the id of its requirement. */
  readonly indexes: ReadonlyMap<string, number>
  /** The result and the finding that show the cause. */
  readonly shown: ShownResult | undefined
  /** The command that repeats the cause. */
  readonly replay: string | undefined
  readonly options: ReporterOptions
}

function resultOf(cause: Cause, { indexes, shown, replay, options }: CauseContext): object {
  const { id, requirement, also, level, coming, message, at, results, findings, first, location } = cause
  const exchange = shown === undefined ? undefined : exchangeOf(shown.finding, shown.result)
  const index = indexes.get(requirement)
  const uri = uriOf(repositoryPath(location.file, options) ?? location.file)
  return {
    ruleId: requirement,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: coming === undefined ? LEVELS[level] : LEVELS.should,
    message: { text: messageText(`${message} (${at})`) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: uri.startsWith('file:') ? { uri } : { uri, uriBaseId: '%SRCROOT%' },
          region: { startLine: location.line, startColumn: location.column },
        },
        logicalLocations: [{ fullyQualifiedName: wellFormed(first), kind: 'member' }],
      },
    ],
    partialFingerprints: { 'conformCause/v1': id },
    occurrenceCount: findings,
    ...(exchange === undefined ? {} : webOf(exchange)),
    properties: {
      at: wellFormed(at),
      also,
      cases: results.slice(0, CASES).map(wellFormed),
      caseCount: results.length,
      ...(replay === undefined ? {} : { replay: wellFormed(replay) }),
    },
  }
}

/** The baseline entry that knows a cause. Where one result of a log has suppressions, SARIF wants a list for each. */
function suppressionsOf({ known, message }: Cause, { baseline }: Report): object {
  if (baseline === undefined) return {}
  if (known === undefined) return { suppressions: [] }
  const entry = baseline.entries.find(({ id }) => id === known)
  const justification = [`known failure ${known}`, ...remarksOf(entry, message)].join('; ')
  return { suppressions: [{ kind: 'external', status: 'accepted', justification: plainText(justification) }] }
}

function webOf({ request, response, failure }: Evidence): object {
  return {
    webRequest: {
      protocol: 'HTTP',
      version: '1.1',
      target: wellFormed(request.url),
      method: request.method,
      headers: headersOf(request.headers),
      ...(request.body === undefined ? {} : { body: { text: wellFormed(request.body) } }),
    },
    webResponse:
      response === undefined
        ? { noResponseReceived: true, reasonPhrase: wellFormed(failure ?? '') }
        : {
            protocol: 'HTTP',
            version: '1.1',
            statusCode: response.status,
            headers: headersOf(response.headers),
            body: { text: wellFormed(response.body) },
          },
  }
}

function headersOf(headers: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [wellFormed(name), wellFormed(value)]))
}

/** Text on one line. SARIF reads `[text](target)` in a message as a link, so its first bracket is escaped. */
function messageText(text: string): string {
  return plainText(text).replaceAll(/\[(?=[^[\]]*\]\()/g, String.raw`\[`)
}

/** A URI reference. An absolute path becomes a `file:` URI. */
function uriOf(path: string): string {
  const encoded = wellFormed(path).split('/').map(encodeURIComponent).join('/')
  return encoded.startsWith('/') ? `file://${encoded}` : encoded
}
