import { APIS, type Api } from '../../../fixtures/apis/apis.ts'
import type { Answers } from '../../../fixtures/apis/kit/call.ts'
import { listenApi } from '../../../fixtures/apis/kit/listen-api.ts'
import { readDocument } from '../../document/read-document.ts'
import { httpTarget } from '../../http/http-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import type { Report } from '../../report/report.ts'
import type { RunEvent } from '../../report/run-event.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import type { Model } from '../../resource/model.ts'
import type { LawRun } from '../law-run.ts'
import { runLaws } from '../run-laws.ts'

/** The API with a name. */
function apiNamed(name: string): Api {
  const api = APIS.find((each) => each.name === name)
  if (api === undefined) throw new Error(`there is no API ${name}`)
  return api
}

/** The report of a run, and the members that the server held before and after. */
export interface Fired {
  readonly report: Report
  readonly held: readonly unknown[]
}

/** Options of a run of laws. */
export interface Firing {
  /** A fault or a variant of the server. */
  readonly as?: string
  /** The laws to fire, by id; default: all. */
  readonly laws?: readonly string[]
  readonly more?: Partial<LawRun>
  /** Changes the model, and the answers of the server. */
  readonly change?: (model: Model, answers: Answers) => { readonly model: Model; readonly answers: Answers }
  /** Receives each event. */
  readonly onEvent?: (event: RunEvent) => void
}

/** Fires laws at a server over loopback. */
export async function fireLaws(name: string, { as, laws, more = {}, change, onEvent }: Firing = {}): Promise<Fired> {
  const api = apiNamed(name)
  const deviation = [...api.faults, ...api.variants].find(({ id }) => id === as)
  if (as !== undefined && deviation === undefined) throw new Error(`there is no ${as}`)
  const { document } = readDocument(api.document)
  const own = { model: inferModel(document), answers: (deviation ?? api).serve() }
  const { model, answers } = change?.(own.model, own.answers) ?? own
  const before = answers.held()
  const { url, close } = await listenApi(answers)
  const events = runLaws({
    document,
    model,
    target: httpTarget(new URL(url), { limits: DEFAULT_LIMITS, proxy: false }),
    principals: api.principals,
    scopes: Object.fromEntries(
      Object.entries(model.scopes).map(([scope, { parameter }]) => [scope, api.scopes[parameter] ?? '']),
    ),
    mayWrite: () => true,
    seed: 1,
    level: 'must',
    patience: 2_000,
    ...(laws === undefined ? {} : { selects: (id: string) => laws.some((law) => id.startsWith(`law.${law}[`)) }),
    ...more,
  })
  let report: Report | undefined
  for await (const event of events) {
    onEvent?.(event)
    if (event.type === 'report') report = event
  }
  await close()
  if (report === undefined) throw new Error('a run ends with a report')
  return { report, held: [before, answers.held()] }
}

/** The causes of a report at a level, by id. */
export function causesAt(level: 'must' | 'should', { report }: Fired): readonly string[] {
  return report.causes.filter((cause) => cause.level === level).map(({ id }) => id)
}
