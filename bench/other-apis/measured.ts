/** A tool at one server. */
export interface Measured {
  readonly tool: string
  readonly api: string
  /** The id of the fault or the variant. Absent: the server that conforms. */
  readonly deviation?: string
  /** The failures that the tool reports, each once: an operation and a check, or a law and a resource. */
  readonly failures: readonly string[]
  /** The laws that only warn. */
  readonly warnings?: readonly string[]
  readonly requests: number
  readonly seconds: number
  /** Members that are on the server after the run, and were not before. */
  readonly left: number
}
