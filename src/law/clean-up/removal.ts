/** The outcome of a removal. `unchanged`: a singleton shows its first state. `left`: the reason why the member may still be there, and the status of its delete where that is an error. */
export type Removal =
  | { readonly outcome: 'removed' | 'absent' | 'restored' | 'unchanged'; readonly at: string }
  | { readonly outcome: 'left'; readonly at: string; readonly reason: string; readonly status?: number }
