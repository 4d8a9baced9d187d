/** Double entry, as the server tells it. */

export interface Task {
  sheet: string;
  form: string;
  station: string;
  photos: string[];
  until: number;
}

export interface Side {
  clerk: string | null;
  fault: string | null;
  figures: [string, number | null][];
}

export interface SheetView {
  sheet: string;
  station: string;
  photos: string[];
  sides: Side[];
}

export interface ClerkQuality {
  clerk: string;
  typed: number;
  seconds: number;
  planted: number;
  errors: { count: number; of: number; low: number; high: number };
}
