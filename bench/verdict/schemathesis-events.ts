/** A failed check of one test case. */
export interface Failure {
  /** The id of the test case. */
  readonly id: string
  readonly operation: string
  readonly check: string
  readonly failure: string
}

interface Recorder {
  /** Missing where nothing was sent. */
  readonly checks?: Readonly<Record<string, readonly Check[]>> | null
}

interface Check {
  readonly name: string
  readonly status: string
  readonly failure_info?: { readonly failure: { readonly type: string; readonly operation: string } }
}

/** The failed checks in the events of a run, in the order of the scenarios. */
export function failuresIn(events: string): readonly Failure[] {
  return events
    .split('\n')
    .filter((line) => line.startsWith('{"ScenarioFinished"'))
    .flatMap((line) => {
      const { ScenarioFinished } = JSON.parse(line) as { readonly ScenarioFinished: { readonly recorder: Recorder } }
      return Object.entries(ScenarioFinished.recorder.checks ?? {}).flatMap(([id, checks]) =>
        checks.flatMap(failureOf(id)),
      )
    })
}

function failureOf(id: string): (check: Check) => readonly Failure[] {
  return ({ name, status, failure_info: info }) =>
    status === 'failure' && info !== undefined
      ? [{ id, operation: info.failure.operation, check: name, failure: info.failure.type }]
      : []
}
