/** The calendar day of an instant, UTC: `2027-01-31`. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10)

/** `instant` moved by `minutes`, ISO 8601. */
export const inMinutes = (instant: Date, minutes: number): string =>
  new Date(instant.getTime() + minutes * 60_000).toISOString()

/** `day` moved by `months`, on day-of-month `dueDay` or the last one of a shorter month. */
export function addMonths(day: string, months: number, dueDay: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  last.setUTCDate(Math.min(dueDay, last.getUTCDate()))
  return dayOf(last)
}

/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
