/** The flags about the target. */
export interface TargetFlags {
  readonly target?: string
  readonly groupId?: readonly string[]
  readonly config?: string
  readonly timeout?: string
  readonly rate?: string
  readonly inFlight?: string
  readonly concurrency?: boolean
  readonly insecure?: boolean
  readonly start?: string
  readonly wait?: string
  readonly budget?: string
}
