/** A sheet whose figures are known: those that were accepted of a report, else those it was filed with. */
import type { ReportView, StationView } from '../../types';

/** Reports of a station from which a known sheet can be made: they have a photo that is open. */
export const plantable = (station: StationView): ReportView[] =>
  station.reports.rows.filter((own) => own.stage === 'protocol' && photosOf(own).length > 0);

export const photosOf = (report: ReportView): string[] =>
  report.photos.filter((own) => !own.sealed && !own.deleted).map((own) => own.blob);

/** Its figures as they are typed, line by line; a figure that nobody could read is a question mark. */
export function proposed(station: StationView, report: ReportView): Record<string, string> {
  const accepted = station.accepted.find((own) => own.report === report.id);
  const text = (own: number | null): string => (own === null ? '?' : String(own));
  if (accepted) return Object.fromEntries(accepted.figures.map(([line, own]) => [line, text(own)]));
  return Object.fromEntries(
    Object.entries(report.answers).flatMap(([place, answer]) =>
      'integer' in answer ? [[place, text(answer.integer)]] : [],
    ),
  );
}
