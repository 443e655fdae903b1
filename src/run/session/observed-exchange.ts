import type { Observation } from '../../judge/observation.ts'

/** An observation with the index of its exchange in the attempt. */
export type ObservedExchange = Observation & { readonly exchange: number }
