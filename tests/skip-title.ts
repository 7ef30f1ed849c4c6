/** The title of a test that may be skipped: with a reason, the reason stands in it, for the report to print. */
export function skipTitle(title: string, reason: string | null): string {
  return reason === null ? title : `${title} (skipped: ${reason})`
}
