/** Nothing can be drawn of what a property asks for. The message says of what and why; the caller knows where it is asked for. */
export class EmptyPool extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EmptyPool'
  }
}
