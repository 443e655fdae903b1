import { hasSentence } from './describes.ts'

const SAYS =
  /^\W*(?:the |total |current |this is the )*(?:sum|total|number|count|product|average|mean|difference) of\b|\b(?:computed|calculated|derived|made|recalculated|recomputed) (?:from|as|out of|automatically|whenever)\b|\b(?:is|are) the (?:sum|product|average|mean|number|difference) of\b/i

/** Words for a value that is worked out once, or that counts something else than the member has. */
const ONCE =
  /\b(?:initial|original|originally|at creation|at the time|when (?:it|this|the \w+) (?:is|was) (?:created|placed|made|signed|sent)|once|snapshot|never|random|so far|attempts|views|requests)\b/i

/** True if a description says of a property that the server works it out from other values. Example: `Sum of the items.` */
export function saysDerived(description: unknown): boolean {
  return hasSentence(description, SAYS, ONCE)
}
