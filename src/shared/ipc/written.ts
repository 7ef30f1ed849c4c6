/**
 * A value as JSON. It crosses from thread to main to page as one string, which main need not read; of an object every
 * part is copied each time, and once more by the bridge into the page.
 */
export interface Written<T> {
  readonly json: string
  /** Never there: it tells what is written apart for the compiler. */
  readonly of?: T
}

/** Of plain data; what JSON has no word for, such as bytes, cannot be written. */
export function written<T>(value: T): Written<T> {
  return { json: JSON.stringify(value) }
}

/** Another one each time. */
export function readWritten<T>({ json }: Written<T>): T {
  return JSON.parse(json) as T
}
